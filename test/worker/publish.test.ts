// Publications reach their readers through every trouble: the site ends at the newest and never goes back.

import { expect, it } from 'vitest';
import { renderSite } from '../../host/site-build.ts';
import { published } from '../support/publishing/publications.ts';

const WHOLE = { wentBack: 0, mixed: 0, endsAtNewest: true };

it('fifty publications in trouble end at the newest', async () => {
  expect(await published(50)).toMatchObject({ publications: 50, ...WHOLE });
}, 300_000);

it('two of them with the real pages', async () => {
  expect(await published(2, renderSite)).toMatchObject({ publications: 2, ...WHOLE });
}, 300_000);
