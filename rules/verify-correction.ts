// Corrections of what was published. The regulation is silent on mistakes; this is how we read it (interpretation):
//
// - A mistake is corrected by a new publication that names the one it supersedes and says why in three languages. Both
//   stay public; the newer one is in force. It is of the same kind and commission and is judged by the same rules.
// - The announcement and the commitments are not corrected: the first is frozen (§11–12), the second is a promise that
//   is worth something only while nobody may change it. A sheet entered wrongly from paper is replaced in the selection
//   and names the commitment of the sheet it stands for.
// - What rests on a corrected publication is corrected too, or rests on it unchanged: every result in force is lawful
//   beside everything else in force at the end of the register (the list takes its names from the regions, the winners
//   theirs from the list).
// - Once a region has voted, its selection may be corrected as long as the same applications pass (§16, §17): who was
//   never heard cannot be voted on, and who was voted on cannot have been a stranger.

import { canonical } from './canonical.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';
import { correctionOf, inForce, publisherOf } from './publication.ts';
import type { Correction, PublicationBody, SelectionBody, SignedPublication, Words } from './publication.ts';
import { findingsIn } from './verify-steps.ts';
import { stepsBeside } from './verify.ts';

/** The regulation is silent on corrections: what stands against one is our reading. */
const asRead = (code: string, values: Finding['values'], clause = '18'): Finding => ({
  ...refusal(clause, code, values),
  interpretation: true,
});

/** True where each of the three languages says something. */
export const saysWhy = (reason: Words): boolean =>
  [reason.kk, reason.ru, reason.en].every((text) => text.trim() !== '');

/** Filing ids of those who passed the selection, in order. */
export const passedOf = ({ admitted }: SelectionBody): string[] =>
  admitted.filter(({ passed }) => passed).map(({ filing }) => filing);

/** The body as it would be hashed without its correction. */
export const uncorrected = (body: PublicationBody): PublicationBody => {
  const bare = { ...body };
  if ('correction' in bare) delete bare.correction;
  return bare;
};

/** What is wrong with a publication as a `correction` of one of those before it. */
export function correctionFindings(
  { number, body }: SignedPublication,
  correction: Correction,
  before: readonly SignedPublication[],
): Finding[] {
  const values = { publication: number, supersedes: correction.supersedes };
  const old = before.find((row) => row.number === correction.supersedes);
  if (old === undefined) return [asRead('SUPERSEDED_UNKNOWN', values)];
  if (old.body.kind !== body.kind || publisherOf(old.body) !== publisherOf(body))
    return [asRead('SUPERSEDED_OTHER', values)];
  if (!inForce(before).includes(old)) return [asRead('SUPERSEDED_ALREADY', values)];
  const same = canonical(uncorrected(old.body)) === canonical(uncorrected(body));
  return [
    ...(saysWhy(correction.reason) ? [] : [asRead('CORRECTION_WITHOUT_REASON', values)]),
    ...(same ? [asRead('CORRECTION_CHANGES_NOTHING', values)] : []),
    ...(votedOnOthers(old.body, body, before) ? [asRead('PASSED_CHANGED_AFTER_VOTE', values, '17')] : []),
  ];
}

/** True where a vote in force rests on who passed by `old` and others pass by `body`. */
function votedOnOthers(
  old: PublicationBody,
  body: PublicationBody,
  before: readonly SignedPublication[],
): boolean {
  const voted = inForce(before).some(
    ({ body: row }) =>
      row.kind === 'regional' && row.commission === publisherOf(body) && row.sittings.length > 0,
  );
  const passed = (selection: PublicationBody): string =>
    canonical(selection.kind === 'selection' ? passedOf(selection) : []);
  return voted && passed(old) !== passed(body);
}

/** What in force no longer holds beside the corrections, by number of the publication. */
export async function leftBehind(
  publications: readonly SignedPublication[],
): Promise<{ publication: number; finding: Finding }[]> {
  const force = inForce(publications);
  const newest = Math.max(
    ...force.filter(({ body }) => correctionOf(body) !== undefined).map(({ number }) => number),
  );
  const resting = force.filter(
    ({ number, body: { kind } }) => number < newest && ['regional', 'list', 'republican'].includes(kind),
  );
  const found = await Promise.all(
    resting.map(async (row) => {
      return { row, wrong: findingsIn(await stepsBeside(row, force)).length > 0 };
    }),
  );
  return found
    .filter(({ wrong }) => wrong)
    .map(({ row: { number } }) => ({
      publication: number,
      finding: asRead('DEPENDANT_NOT_CORRECTED', { publication: number }),
    }));
}
