// Is a publication lawful? Recomputed from what was published before it: the term (§12), the selection (§15), quorum
// and votes (§5, §7, §17, §20–21), the list (§18). Nothing is believed that can be computed, and every step says what
// was computed: the verdict is the steps' findings.

import { UnknownYear } from './calendar.ts';
import type { Edition, Placement } from './edition.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';
import { correctionOf, inForce, publisherOf } from './publication.ts';
import type {
  CalendarBody,
  CommitmentsBody,
  ExtensionBody,
  PlacementBody,
  PublicationBody,
  SignedPublication,
} from './publication.ts';
import { inForceAfter, movedDayFindings } from './moved-days.ts';
import { extendedTerm, placementTerm } from './terms.ts';
import { correctionFindings } from './verify-correction.ts';
import { selectionSteps } from './verify-selection.ts';
import { findingsIn, isSorted, line, step } from './verify-steps.ts';
import type { Step } from './verify-steps.ts';
import { listSteps, regionalSteps, republicanSteps } from './verify-votes.ts';

/** Kinds that the Agency may publish more than once. */
const REPEATED = ['extension', 'calendar'];
type Before = readonly SignedPublication[];

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

/** Every finding against `publication`, given those before it in order. Empty means lawful. */
export const verifyPublication = async (publication: SignedPublication, before: Before): Promise<Finding[]> =>
  findingsIn(await stepsOf(publication, before));

/**
 * What was checked of `publication`, given those before it in order. It is judged by what was in force when it was
 * published; a correction by the same rules as what it supersedes. Where it may not stand at all, that is the last step.
 */
export async function stepsOf(publication: SignedPublication, before: Before): Promise<Step[]> {
  const standing = standingStep(publication, before);
  if (standing.findings.length > 0) return [standing];
  const force = inForce([...before, publication]).filter((row) => row !== publication);
  return [standing, ...(await stepsBeside(publication, force))];
}

/** What was checked of `publication` where `force` holds beside it. */
export async function stepsBeside(publication: SignedPublication, force: Before): Promise<Step[]> {
  try {
    return await bodySteps(publication, force);
  } catch (error) {
    return [step('time', '12', [], [uncomputable(error)])];
  }
}

/** A day that no calendar has, or of a year that the edition's working calendar does not know. */
function uncomputable(error: unknown): Finding {
  if (error instanceof UnknownYear) return refusal('12', 'CALENDAR_YEAR_UNKNOWN', { year: error.year });
  if (error instanceof RangeError) return refusal('12', 'DAY_UNKNOWN');
  throw error;
}

async function bodySteps(publication: SignedPublication, force: Before): Promise<Step[]> {
  const { body } = publication;
  if (body.kind === 'placement') return placementSteps(body, publication.at);
  const placed = bodyOf(force, 'placement');
  if (placed === undefined) return [step('term', '11', [], [refusal('11', 'NOT_PLACED')])];
  const { edition, placement } = inForceAfter(placed, force);
  switch (body.kind) {
    case 'extension':
      return [extensionStep(body, edition, placement, force)];
    case 'calendar':
      return [dayStep(body, edition, publication.at)];
    case 'commitments':
      return commitmentsSteps(body, publication, placement);
    case 'selection':
      return selectionSteps(body, edition, bodyOf(force, 'commitments', body.commission));
    case 'regional':
      return regionalSteps(body, edition, bodyOf(force, 'selection', body.commission));
    case 'list':
      return listSteps(body, edition, (region) => bodyOf(force, 'regional', region));
    case 'republican':
      return republicanSteps(body, edition, bodyOf(force, 'list'));
  }
}

/** Published once, or a correction of what was in force. */
function standingStep(publication: SignedPublication, before: Before): Step {
  const { body, number } = publication;
  const correction = correctionOf(body);
  if (correction !== undefined) {
    const said = line('corrects', { supersedes: correction.supersedes });
    return step('standing', '18', [said], correctionFindings(publication, correction, before));
  }
  if (REPEATED.includes(body.kind)) return step('standing', '12', [line('repeatable')]);
  const twice = before.some(
    ({ body: other }) => other.kind === body.kind && publisherOf(other) === publisherOf(body),
  );
  return step(
    'standing',
    '17',
    [line(twice ? 'second' : 'first')],
    twice ? [refusal('17', 'PUBLISHED_TWICE', { publication: number })] : [],
  );
}

function placementSteps({ edition, placement }: PlacementBody, at: string): Step[] {
  const instant = step(
    'time',
    '11',
    [line('placed-at', { placedAt: placement.placedAt, at })],
    placement.placedAt === at ? [] : [refusal('11', 'PLACEMENT_INSTANT')],
  );
  const term = placementTerm(Date.parse(placement.placedAt), edition);
  const same =
    term.placementDay === placement.placementDay &&
    term.nominalLastDay === placement.nominalLastDay &&
    term.lastDay === placement.lastDay &&
    term.deadline === placement.deadline;
  const values = { ...term, weeks: edition.terms.submissionWeeks.value, published: placement.deadline };
  const wrong = same ? [] : [refusal('12', 'DEADLINE_NOT_LAWFUL', { day: placement.lastDay })];
  return [step('term', '12', [line('term', values)], wrong), instant];
}

/** A term only grows, ends with a working day, and stands once a commission has published. */
function extensionStep(body: ExtensionBody, edition: Edition, placement: Placement, before: Before): Step {
  const longer = Date.parse(body.deadline) > Date.parse(placement.deadline);
  const decided = before.filter(({ body: { kind } }) => kind !== 'placement' && !REPEATED.includes(kind));
  const values = { before: placement.lastDay, day: body.lastDay, decided: decided.length };
  const term = extendedTerm(body.lastDay, edition);
  const same = term.lastDay === body.lastDay && term.deadline === body.deadline;
  return step(
    'term',
    '12',
    [line('extended', values)],
    [
      ...(longer ? [] : [refusal('12', 'TERM_SHORTENED', { day: placement.lastDay })]),
      ...(same ? [] : [refusal('12', 'DEADLINE_NOT_LAWFUL', { day: body.lastDay })]),
      ...(decided.length > 0 ? [refusal('13', 'TERM_STANDS')] : []),
    ],
  );
}

const dayStep = (body: CalendarBody, edition: Edition, at: string): Step =>
  step(
    'day',
    '13',
    [line(body.working ? 'day-working' : 'day-off', { day: body.date, at })],
    movedDayFindings(body, edition, Date.parse(at)),
  );

function commitmentsSteps(
  { filings }: CommitmentsBody,
  { at }: SignedPublication,
  { deadline, lastDay }: Placement,
): Step[] {
  const early = Date.parse(at) < Date.parse(deadline);
  const sorted =
    isSorted(filings.map(({ filing }) => filing)) &&
    filings.every(({ commitments }) => isSorted(commitments));
  const hashes = filings.flatMap(({ commitments }) => commitments).length;
  return [
    step(
      'time',
      '15',
      [line('after-term', { at, deadline })],
      early ? [refusal('15', 'TERM_NOT_OVER', { day: lastDay })] : [],
    ),
    step(
      'order',
      '15',
      [line('committed', { filings: filings.length, hashes })],
      sorted ? [] : [refusal('15', 'ORDER_TELLS')],
    ),
  ];
}
