// What a mistake in the record makes of what was published: each publication in force that says it wrongly gets a
// corrected body, and so does each that took over from it. Nothing is typed anew: the rest stays as it was published.

import { canonical } from './canonical.ts';
import { compareText } from './compare-text.ts';
import type { Edition, Stage } from './edition.ts';
import { REPUBLIC } from './edition.ts';
import type { Day } from './days.ts';
import { selectionOutcome } from './marks.ts';
import { inForce, publisherOf } from './publication.ts';
import type {
  CorrectableBody,
  FilingId,
  ListBody,
  OpenSheet,
  Organisation,
  PublicationBody,
  RegionalBody,
  RepublicanBody,
  SelectionBody,
  SignedPublication,
  Words,
} from './publication.ts';
import { recount } from './recount.ts';
import { uncorrected } from './verify-correction.ts';

/** What was wrong in the record, in the terms of the register. */
export type Change =
  /** The day or the scan of a signed protocol. */
  | { kind: 'protocol'; of: 'selection' | 'sitting'; signedOn: Day; protocolSha256: string }
  /** A sheet entered wrongly from paper; `nonce` names the one that is in force. */
  | { kind: 'sheet'; filing: FilingId; nonce: string; sheet: OpenSheet }
  /** A ballot entered wrongly from paper; `round` counts from 1. */
  | { kind: 'ballot'; round: number; seat: number; choices: FilingId[] }
  /** The name of an organisation. */
  | { kind: 'name'; filing: FilingId; organisation: Organisation };

type Named = (filing: FilingId) => Organisation;

/** Sheets in the order in which they are published: by value, so that it does not tell whose they are. */
export const inOrder = (sheets: OpenSheet[]): OpenSheet[] => {
  const key = ({ marks, nonce }: OpenSheet): string => `${marks.join()} ${nonce}`;
  return [...sheets].sort((a, b) => compareText(key(a), key(b)));
};

/** The list of §18 as the regions' results in force give it. */
export function listOf(regional: RegionalBody[], edition: Edition): ListBody {
  const finalists = new Map(regional.map(({ commission, finalist }) => [commission, finalist]));
  const finalistOf = (region: string): RegionalBody['finalist'] => finalists.get(region) ?? null;
  return {
    kind: 'list',
    finalists: edition.regions.flatMap((commission) => {
      const finalist = finalistOf(commission);
      return finalist === null ? [] : [{ commission, ...finalist }];
    }),
    none: edition.regions.filter((region) => finalistOf(region) === null),
  };
}

function correctSelection(body: SelectionBody, change: Change, edition: Edition): SelectionBody {
  if (change.kind === 'protocol' && change.of === 'selection') return { ...body, ...signedAs(change) };
  if (change.kind !== 'sheet') return body;
  return {
    ...body,
    admitted: body.admitted.map((row) => {
      if (row.filing !== change.filing) return row;
      const sheets = inOrder(
        row.sheets.map((sheet) => (sheet.nonce === change.nonce ? change.sheet : sheet)),
      );
      return { ...row, sheets, passed: selectionOutcome(sheets, edition).passed };
    }),
  };
}

const signedAs = ({ signedOn, protocolSha256 }: Extract<Change, { kind: 'protocol' }>) => ({
  signedOn,
  protocolSha256,
});

/** The votes with one ballot put right, and whom they elect now; null where they no longer decide. */
function correctVotes<B extends RegionalBody | RepublicanBody>(
  body: B,
  { round, seat, choices }: Extract<Change, { kind: 'ballot' }>,
  stage: Stage,
  edition: Edition,
): { body: B; elected: FilingId[] | null } {
  const corrected = {
    ...body,
    rounds: body.rounds.map((row, index) =>
      index + 1 === round
        ? {
            ...row,
            ballots: row.ballots.map((ballot) =>
              ballot.seat === seat ? { seat, choices: [...choices].sort() } : ballot,
            ),
          }
        : row,
    ),
  };
  return { body: corrected, elected: recount(corrected, stage, edition).elected };
}

function correctRegional(body: RegionalBody, change: Change, edition: Edition, named: Named): RegionalBody {
  switch (change.kind) {
    case 'protocol':
      // Where nobody passed, the selection's protocol is the decision (decision 8).
      return change.of === (body.sittings.length === 0 ? 'selection' : 'sitting')
        ? { ...body, ...signedAs(change) }
        : body;
    case 'ballot': {
      const { body: corrected, elected } = correctVotes(body, change, 'regional', edition);
      const [filing] = elected ?? [];
      if (filing === undefined) return { ...corrected, finalist: null };
      const organisation = filing === body.finalist?.filing ? body.finalist.organisation : named(filing);
      return { ...corrected, finalist: { filing, organisation } };
    }
    case 'name':
      return body.finalist?.filing === change.filing
        ? { ...body, finalist: { filing: change.filing, organisation: change.organisation } }
        : body;
    case 'sheet':
      return body;
  }
}

function correctRepublican(
  body: RepublicanBody,
  change: Change,
  edition: Edition,
  list: ListBody,
): RepublicanBody {
  if (change.kind === 'protocol' && change.of === 'sitting') return { ...body, ...signedAs(change) };
  if (change.kind !== 'ballot') return body;
  const { body: corrected, elected } = correctVotes(body, change, 'republican', edition);
  return { ...corrected, winners: list.finalists.filter(({ filing }) => elected?.includes(filing)) };
}

const byFiling = (a: { filing: string }, b: { filing: string }): number => compareText(a.filing, b.filing);

/**
 * The corrections that `change` in the record of `commission` calls for, in the order in which they are published: the
 * commission's own, the national list, the republican result. None where nothing published says it. `named` gives the
 * organisation of a finalist who was not one before.
 */
export function correctionsOf(
  publications: readonly SignedPublication[],
  { commission, change, reason }: { commission: string; change: Change; reason: Words },
  edition: Edition,
  named: Named,
): CorrectableBody[] {
  const force = inForce(publications);
  const publishedBy = (kind: PublicationBody['kind'], whose: string): SignedPublication | undefined =>
    force.find(({ body }) => body.kind === kind && publisherOf(body) === whose);
  const made: CorrectableBody[] = [];
  const correct = <B extends CorrectableBody>(kind: B['kind'], whose: string, by: (body: B) => B): void => {
    const old = publishedBy(kind, whose);
    if (old === undefined) return;
    const bare = uncorrected(old.body) as B;
    const next = by(bare);
    if (canonical(next) !== canonical(bare))
      made.push({ ...next, correction: { supersedes: old.number, reason } });
  };
  // The republican commission has neither.
  correct<SelectionBody>('selection', commission, (body) => correctSelection(body, change, edition));
  correct<RegionalBody>('regional', commission, (body) => correctRegional(body, change, edition, named));
  const regional = [...force.map(({ body }) => body), ...made].filter(
    (body): body is RegionalBody => body.kind === 'regional',
  );
  // Of two results of a region the corrected one stands last.
  const newest = [...new Map(regional.map((body) => [body.commission, body])).values()];
  const list = listOf(newest, edition);
  correct<ListBody>('list', '', () => list);
  correct<RepublicanBody>('republican', REPUBLIC, (body) => {
    const winners = list.finalists.filter(({ filing }) => body.winners.some((row) => row.filing === filing));
    const renamed = { ...body, winners };
    const next = commission === REPUBLIC ? correctRepublican(renamed, change, edition, list) : renamed;
    return { ...next, winners: [...next.winners].sort(byFiling) };
  });
  return made;
}
