// What every .docx of ours is packed with.

import { expect, it } from 'vitest';
import { documentXml } from '#rules/document-xml';
import { escaped } from '#rules/markup';

const CORE = 'docProps/core.xml';
const STAMP = '2026-10-12T05:00:00Z';

it('has no sign that XML may not hold, in any part', () => {
  const xml = 'a\u0000b\u0008c\td\ne\u000bf\u000cg\rh\u000ei\u001fj\ufffek\uffffl\ufffdm';
  for (const name of ['word/document.xml', CORE])
    expect(documentXml(name, xml, STAMP)).toBe('abc\td\nefg\rhijkl\ufffdm');
});

it('says when it was made in the one part that says it', () => {
  const xml =
    '<dcterms:created xsi:type="x">1</dcterms:created><dcterms:modified>2</dcterms:modified><a>3</a>';
  expect(documentXml('word/document.xml', xml, STAMP)).toBe(xml);
  expect(documentXml(CORE, xml, STAMP)).toBe(
    `<dcterms:created xsi:type="x">${STAMP}</dcterms:created><dcterms:modified>${STAMP}</dcterms:modified><a>3</a>`,
  );
});

it('text is no markup', () => {
  expect(escaped('<a b="c">&amp;</a>')).toBe('&lt;a b=&quot;c&quot;&gt;&amp;amp;&lt;/a&gt;');
});
