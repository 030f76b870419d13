// Backups of a house under load, each restored into an empty folder: nothing that was acknowledged before one is missing
// from it, to the byte.

import { expect, test } from 'vitest';
import { restoreUnderLoad } from '../support/restore.ts';
import { keepFigures } from '../support/results.ts';

test('five backups while applications of 200 KB are filed eight at a time', async () => {
  const figures = await restoreUnderLoad({ each: 100, backups: 5, bytes: 200_000 });
  keepFigures('restore', figures);
  expect(figures).toMatchObject({ backups: 5, lost: 0 });
}, 1_800_000);
