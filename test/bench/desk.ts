// How the desk's pages and an applicant's page grow with the number of applications, as ratios taken within one run, so
// that they say the same on a slow machine as on a quick one.

import type { Answer, Client } from '../../host/rehearsal/client.ts';
import { crowd, cutCrowd } from '../support/crowd.ts';
import { file } from '../support/filed.ts';
import type { FiledHere } from '../support/filed.ts';
import { marked } from '../support/marked.ts';
import { startHouse } from '../support/start.ts';
import { median, rounded } from './median.ts';

/** Commission by the number of its applications. */
const CODES = ['10', '11', '15'] as const;
const TIMES = 25;
const DAY = 86_400_000;

type Growth = { ms: number[]; ratios: number[] };
type Ask = (code: string) => () => Promise<Answer>;

/** Median milliseconds of an answer over each number of applications, taken in turn, and how often the least it is. */
async function growth(codes: readonly string[], ask: Ask): Promise<Growth> {
  const asked = codes.map((code) => ({ send: ask(code), times: [] as number[] }));
  for (let time = 0; time < TIMES; time += 1)
    for (const { send, times } of asked) {
      const began = performance.now();
      const { status, body } = await send();
      if (status !== 200) throw new Error(`a page answered ${status}: ${JSON.stringify(body)}`);
      times.push(performance.now() - began);
    }
  const medians = asked.map(({ times }) => median(times));
  const [least = 1] = medians;
  return { ms: medians.map(rounded), ratios: medians.map((one) => rounded(one / least)) };
}

/** Pages over 100, 10,000 and, where `most` says so, a million applications. */
export async function desk(say: (text: string) => void, sizes: number[]): Promise<Record<string, Growth>> {
  const codes = CODES.slice(0, sizes.length);
  const house = await startHouse();
  const deadline = await house.placed('2026-09-01T05:00:00.000Z', [...codes]);
  const owners: Record<string, FiledHere> = {};
  for (const [index, code] of codes.entries()) {
    const owner = await file(house.origin, { region: code });
    owners[code] = owner;
    await crowd(house, owner.id, code, (sizes[index] ?? 0) - 1, (n) =>
      say(`desk: ${code} has ${n} applications`),
    );
    await cutCrowd(house, code);
  }
  await house.moveClock(deadline + DAY);
  const list = (code: string): string => `/desk/kk/${code}/`;
  const sizeOf = (code: string): number => sizes[codes.indexOf(code as (typeof CODES)[number])] ?? 0;
  const page = async (role: string, path: (code: string) => string): Promise<Growth> => {
    say(`desk: ${path('…')}`);
    const people = new Map(
      await Promise.all(
        codes.map(async (code) => [code as string, await house.as(`${role}-${code}@example.kz`)] as const),
      ),
    );
    return growth(codes, (code) => () => (people.get(code) as Client).send(path(code)));
  };
  const own = (path: string): Promise<Growth> =>
    growth(codes, (code) => () => {
      const { client, bearer } = owners[code] as FiledHere;
      return client.send(path, { headers: bearer });
    });
  const figures: Record<string, Growth> = {
    'status page of an applicant': await own('/kk/application/status/'),
    'list, secretary': await page('secretary', list),
    'list, last page': await page(
      'secretary',
      (code) => `${list(code)}?p=${Math.ceil(sizeOf(code) / 50) - 1}`,
    ),
    'list, middle page': await page('secretary', (code) => {
      const middle = Math.ceil(sizeOf(code) / 100);
      return `${list(code)}?p=${middle}&after=${code}${String(middle * 50).padStart(30, '0')}`;
    }),
    'search, many found': await page('secretary', (code) => `${list(code)}?q=77`),
    'search, one name': await page('secretary', (code) => `${list(code)}?q=Ұйым ${sizeOf(code) - 58} `),
    'search, one reference': await page('secretary', (code) => `${list(code)}?q=UZ26-${code}000042`),
    'search, two letters that nobody has': await page('secretary', (code) => `${list(code)}?q=щщ`),
    'list, member': await page('member1', list),
    check: await page(
      'secretary',
      (code) => `${list(code)}applications/${code}${'1'.padStart(30, '0')}/check/`,
    ),
  };
  say('desk: marking');
  await marked(house, codes);
  figures['marking, secretary'] = await page('secretary', list);
  figures['marking, member'] = await page('member1', list);
  await house.close();
  return figures;
}
