// npm run bench: how the desk's pages grow. Each figure is a ratio taken within one run, so that it says the same on a
// slow machine as on a quick one: the median answer over 10,000 applications against that over 100.

import { file } from '../support/filed.ts';
import { crowd } from '../support/crowd.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

const FEW = 100;
const MANY = 10_000;
const TIMES = 25;
const DAY = 86_400_000;

const median = (list: number[]): number => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

/** Median milliseconds of a page over few and over many, taken in turn. */
async function page(house: TestHouse, role: string, path: (code: string) => string) {
  const times = { '10': [] as number[], '11': [] as number[] };
  const people = {
    '10': await house.as(`${role}-10@example.kz`),
    '11': await house.as(`${role}-11@example.kz`),
  };
  for (let time = 0; time < TIMES; time += 1) {
    for (const code of ['10', '11'] as const) {
      const began = performance.now();
      const { status } = await people[code].send(path(code));
      if (status !== 200) throw new Error(`${path(code)} answered ${status}`);
      times[code].push(performance.now() - began);
    }
  }
  const [few, many] = [median(times['10']), median(times['11'])];
  return {
    few: Math.round(few * 10) / 10,
    many: Math.round(many * 10) / 10,
    ratio: Math.round((many / few) * 100) / 100,
  };
}

const house = await startHouse();
const deadline = await house.placed('2026-09-01T05:00:00.000Z', ['10', '11']);
const { id } = await file(house.origin);
await crowd(house, id, '10', FEW - 1);
await crowd(house, id, '11', MANY);
await house.moveClock(deadline + DAY);
const list = (code: string): string => `/desk/kk/${code}/`;
const figures: Record<string, Awaited<ReturnType<typeof page>>> = {
  'list, secretary': await page(house, 'secretary', list),
  'list, last page': await page(house, 'secretary', (code) => `${list(code)}?p=${code === '10' ? 1 : 199}`),
  'search, secretary': await page(house, 'secretary', (code) => `${list(code)}?q=77`),
  'list, member': await page(house, 'member1', list),
  check: await page(
    house,
    'secretary',
    (code) => `${list(code)}applications/${code}${'1'.padStart(30, '0')}/check/`,
  ),
};
// Every application admitted, four sheets on each, every conflict declared.
await house.query("INSERT INTO decisions SELECT id, 1, '[]', '', 1, '' FROM applications");
await house.query(
  `INSERT INTO milestones SELECT value, 'admission-confirmed', '{}', 1, '' FROM json_each('["10","11"]')`,
);
const seats = (most: number): string =>
  `FROM applications a JOIN seats s ON s.commission = a.commission AND s.number <= ${most}`;
await house.query(
  `INSERT INTO mark_sheets (application, seat, version, marks, violations, reason, nonce, commitment, entered_by, filed_at)
   SELECT a.id, s.id, 1, '[5,5,5,5,5,5]', '[false,false,false,false,false,false]', '', '', '', s.id, 1 ${seats(4)}`,
);
await house.query(
  `INSERT INTO declarations (application, seat, conflict, at) SELECT a.id, s.id, 0, 1 ${seats(7)}`,
);
figures['marking, secretary'] = await page(house, 'secretary', list);
figures['marking, member'] = await page(house, 'member1', list);
await house.close();
for (const [name, { few, many, ratio }] of Object.entries(figures))
  process.stdout.write(`${name.padEnd(20)} ${FEW}: ${few} ms  ${MANY}: ${many} ms  ratio ${ratio}\n`);
process.stdout.write(`${JSON.stringify({ deskPages: figures })}\n`);
