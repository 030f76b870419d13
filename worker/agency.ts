// What the Agency's first page shows, read in three round trips whatever the number of applications is.

import { dueActs } from '#rules/due';
import { diplomasInForce } from '#rules/diploma';
import { REPUBLIC } from '#rules/edition';
import { now } from './clock.ts';
import { waitingForAgency } from './db/corrections.ts';
import { publishedBy, republicanPublications } from './db/publications.ts';
import { revisions } from './rebuild.ts';
import { country } from './db/country.ts';
import { reachedBy } from './db/desk.ts';
import { objections } from './db/materials.ts';
import { waitingQuestions } from './db/questions.ts';
import { inForce } from './edition.ts';
import type { Env } from './env.ts';
import type { AgencyState } from './pages/desk-agency.tsx';

export async function agencyState(env: Env): Promise<AgencyState> {
  const { edition, placement } = await inForce(env.DB);
  const at = await now(env);
  const [lines, filed, listPublished, awardAnnounced, waiting, published, { live }, questions, winners] =
    await Promise.all([
      country(env.DB, [...edition.regions, REPUBLIC], REPUBLIC),
      objections(env.DB),
      reachedBy(env.DB, 'agency', 'list-published'),
      reachedBy(env.DB, 'agency', 'award-announced'),
      waitingForAgency(env.DB),
      publishedBy(env.DB, 'agency'),
      revisions(env),
      waitingQuestions(env.DB, 0),
      republicanPublications(env.DB),
    ]);
  return {
    edition,
    lines: lines.map((line) => ({ ...line, due: dueActs(line.clocked, edition, placement, at) })),
    objections: filed,
    listPublished,
    awardAnnounced,
    waiting,
    publications: published,
    live,
    questions: questions.all,
    diplomas: diplomasInForce(winners),
    now: at,
  };
}
