// Where an application stands: it follows from decisions and publications, and is not kept anywhere. What is decided
// but not yet published is not told before everybody is told.

import { localDay } from '#rules/days';
import type { Course, Standing } from '#rules/next-step';
import { correctionOf, inForce } from '#rules/publication';
import type { PublicationBody } from '#rules/publication';
import type { Filed } from '../db/applications.ts';

const STAGES = ['selection', 'regional', 'republican'] as const;

/** What the bodies in force say of a filing, the last stage that does; null where none does. */
export function standingIn(force: PublicationBody[], filing: string): Standing | null {
  const said = STAGES.flatMap((kind) =>
    force.flatMap((body) => (body.kind === kind ? (standingBy(body, filing) ?? []) : [])),
  );
  return said.at(-1) ?? null;
}

function standingBy(body: PublicationBody, filing: string): Standing | null {
  const here = (row: { filing: string }): boolean => row.filing === filing;
  switch (body.kind) {
    case 'selection': {
      const row = body.admitted.find(here);
      return row === undefined ? null : row.passed ? 'passed' : 'not-passed';
    }
    case 'regional':
      if (!body.contenders.some(here)) return null;
      return body.finalist?.filing === filing ? 'finalist' : 'not-finalist';
    case 'republican':
      if (!body.contenders.some(here)) return null;
      return body.winners.some(here) ? 'winner' : 'not-winner';
    default:
      return null;
  }
}

/** What is in force of the publications on a filing. */
const forceOf = ({ published }: Filed): PublicationBody[] => inForce(published).map(({ body }) => body);

/** The newest thing that stands on a filing. */
export function standingOf(filed: Filed): Standing {
  const { filing, decision, withdrawn } = filed;
  if (withdrawn) return 'withdrawn';
  if (decision === null) return 'received';
  return standingIn(forceOf(filed), filing) ?? (decision.admitted ? 'admitted' : 'not-admitted');
}

/**
 * The local day on which the decision that stands became known: it was told by letter, or published. A correction that
 * leaves this filing where it was tells it nothing new.
 */
export function knownOn(filed: Filed): string | null {
  const standing = standingOf(filed);
  const kind = { 'not-passed': 'selection', 'not-finalist': 'regional', 'not-winner': 'republican' }[
    standing as string
  ];
  let known = inForce(filed.published).find(({ body }) => body.kind === kind);
  for (let said = known; said !== undefined;) {
    if (standingBy(said.body, filed.filing) !== standing) break;
    known = said;
    const earlier = correctionOf(said.body)?.supersedes;
    said = filed.published.find(({ number }) => number === earlier);
  }
  if (known !== undefined) return localDay(Date.parse(known.at));
  return standing === 'not-admitted' && filed.decision !== null ? localDay(filed.decision.decidedAt) : null;
}

/** Where the application is on its way, for the rules of what comes next. */
export function courseOf(filed: Filed): Course {
  const standing = standingOf(filed);
  const signed = (kind: 'selection' | 'regional'): string | null => {
    const found = forceOf(filed).find((body) => body.kind === kind);
    return found?.kind === kind ? found.signedOn : null;
  };
  const stage = standing === 'finalist' ? 'republican' : 'regional';
  return {
    standing,
    selectionSignedOn: signed('selection'),
    protocolSignedOn: signed('regional'),
    interviewAt: filed.invitations.find((row) => row.stage === stage)?.startsAt ?? null,
  };
}
