// Two thousand publications reach their readers through every trouble: the site ends at the newest, and never goes back.

import { expect, it } from 'vitest';
import { published } from '../support/publishing/publications.ts';
import { keepFigures } from '../support/results.ts';

it('two thousand publications in trouble end at the newest', async () => {
  const told = await published(2000);
  keepFigures('publish', told);
  expect(told).toMatchObject({ publications: 2000, wentBack: 0, mixed: 0, endsAtNewest: true });
}, 7_200_000);
