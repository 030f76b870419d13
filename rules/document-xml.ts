// What every .docx of ours is packed with, the site's and the worker's: the same bytes each time, and no sign that keeps a
// program from opening it. The library that makes the parts sees to neither.

/** Zip knows local times from 1980 on; one and the same for all entries. */
export const ENTRY_TIME = '2026-01-01T00:00:00';
/** What no XML may hold, escaped or not (XML 1.0, 2.2): one such sign and no program opens the document. */
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** The XML of the part `name`; `stamp`, an ISO instant, becomes the document's time of creation and change. */
export function documentXml(name: string, xml: string, stamp: string): string {
  const text = xml.replace(NOT_XML, '');
  if (name !== 'docProps/core.xml') return text;
  return text.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, (_, tag: string) => tag + stamp);
}
