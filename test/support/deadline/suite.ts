// A second and a millisecond before the instant, at it, and after it, on every path on which an instant decides.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newKey } from '../../../host/rehearsal/client.ts';
import { AGENCY, filed, FILING, LATER, LONG_AFTER, OFFSETS, PREPARED_AT } from './paths.ts';
import type { Path, Place } from './paths.ts';
import { startHouse } from '../start.ts';
import type { TestHouse } from '../start.ts';

const PLACED = '2026-09-01T05:00:00.000Z';
const houses: TestHouse[] = [];
/** What was met. */
export const met = { paths: new Set<string>(), cells: 0 };
async function place(): Promise<Place> {
  const house = await startHouse();
  houses.push(house);
  return { house, deadline: await house.placed(PLACED, ['10'], true), refused: [] };
}
function each(paths: Path[], at: () => Place, from: () => number | string): void {
  it.each(paths.flatMap((path) => OFFSETS.map((offset, index) => ({ ...path, offset, index }))))(
    '$name, $offset ms',
    async ({ name, ready, before, from: since, offset, index }) => {
      const { house } = at();
      await house.moveClock(from(), true);
      const { limit, act } = await ready(at(), index);
      await house.moveClock(limit + offset, true);
      expect(await act()).toEqual(offset < 0 ? before : since);
      met.paths.add(name);
      met.cells += 1;
    },
  );
}

export function deadlines(): void {
  afterAll(() => Promise.all(houses.map((house) => house.close())));
  describe('the term of an applicant', () => {
    let here: Place;
    beforeAll(async () => {
      here = await place();
    });
    each(
      FILING,
      () => here,
      () => PREPARED_AT,
    );
  });

  describe('the term to object', () => {
    let here: Place;
    beforeAll(async () => {
      here = await place();
      const { house, deadline } = here;
      await house.moveClock(PREPARED_AT, true);
      for (const offset of OFFSETS)
        here.refused.push(await filed(house, { organisationRu: `Отказ ${offset}` }));
      await house.moveClock(LONG_AFTER(deadline), true);
      const [secretary, chair] = [
        await house.as('secretary-10@example.kz'),
        await house.as('chair-10@example.kz'),
      ];
      const items = here.refused.map(({ application }) => ({
        ...{ application, admitted: false, grounds: ['INCOMPLETE'], reason: '' },
      }));
      const headers = { 'idempotency-key': newKey() };
      const { body } = await secretary.json('/api/desk/10/admission-list', { items }, headers);
      await chair.json('/api/desk/10/confirm-admission', { version: body.version });
    });
    each(
      LATER,
      () => here,
      () => LONG_AFTER(here.deadline),
    );
  });

  describe('what the Agency may change', () => {
    let here: Place;
    beforeAll(async () => {
      here = await place();
    });
    each(
      AGENCY,
      () => here,
      () => PREPARED_AT,
    );
  });
}
