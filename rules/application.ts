// What an applicant files (§12, Appendix 1 and 2): only what the regulation needs.

export type Language = 'kk' | 'ru' | 'en';
export const LANGUAGES: readonly Language[] = ['kk', 'ru', 'en'];

export type Representative = { name: string; position: string };

/** Appendix 1 and the report's text. Drafts may leave anything empty; nothing here is ever null. */
export type ApplicationForm = {
  organisationKk: string;
  organisationRu: string;
  /** One of Edition.applicantKinds, or '' while undecided. */
  kind: string;
  /** Region code, or '' while undecided. */
  region: string;
  /** Public services the organisation provides (§9). */
  services: string;
  /** Optional, only to find doubles; '' or 12 digits. */
  bin: string;
  signatoryName: string;
  signatoryPosition: string;
  signatoryRole: '' | 'head' | 'deputy_head';
  phone: string;
  email: string;
  representatives: Representative[];
  /** Text of the activity report by criterion, in the order of Edition.marks.criteria; '' where a file says it. */
  report: string[];
  /** Links to videos, one a line. */
  links: string;
  agreesToTerms: boolean;
  consents: boolean;
  letterLanguage: Language;
};

/** form: the signed Appendix 1; report: the activity report; evidence: supporting material. */
export type FileKind = 'form' | 'report' | 'evidence' | 'video' | 'project';

export type FiledFile = {
  id: string;
  kind: FileKind;
  /** 1-based criterion the file supports, null where it serves all. */
  criterion: number | null;
  name: string;
  size: number;
  /** Lower-case hex. */
  sha256: string;
  /** One of the edition's types ('pdf', 'mp4' …), as verified by content. */
  type: string;
};
