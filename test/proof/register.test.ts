// A register of ten thousand publications, spoilt in one way each: a verifier that has the public file alone names the place,
// and one that was written from docs/register.md alone names the same.

import { beforeAll, describe, expect, it, test } from 'vitest';
import { canonical } from '#rules/canonical';
import { verifyRegister } from '#rules/verify-register';
import type { Pins } from '#rules/verify-register';
import { tiedContest } from '../support/contest.ts';
import { edition } from '../support/edition.ts';
import { registerOf } from '../support/register.ts';
import { keepFigures } from '../support/results.ts';
import { brokenSteps } from '../support/second-verifier.js';
import { CASES } from '../support/tampered.ts';

// Each region publishes three times; placement, list, republican result and a correction stand beside them.
const REGIONS = 3_332;
const ROWS = 3 * REGIONS + 4;
const AN_HOUR = 3_600_000;
let text: string;
const counted = { kinds: 0, unnoticed: 0, trueRegistersRefused: 0, verifiersDiffer: 0 };

beforeAll(async () => {
  const regions = Array.from({ length: REGIONS }, (_, index) => String(10_000 + index));
  text = canonical(await registerOf(await tiedContest({ ...edition, regions })));
});

async function broken(register: string, pins?: Pins): Promise<[number, string][]> {
  const { steps } = await verifyRegister(register, pins);
  return steps
    .filter(({ findings }) => findings.length > 0)
    .map(({ publication, name }) => [publication, name]);
}

describe(`a register of ${ROWS} publications`, () => {
  it('holds for both verifiers', { timeout: AN_HOUR }, async () => {
    const found = [await broken(text), brokenSteps(text)];
    counted.trueRegistersRefused += found.some((one) => one.length > 0) ? 1 : 0;
    expect(found).toEqual([[], []]);
  });

  test.each(CASES)('%s shows at the step «%s»', { timeout: AN_HOUR }, async (_, __, make) => {
    const { text: spoilt, pins, publication, step } = make(text);
    const found = await broken(spoilt, pins);
    const second = brokenSteps(spoilt, pins);
    counted.kinds += 1;
    counted.unnoticed += found.length === 0 ? 1 : 0;
    counted.verifiersDiffer += canonical(found) === canonical(second) ? 0 : 1;
    expect(found[0]).toEqual([publication, step]);
    expect(second).toEqual(found);
  });

  it('every kind was tried', () => {
    expect(counted).toEqual({
      kinds: CASES.length,
      unnoticed: 0,
      trueRegistersRefused: 0,
      verifiersDiffer: 0,
    });
    keepFigures('register', { publications: ROWS, ...counted });
  });
});
