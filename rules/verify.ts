// Is a publication lawful? Recomputed from what was published before it: the term (§12), the selection (§15), quorum
// and votes (§5, §7, §17, §20–21), the list (§18). Nothing is believed that can be computed.

import { canonical } from './canonical.ts';
import type { Edition, Placement } from './edition.ts';
import type { Finding } from './finding.ts';
import { selectionOutcome, sheetFindings } from './marks.ts';
import { correctionOf, inForce, publisherOf } from './publication.ts';
import type {
  CommitmentsBody,
  ExtensionBody,
  PlacementBody,
  PublicationBody,
  RegionalBody,
  RepublicanBody,
  SelectionBody,
  SignedPublication,
} from './publication.ts';
import { recount } from './recount.ts';
import { sha256Hex } from './register.ts';
import { inForceAfter, movedDayFindings } from './moved-days.ts';
import { extendedTerm, placementTerm } from './terms.ts';
import { correctionFindings, passedOf, saysWhy } from './verify-correction.ts';

/** Kinds that the Agency may publish more than once. */
const REPEATED = ['extension', 'calendar'];
type Before = readonly SignedPublication[];
const refusal = (clause: string, code: string, values?: Finding['values']): Finding => ({
  clause,
  code,
  kind: 'refusal',
  ...(values === undefined ? {} : { values }),
});

/** The body in force of one kind and commission. */
function bodyOf<K extends PublicationBody['kind']>(
  force: Before,
  kind: K,
  commission?: string,
): Extract<PublicationBody, { kind: K }> | undefined {
  const found = force.find(
    ({ body }) => body.kind === kind && (commission === undefined || publisherOf(body) === commission),
  );
  return found?.body as Extract<PublicationBody, { kind: K }> | undefined;
}

/**
 * Every finding against `publication`, given those before it in order. Empty means lawful. It is judged by what was in
 * force when it was published; a correction by the same rules as what it supersedes.
 */
export async function verifyPublication(publication: SignedPublication, before: Before): Promise<Finding[]> {
  const { body, number } = publication;
  if (correctionOf(body) !== undefined) {
    const wrong = correctionFindings(publication, before);
    if (wrong.length > 0) return wrong;
  } else {
    const double = before.some(
      ({ body: other }) =>
        other.kind === body.kind && !REPEATED.includes(body.kind) && publisherOf(other) === publisherOf(body),
    );
    if (double) return [refusal('17', 'PUBLISHED_TWICE', { publication: number })];
  }
  if (body.kind === 'placement') return verifyPlacement(body, publication.at);
  return verifyAgainst(
    publication,
    inForce([...before, publication]).filter((row) => row !== publication),
  );
}

/** Every finding against `publication` where `force` holds beside it. */
export async function verifyAgainst(publication: SignedPublication, force: Before): Promise<Finding[]> {
  const { body } = publication;
  const placed = bodyOf(force, 'placement');
  if (placed === undefined) return [refusal('11', 'NOT_PLACED')];
  const { edition, placement } = inForceAfter(placed, force);
  switch (body.kind) {
    case 'placement':
      return [];
    case 'extension':
      return verifyExtension(body, edition, placement, force);
    case 'calendar':
      return movedDayFindings(body, edition, Date.parse(publication.at));
    case 'commitments':
      return verifyCommitments(body, publication, placement);
    case 'selection':
      return verifySelection(body, edition, bodyOf(force, 'commitments', body.commission));
    case 'regional':
      return verifyRegional(body, edition, bodyOf(force, 'selection', body.commission));
    case 'list':
      return verifyList(body, edition, force);
    case 'republican':
      return verifyRepublican(body, edition, force);
  }
}

function verifyPlacement({ edition, placement }: PlacementBody, at: string): Finding[] {
  const term = placementTerm(Date.parse(placement.placedAt), edition);
  const same =
    term.placementDay === placement.placementDay &&
    term.nominalLastDay === placement.nominalLastDay &&
    term.lastDay === placement.lastDay &&
    term.deadline === placement.deadline;
  return [
    ...(same ? [] : [refusal('12', 'DEADLINE_NOT_LAWFUL', { day: placement.lastDay })]),
    ...(placement.placedAt === at ? [] : [refusal('11', 'PLACEMENT_INSTANT')]),
  ];
}

/** A term only grows, ends with a working day, and stands once a commission has published. */
function verifyExtension(
  body: ExtensionBody,
  edition: Edition,
  placement: Placement,
  before: Before,
): Finding[] {
  const term = extendedTerm(body.lastDay, edition);
  const longer = Date.parse(body.deadline) > Date.parse(placement.deadline);
  const same = term.lastDay === body.lastDay && term.deadline === body.deadline;
  const decided = before.some(({ body: { kind } }) => kind !== 'placement' && !REPEATED.includes(kind));
  return [
    ...(longer ? [] : [refusal('12', 'TERM_SHORTENED', { day: placement.lastDay })]),
    ...(same ? [] : [refusal('12', 'DEADLINE_NOT_LAWFUL', { day: body.lastDay })]),
    ...(decided ? [refusal('13', 'TERM_STANDS')] : []),
  ];
}

function verifyCommitments(
  body: CommitmentsBody,
  { at }: SignedPublication,
  placement: Placement,
): Finding[] {
  const early = Date.parse(at) < Date.parse(placement.deadline);
  const sorted = isSorted(body.filings.map(({ filing }) => filing));
  return [
    ...(early ? [refusal('15', 'TERM_NOT_OVER', { day: placement.lastDay })] : []),
    ...(sorted && body.filings.every(({ commitments }) => isSorted(commitments))
      ? []
      : [refusal('15', 'ORDER_TELLS')]),
  ];
}

const isSorted = (list: string[]): boolean =>
  list.every((item, index) => index === 0 || (list[index - 1] ?? '') < item);

async function verifySelection(
  body: SelectionBody,
  edition: Edition,
  committed: CommitmentsBody | undefined,
): Promise<Finding[]> {
  if (committed === undefined) return [refusal('15', 'SHEETS_NOT_COMMITTED')];
  const findings: Finding[] = [];
  const counted = body.admitted.length + body.notAdmitted.length + body.withdrawn + body.transferredAway;
  if (counted !== body.received) findings.push(refusal('14', 'COUNTS_DIFFER', { n: body.received, counted }));
  for (const { filing, grounds } of body.notAdmitted) {
    if (grounds.length === 0) findings.push(refusal('14', 'REFUSAL_WITHOUT_GROUND', { filing }));
  }
  const known = committed.filings.map(({ filing }) => filing);
  if (known.some((filing) => !body.admitted.some((row) => row.filing === filing)) && body.withdrawn === 0) {
    findings.push(refusal('15', 'COMMITMENT_NOT_OPENED'));
  }
  for (const { filing, sheets, passed } of body.admitted) {
    // A sheet entered wrongly from paper names the commitment of the one it stands for, and why.
    const commitments = await Promise.all(
      sheets.map(
        async ({ marks, violations, nonce, replaces }) =>
          replaces?.commitment ?? (await sha256Hex(canonical({ filing, marks, nonce, violations }))),
      ),
    );
    if (!sheets.every(({ replaces }) => replaces === undefined || saysWhy(replaces.reason)))
      findings.push(refusal('15', 'SHEET_REPLACED_WITHOUT_REASON', { filing }));
    const promised = committed.filings.find((row) => row.filing === filing)?.commitments ?? [];
    if (canonical(commitments.sort()) !== canonical(promised)) {
      findings.push(refusal('15', 'COMMITMENT_NOT_OPENED', { filing }));
    }
    findings.push(...sheets.flatMap((sheet) => sheetFindings(sheet, edition)));
    const outcome = selectionOutcome(sheets, edition);
    if (outcome.passed !== passed) {
      findings.push(
        refusal('15', 'OUTCOME_NOT_FROM_MARKS', { filing, sum: outcome.sum, count: outcome.count }),
      );
    }
  }
  return findings;
}

function verifyRegional(
  body: RegionalBody,
  edition: Edition,
  selection: SelectionBody | undefined,
): Finding[] {
  if (selection === undefined) return [refusal('15', 'SELECTION_NOT_PUBLISHED')];
  const passed = new Set(passedOf(selection));
  const strangers = body.contenders.filter(({ filing }) => !passed.has(filing));
  const findings = strangers.map(({ filing }) => refusal('16', 'CONTENDER_NOT_PASSED', { filing }));
  // Nobody passed, or everybody who did withdrew: no vote is needed, and there is no finalist.
  const left = [...passed].filter(
    (filing) => !body.contenders.some((row) => row.filing === filing && row.appearance === 'withdrawn'),
  );
  if (body.sittings.length === 0 || (left.length === 0 && body.rounds.length === 0)) {
    const nobody = left.length === 0 && body.finalist === null;
    return nobody ? findings : [...findings, refusal('17', 'OUTCOME_NOT_FROM_VOTES')];
  }
  const { elected, findings: votes } = recount(body, 'regional', edition);
  const published = body.finalist === null ? [] : [body.finalist.filing];
  const same = elected !== null && canonical(elected) === canonical(published);
  const many = published.length > edition.voting.regionalFinalists.value;
  return [...findings, ...votes, ...(same && !many ? [] : [refusal('17', 'OUTCOME_NOT_FROM_VOTES')])];
}

function verifyList(
  body: Extract<PublicationBody, { kind: 'list' }>,
  edition: Edition,
  before: Before,
): Finding[] {
  const regional = edition.regions.map((region) => [region, bodyOf(before, 'regional', region)] as const);
  const unfinished = regional.filter(([, found]) => found === undefined);
  if (unfinished.length > 0) return [refusal('18', 'REGIONS_NOT_FINISHED', { n: unfinished.length })];
  const finalists = regional.flatMap(([commission, found]) =>
    found?.finalist == null ? [] : [{ commission, ...found.finalist }],
  );
  const none = regional.filter(([, found]) => found?.finalist === null).map(([region]) => region);
  const same = canonical({ finalists, none }) === canonical({ finalists: body.finalists, none: body.none });
  return same ? [] : [refusal('18', 'LIST_NOT_FROM_REGIONS')];
}

function verifyRepublican(body: RepublicanBody, edition: Edition, before: Before): Finding[] {
  const list = bodyOf(before, 'list');
  if (list === undefined) return [refusal('18', 'LIST_NOT_PUBLISHED')];
  const finalists = new Map(list.finalists.map((row) => [row.filing, row]));
  const strangers = body.contenders.filter(({ filing }) => !finalists.has(filing));
  const { elected, findings } = recount(body, 'republican', edition);
  const winners = (elected ?? []).flatMap((filing) => finalists.get(filing) ?? []);
  const same = elected !== null && canonical(winners) === canonical(body.winners);
  const many = body.winners.length > edition.voting.winners.value;
  return [
    ...strangers.map(({ filing }) => refusal('4', 'CONTENDER_NOT_FINALIST', { filing })),
    ...findings,
    ...(same && !many ? [] : [refusal('21', 'OUTCOME_NOT_FROM_VOTES')]),
  ];
}
