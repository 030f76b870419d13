// «Let me look first»: an act that decides may keep its letters back until a person has read them. The act itself is done,
// its term is kept; a letter that nobody releases leaves by itself.

import { HOLDABLE, HOLDING, heldUntil } from '#rules/letters';
import type { Letter } from '../db/commit.ts';
import type { Desk } from './act.ts';
import { commissionSteps } from './locked.ts';

/** The letters of an act, those that may wait held where its form asked for it. */
export async function lookedAtFirst(
  act: string,
  desk: Desk,
  raw: unknown,
  letters: Letter[],
): Promise<Letter[]> {
  const asked = typeof raw === 'object' && raw !== null && 'hold' in raw && raw.hold === true;
  if (!asked || !HOLDING.includes(act)) return letters;
  const due = (await commissionSteps(desk)).find((step) => step.act === act)?.due ?? null;
  const until = heldUntil(desk.at, due, desk.edition);
  if (until === null) return letters;
  return letters.map((letter) =>
    HOLDABLE[letter.template] === undefined ? letter : { ...letter, heldUntil: until },
  );
}
