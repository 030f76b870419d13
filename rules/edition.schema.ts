// Reads content/2026/contest.yaml: a value without its paragraph is refused, and so is a key nobody knows.

import * as z from 'zod/mini';
import { override } from './calendar.ts';
import { DOSSIERS } from './edition.ts';
import type { Calendar, Edition } from './edition.ts';

const clause = z.string().check(z.regex(/^(\d{1,2}|A[12])$/));
const stated = <T extends z.ZodMiniType>(value: T) =>
  z.strictObject({ value, clause, interpretation: z.optional(z.boolean()) });
const count = stated(z.int().check(z.nonnegative()));
const commission = z.strictObject({
  members: count,
  quorum: z.strictObject({ numerator: z.int(), denominator: z.int(), clause }),
});
const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));
const limit = z.strictObject({ types: z.array(z.string()), maxBytes: z.int() });
const files = z.strictObject({
  documents: z.extend(limit, { maxUnpackedBytes: z.int() }),
  video: limit,
  maxTotalBytes: z.int(),
});

export const templateSchema = z.strictObject({
  edition: z.string().check(z.regex(/^\d{4}$/)),
  name: z.string(),
  terms: z.strictObject({
    submissionWeeks: count,
    checkWorkingDays: count,
    inviteWorkingDays: count,
    listWorkingDays: count,
    handoverWorkingDays: count,
  }),
  commission: z.strictObject({ regional: commission, republican: commission }),
  routing: z.strictObject({ centralRegion: stated(z.string()), centralKinds: stated(z.array(z.string())) }),
  applicantKinds: stated(z.array(z.string())),
  documents: z.strictObject({ minEvidence: count, minRepresentatives: count }),
  marks: z.strictObject({
    criteria: stated(z.array(z.string())),
    lowest: count,
    highest: count,
    onViolation: count,
    passAbove: count,
    sheets: count,
  }),
  handover: z.strictObject({ dossiers: stated(z.enum(DOSSIERS)) }),
  voting: z.strictObject({
    regionalFinalists: count,
    minVoters: count,
    winners: count,
    choicesPerMember: count,
  }),
  objections: z.strictObject({ termMonths: count, answerWorkingDays: count }),
  operator: z.strictObject({
    name: z.strictObject({ kk: z.string(), ru: z.string(), en: z.string() }),
    bin: z.string(),
  }),
  keep: z.strictObject({ draftDays: z.int(), dataMonths: z.int() }),
  reminders: z.strictObject({ daysBefore: z.array(z.int()), hour: z.int(), commissionDaysBefore: z.int() }),
  files,
  movedDays: z.array(z.strictObject({ date: day, working: z.boolean(), decree: z.string() })),
});

const calendarSchema = z.record(
  z.string(),
  z.strictObject({ off: z.array(z.string()), working: z.array(z.string()) }),
);

export const editionSchema = z.extend(templateSchema, {
  regions: z.array(z.string()),
  calendar: calendarSchema,
});

/** The edition from its template, the working calendar and the codes of the regions. Throws with every mistake. */
export function parseEdition(template: unknown, calendar: Calendar, regions: string[]): Edition {
  const parsed = z.parse(templateSchema, template);
  return { ...parsed, calendar: override(calendar, parsed.movedDays), regions };
}
