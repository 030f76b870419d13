// A thousand kills under load: nothing acknowledged is lost, torn or there twice, and every receipt stays as it was.

import { expect, it } from 'vitest';
import { killed } from '../support/kill/rounds.ts';
import { keepFigures } from '../support/results.ts';

it('a thousand kills lose nothing', async () => {
  // Kept after each house, so that a run that is stopped says how far it came.
  const told = await killed(1000, 2, (so) => keepFigures('kill', so));
  expect(told).toMatchObject({ lost: 0, torn: 0, duplicates: 0, receiptsChanged: 0, lettersLost: 0 });
}, 10_800_000);
