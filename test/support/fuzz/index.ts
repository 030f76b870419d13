// Requests that no page of ours sends, on every route, from everybody: each is answered, none with an error of ours, and no
// answer tells how we are made.

import { Agent, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS } from '../../../worker/access.ts';
import { dice } from '../hostile/dice.ts';
import type { Dice } from '../hostile/dice.ts';
import { CLOSED, COMMISSION, OTHER } from '../races/rows.ts';
import { World } from '../races/world.ts';
import { inTurns } from '../in-turns.ts';
import type { Figures } from '../results.ts';
import { requestOf } from './requests.ts';
import type { Sent } from './requests.ts';

type Told = { status: number; text: string };
const AT_ONCE = 16;
/** After so many the contest is put back to a beginning: acts that were done, sessions that were ended. */
const BATCH = 1_000;
const STATES = ['received', 'listed', 'admitted', 'marked', 'signed'] as const;
const CLOCKS = ['2026-09-10T05:00:00.000Z', CLOSED, '2026-10-20T05:00:00.000Z'];
/** How we are made: a place in our sources, a trace, the words of what we stand on. */
const INSIDE = /\n\s+at \S.*[:(]\d+|node_modules|[\w-]\.tsx?:\d+|D1_ERROR|SQLITE_[A-Z]+|ZodError|workerd\//;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

function ask(origin: string, { method, path, headers, body }: Sent): Promise<Told> {
  return new Promise((resolve, reject) => {
    const sending = request(
      origin + path,
      { agent, method, headers: { ...headers, 'content-length': Buffer.byteLength(body ?? '') } },
      (answer) => {
        const isText = /json|text|xml/.test(answer.headers['content-type'] ?? '');
        buffer(answer).then(
          (bytes) => resolve({ status: answer.statusCode ?? 0, text: isText ? bytes.toString('utf8') : '' }),
          reject,
        );
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });
}

/** What somebody shows to be who they are. */
async function credentials(world: World): Promise<Record<string, string>[]> {
  const people = ['agency', 'secretary', 'secretary', 'chair', 'member1', 'member6'];
  const signed = await Promise.all(
    people.map(async (part) => {
      const email = part === 'agency' ? 'agency@example.kz' : `${part}-${COMMISSION}@example.kz`;
      const link = await world.house.agency.json(
        '/api/sign-in/link',
        { email },
        { authorization: `Bearer ${world.house.secret}` },
      );
      const used = await fetch(`${world.house.origin}/api/sign-in/use`, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ token: String(link.body.token) }),
      });
      return {
        cookie: used.headers
          .getSetCookie()
          .map((cookie) => cookie.split(';')[0])
          .join('; '),
      };
    }),
  );
  const draft = await world.begun(`fuzz`);
  return [...signed, world.filer.bearer, draft.bearer, draft.bearer, {}];
}

async function stateOf(world: World, roll: Dice): Promise<void> {
  world.clear();
  world.reseat();
  await world.house.moveClock(CLOSED, true);
  const state = roll.of(STATES);
  if (state === 'listed') world.listed();
  else if (state === 'admitted') world.admitted();
  else if (state === 'marked') world.marked();
  else if (state === 'signed') await world.signed();
  await world.house.moveClock(roll.of(CLOCKS), true);
}

/** `n` requests from `seed`; `done` gets the figures once all hold. */
export function fuzzRequests(n: number, seed: number, done: (figures: Figures) => void): void {
  describe(`${n} requests that no page of ours sends`, () => {
    let world: World;
    beforeAll(async () => {
      world = await World.open();
    });
    afterAll(() => world.close());

    it('are answered, none with an error of ours', { timeout: 3 * 3_600_000 }, async () => {
      const roll = dice(seed);
      const wrong: unknown[] = [];
      const statuses: Record<string, number> = {};
      let fiveHundreds = 0;
      let traces = 0;
      for (let begun = 0; begun < n; begun += BATCH) {
        await stateOf(world, roll);
        const known = [
          ...world.ids,
          world.foreign,
          ...world.seats.values(),
          COMMISSION,
          OTHER,
          '2026-09-20',
          '2026-09-25T10:00:00+05:00',
          '0'.repeat(32),
          '0'.repeat(64),
        ];
        const people = await credentials(world);
        const waiting = Array.from({ length: Math.min(BATCH, n - begun) }, () =>
          requestOf(roll, known, roll.of(people)),
        );
        // The last one drawn is sent first.
        await inTurns(waiting.reverse(), AT_ONCE, async (sent) => {
          const told = await ask(world.house.origin, sent).catch((error: unknown) => ({
            status: 599,
            text: String(error),
          }));
          statuses[`${String(told.status).charAt(0)}xx`] =
            (statuses[`${String(told.status).charAt(0)}xx`] ?? 0) + 1;
          const [failed, inside] = [told.status >= 500, INSIDE.test(told.text)];
          fiveHundreds += failed ? 1 : 0;
          traces += inside ? 1 : 0;
          if (failed || inside)
            wrong.push([told.status, told.text.slice(0, 300), { ...sent, body: sent.body?.slice(0, 600) }]);
        });
      }
      expect(wrong.slice(0, 20)).toEqual([]);
      done({ requests: n, routes: Object.keys(ACCESS).length, ...statuses, fiveHundreds, traces });
    });
  });
}
