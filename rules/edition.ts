// One edition of the contest: every number of the regulation with its paragraph, as frozen at placement.

import type { Day } from './days.ts';
import type { Clause } from './finding.ts';

export type Stated<T> = { value: T; clause: Clause; interpretation?: boolean | undefined };
export type Fraction = { numerator: number; denominator: number; clause: Clause };

/** A year of the working calendar: non-working dates and working weekend days, ISO local dates. */
export type CalendarYear = { off: string[]; working: string[] };
/** By year ('2026'). A year that is absent is unknown, never guessed. */
export type Calendar = Record<string, CalendarYear>;

export type Stage = 'regional' | 'republican';
export const STAGES: readonly Stage[] = ['regional', 'republican'];

/** Code of the republican commission; the regional ones carry their region's code ('10'…'79'). */
export const REPUBLIC = 'KZ';

export type FileLimit = { types: string[]; maxBytes: number };
export type FileLimits = {
  documents: FileLimit & { maxUnpackedBytes: number };
  video: FileLimit;
  /** All files of one application together. */
  maxTotalBytes: number;
};

export const DOSSIERS = ['contenders', 'finalist'] as const;
export type Dossiers = (typeof DOSSIERS)[number];

export type Edition = {
  edition: string;
  name: string;
  terms: {
    submissionWeeks: Stated<number>;
    checkWorkingDays: Stated<number>;
    inviteWorkingDays: Stated<number>;
    listWorkingDays: Stated<number>;
    handoverWorkingDays: Stated<number>;
  };
  commission: Record<Stage, { members: Stated<number>; quorum: Fraction }>;
  routing: { centralRegion: Stated<string>; centralKinds: Stated<string[]> };
  applicantKinds: Stated<string[]>;
  documents: { minEvidence: Stated<number>; minRepresentatives: Stated<number> };
  marks: {
    criteria: Stated<string[]>;
    lowest: Stated<number>;
    highest: Stated<number>;
    onViolation: Stated<number>;
    passAbove: Stated<number>;
    sheets: Stated<number>;
  };
  /** Whose papers are handed over: all contenders', or the finalist's alone. */
  handover: { dossiers: Stated<Dossiers> };
  voting: {
    regionalFinalists: Stated<number>;
    minVoters: Stated<number>;
    winners: Stated<number>;
    choicesPerMember: Stated<number>;
  };
  /** Not in the regulation: general administrative law as we read it, to be confirmed by a lawyer. */
  objections: { termMonths: Stated<number>; answerWorkingDays: Stated<number> };
  /** Who is answerable for people's data; the business number is '' until it is known. */
  operator: { name: { kk: string; ru: string; en: string }; bin: string };
  /** Days after the deadline for what was not filed; months after the contest's end for what was. */
  keep: { draftDays: number; dataMonths: number };
  /**
   * Days before the last one, and the local hour, at which those who have not filed are reminded; working days before
   * a due day at which a commission is.
   */
  reminders: { daysBefore: number[]; hour: number; commissionDaysBefore: number };
  files: FileLimits;
  /** Days that a decree moved after the calendar was made; `calendar` has them already. */
  movedDays: { date: Day; working: boolean; decree: string }[];
  /** Codes of the regions whose commissions take part, in Kazakh order. */
  regions: string[];
  calendar: Calendar;
};

/** What placement fixes (§11, §12). Instants are ISO UTC; days are local dates at UTC+5. */
export type Placement = {
  placedAt: string;
  placementDay: string;
  /** Day on which the weeks end, before it is rolled off non-working days. */
  nominalLastDay: string;
  lastDay: string;
  /** Exclusive: an application received at this instant is late. */
  deadline: string;
  siteAddress: string;
  socialAddresses: string[];
};
