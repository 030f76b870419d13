// A house of its own for a test file: real workerd, real D1, files on disk, a clock that the test moves.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, expect as answered } from '../../host/rehearsal/client.ts';
import { commissionOf } from '../../host/rehearsal/cast.ts';
import { serve } from '../../host/serve.ts';
import type { House } from '../../host/serve.ts';

export type TestHouse = House & {
  dataDir: string;
  /** Sets the clock; `still` makes it stand there. */
  moveClock(to: string | number, still?: boolean): Promise<void>;
  /** Signs in the holder of a seat. */
  as(email: string): Promise<Client>;
  /** The Agency, signed in as the first administrator. */
  agency: Client;
  /** Sets up the commissions and places the announcement at `at`, where the clock stands when `still`; the deadline in milliseconds. */
  placed(at: string, commissions: string[], still?: boolean): Promise<number>;
};

/** Letters go to `smtp`; a house is a rehearsal's, whose clock is moved, unless it is to be as in production. */
export async function startHouse(post?: { smtp: string; mode?: 'real' | 'rehearsal' }): Promise<TestHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'uzdik-house-'));
  const house = await serve({
    mode: post === undefined ? 'rehearsal' : (post.mode ?? 'real'),
    port: 0,
    dataDir,
    origin: 'http://127.0.0.1',
    smtp: post?.smtp,
    mailFrom: undefined,
    trustProxy: true,
  });
  const agency = new Client(house.origin);
  const moveClock = async (to: string | number, still = false): Promise<void> => {
    const now = new Date(to).toISOString();
    await fetch(`${house.origin}/api/clock`, { method: 'POST', body: JSON.stringify({ now, still }) });
  };
  return {
    ...house,
    dataDir,
    agency,
    moveClock,
    async as(email) {
      const client = new Client(house.origin);
      await client.signIn(email, house.secret);
      return client;
    },
    async placed(at, commissions, still = false) {
      await moveClock(at, still);
      const headers = { authorization: `Bearer ${house.secret}` };
      const first = answered(
        await agency.json('/api/first-administrator', {}, headers),
        200,
        'first administrator',
      );
      const token = new URL(String(first.link)).searchParams.get('token') ?? '';
      const person = { token, language: 'kk', name: 'Әкімші', position: '', email: 'agency@example.kz' };
      answered(await agency.form('/api/first-administrator/use', person), 201, 'first administrator');
      for (const code of commissions) {
        answered(
          await agency.json(`/api/desk/${code}/set-commission`, { seats: commissionOf(code, 1) }),
          200,
          code,
        );
      }
      const address = { siteAddress: 'https://example.kz/a', socialAddresses: ['https://example.kz/b'] };
      const placement = answered(await agency.json('/api/desk/agency/place', address), 200, 'placement');
      return Date.parse(String(placement.deadline));
    },
    async close() {
      await house.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
