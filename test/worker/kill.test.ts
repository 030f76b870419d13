// Forty kills under load: nothing acknowledged is lost, torn or there twice.

import { expect, it } from 'vitest';
import { killed } from '../support/kill/rounds.ts';

it('forty kills lose nothing', async () => {
  expect(await killed(40)).toMatchObject({
    kills: 40,
    lost: 0,
    torn: 0,
    duplicates: 0,
    receiptsChanged: 0,
    lettersLost: 0,
  });
}, 300_000);
