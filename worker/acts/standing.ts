// Where an application stands: it follows from decisions and publications, and is not kept anywhere. What is decided
// but not yet published is not told before everybody is told.

import { localDay } from '#rules/days';
import type { Course, Standing } from '#rules/next-step';
import type { Filed } from '../db/applications.ts';

/** The newest thing that stands on a filing. */
export function standingOf({ filing, decision, withdrawn, published }: Filed): Standing {
  if (withdrawn) return 'withdrawn';
  if (decision === null) return 'received';
  let standing: Standing = decision.admitted ? 'admitted' : 'not-admitted';
  for (const { body } of published) {
    if (body.kind === 'selection') {
      const row = body.admitted.find((one) => one.filing === filing);
      if (row !== undefined) standing = row.passed ? 'passed' : 'not-passed';
    } else if (body.kind === 'regional') {
      if (body.contenders.some((one) => one.filing === filing)) {
        standing = body.finalist?.filing === filing ? 'finalist' : 'not-finalist';
      }
    } else if (body.kind === 'republican') {
      if (body.contenders.some((one) => one.filing === filing)) {
        standing = body.winners.some((one) => one.filing === filing) ? 'winner' : 'not-winner';
      }
    }
  }
  return standing;
}

/** The local day on which the decision that stands became known: it was told by letter, or published. */
export function knownOn(filed: Filed): string | null {
  const standing = standingOf(filed);
  const kind = { 'not-passed': 'selection', 'not-finalist': 'regional', 'not-winner': 'republican' }[
    standing as string
  ];
  const published = filed.published.find(({ body }) => body.kind === kind);
  if (published !== undefined) return localDay(Date.parse(published.at));
  return standing === 'not-admitted' && filed.decision !== null ? localDay(filed.decision.decidedAt) : null;
}

/** Where the application is on its way, for the rules of what comes next. */
export function courseOf(filed: Filed): Course {
  const standing = standingOf(filed);
  const signed = (kind: 'selection' | 'regional'): string | null => {
    const found = filed.published.find(({ body }) => body.kind === kind)?.body;
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
