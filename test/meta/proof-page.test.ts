// The page of proofs says what was measured and nothing else.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PAGE, proofPage, results, SUITES } from '../support/proof-page.ts';

const ROOT = join(import.meta.dirname, '../..');

it('is made of the results that are kept; node test/support/proof.ts --page writes it anew', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(proofPage(results()));
});

it('knows every suite that has a result', () => {
  const kept = readdirSync(join(ROOT, 'test/proof')).includes('results')
    ? readdirSync(join(ROOT, 'test/proof/results')).map((name) => name.replace(/\.json$/, ''))
    : [];
  const known = SUITES.map(({ suite }) => suite);
  expect(kept.filter((suite) => !known.includes(suite))).toEqual([]);
});

it('says of a suite without a result that it was not run, and no figure', () => {
  const page = proofPage(new Map());
  expect(page.split('Not run in full yet.').length - 1).toBe(SUITES.length);
  expect(page).not.toContain('| figure |');
});

it('is linked from the README', () => {
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain('](docs/proof.md)');
});
