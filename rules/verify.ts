// Is a publication lawful? Recomputed from what was published before it: the term (§12), the selection (§15), quorum
// and votes (§5, §7, §17, §20–21), the list (§18). Nothing is believed that can be computed.

import { sittingOutcome } from './ballots.ts';
import { canonical } from './canonical.ts';
import { quorum } from './commission.ts';
import type { Edition, Placement, Stage } from './edition.ts';
import type { Finding } from './finding.ts';
import { selectionOutcome, sheetFindings } from './marks.ts';
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
import { sha256Hex } from './register.ts';
import { extendedTerm, placementTerm, withExtensions } from './terms.ts';

type Before = readonly SignedPublication[];
const refusal = (clause: string, code: string, values?: Finding['values']): Finding => ({
  clause,
  code,
  kind: 'refusal',
  ...(values === undefined ? {} : { values }),
});

/** The body of one kind that a commission published before. */
function bodyOf<K extends PublicationBody['kind']>(
  before: Before,
  kind: K,
  commission?: string,
): Extract<PublicationBody, { kind: K }> | undefined {
  const found = before.find(
    ({ body }) =>
      body.kind === kind &&
      (commission === undefined || ('commission' in body && body.commission === commission)),
  );
  return found?.body as Extract<PublicationBody, { kind: K }> | undefined;
}

/** Every finding against `publication`, given those before it in order. Empty means lawful. */
export async function verifyPublication(publication: SignedPublication, before: Before): Promise<Finding[]> {
  const { body } = publication;
  const double = before.some(
    ({ body: other }) =>
      other.kind === body.kind &&
      body.kind !== 'extension' &&
      ('commission' in other ? other.commission : '') === ('commission' in body ? body.commission : ''),
  );
  if (double) return [refusal('17', 'PUBLISHED_TWICE', { publication: publication.number })];
  if (body.kind === 'placement') return verifyPlacement(body, publication.at);
  const placed = bodyOf(before, 'placement');
  if (placed === undefined) return [refusal('11', 'NOT_PLACED')];
  const { edition } = placed;
  const placement = withExtensions(
    placed.placement,
    before.flatMap(({ body: earlier }) => (earlier.kind === 'extension' ? [earlier] : [])),
  );
  switch (body.kind) {
    case 'extension':
      return verifyExtension(body, edition, placement, before);
    case 'commitments':
      return verifyCommitments(body, publication, placement);
    case 'selection':
      return verifySelection(body, edition, bodyOf(before, 'commitments', body.commission));
    case 'regional':
      return verifyRegional(body, edition, bodyOf(before, 'selection', body.commission));
    case 'list':
      return verifyList(body, edition, before);
    case 'republican':
      return verifyRepublican(body, edition, before);
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
  const decided = before.some(({ body: { kind } }) => kind !== 'placement' && kind !== 'extension');
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
    const commitments = await Promise.all(
      sheets.map(({ marks, violations, nonce }) =>
        sha256Hex(canonical({ filing, marks, nonce, violations })),
      ),
    );
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

type Votes = Pick<RegionalBody, 'contenders' | 'sittings' | 'rounds'>;

/** The outcome that the published ballots give, with what is wrong about them. */
function recount(
  body: Votes,
  stage: Stage,
  edition: Edition,
): { elected: string[] | null; findings: Finding[] } {
  const clause = stage === 'regional' ? '5' : '7';
  const findings: Finding[] = [];
  for (const sitting of body.sittings) {
    const { quorate } = quorum(sitting.members, new Set(sitting.present).size, stage, edition);
    if (quorate !== sitting.quorate) findings.push(refusal(clause, 'QUORUM_WRONG', { day: sitting.heldOn }));
  }
  const last = body.sittings.at(-1);
  if (last === undefined || !quorum(last.members, last.present.length, stage, edition).quorate) {
    const values = {
      present: last?.present.length ?? 0,
      min: quorum(last?.members ?? 0, 0, stage, edition).needed,
    };
    return { elected: null, findings: [...findings, refusal(clause, 'QUORUM_NOT_REACHED', values)] };
  }
  const appeared = body.contenders
    .filter(({ appearance }) => appearance === 'appeared')
    .map(({ filing }) => filing);
  // Where nobody appeared there is no round.
  const candidates = body.rounds[0]?.candidates ?? [];
  if (canonical([...appeared].sort()) !== canonical([...candidates].sort())) {
    findings.push(refusal('17', 'CANDIDATES_DIFFER'));
  }
  for (const round of body.rounds) {
    const seats = round.ballots.map(({ seat }) => seat);
    const lawful = new Set(seats).size === seats.length && seats.every((seat) => last.present.includes(seat));
    const known = round.ballots.every(({ choices }) =>
      choices.every((choice) => round.candidates.includes(choice)),
    );
    const few = round.ballots.every(({ choices }) => choices.length <= round.places);
    if (!lawful || !known || !few) findings.push(refusal(clause, 'BALLOTS_NOT_LAWFUL'));
    if (seats.length + round.recused !== last.present.length)
      findings.push(
        refusal(clause, 'BALLOTS_MISSING', { n: last.present.length - round.recused - seats.length }),
      );
  }
  const outcome = sittingOutcome(
    body.rounds.map((round) => ({
      ...round,
      eligible: last.present.length - round.recused,
      chairSeat: last.chairSeat,
      chairVotes: round.ballots.some(({ seat }) => seat === last.chairSeat),
    })),
    stage,
    edition,
  );
  if (outcome.kind === 'decided') return { elected: outcome.elected, findings };
  return outcome.kind === 'none'
    ? { elected: [], findings }
    : { elected: null, findings: [...findings, outcome.finding] };
}

function verifyRegional(
  body: RegionalBody,
  edition: Edition,
  selection: SelectionBody | undefined,
): Finding[] {
  if (selection === undefined) return [refusal('15', 'SELECTION_NOT_PUBLISHED')];
  const passed = new Set(selection.admitted.filter(({ passed: did }) => did).map(({ filing }) => filing));
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
