// What each act of publishing would publish now: the preview shows it, the rules say what is wrong with it.

import { listOf } from '#rules/corrections';
import type { PublicationBody } from '#rules/publication';
import { publications } from '../db/publications.ts';
import type { Desk } from './act.ts';
import { regionalBody, republicanBody, selectionBody } from './bodies.ts';
import { correctedBy, openCorrection } from './correction-plan.ts';
import type { Corrected } from './correction-plan.ts';
import { commissionSteps } from './locked.ts';
import { outlook } from './outlook.ts';
import type { Outlook } from './outlook.ts';
import { resultsOf } from './publish.ts';

export const PREVIEWS = { selection: 'publish-selection', result: 'publish-result' } as const;
export type PreviewOf = keyof typeof PREVIEWS | 'correction' | 'list';

/** The register as it would be; null where there is nothing of the kind to publish now. */
export async function previewOf(desk: Desk, what: PreviewOf): Promise<Outlook | Corrected | null> {
  const { env, edition, at, file, stage } = desk;
  if (what === 'correction') {
    const correction = openCorrection(file);
    return correction === undefined ? null : correctedBy(desk, correction);
  }
  if (what === 'list')
    return outlook(env, edition, at, [listOf(resultsOf(await publications(desk.db)), edition)]);
  const step = (await commissionSteps(desk)).find(({ act }) => act === PREVIEWS[what]);
  if (step?.state !== 'possible') return null;
  const body: PublicationBody | null =
    what === 'selection'
      ? selectionBody(file, edition)
      : stage === 'regional'
        ? regionalBody(file, edition)
        : republicanBody(file, edition);
  return body === null ? null : outlook(env, edition, at, [body]);
}
