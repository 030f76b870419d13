// A house of its own for a test file: real workerd, real D1, files on disk, a clock that the test moves.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '../../host/rehearsal/client.ts';
import { serve } from '../../host/serve.ts';
import type { Between, House } from '../../host/serve.ts';
import type { Settings } from '../../host/settings.ts';
import { violations } from './invariants/check.ts';
import { placedBy } from './placed.ts';

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
  /** A test that writes rows by hand breaks what must hold of every house: names it, says why. Closing fails for anything else. */
  spoils(why: string, ...invariants: string[]): void;
  /** Closes it and looks whether everything that must hold did hold to the end. */
  close(): Promise<void>;
};

/** What a result breaks that is written beside the acts. */
export const OF_NO_RESULT = [
  'publications are numbered without a gap',
  'a publication has its entry',
  'hash and signature of a publication cover it',
];

/** How a house of a test is served: a rehearsal's on any free port, without mail, unless `more` says otherwise. */
export const served = (dataDir: string, more: Partial<Settings> = {}): Settings => ({
  mode: 'rehearsal',
  port: 0,
  dataDir,
  origin: 'http://127.0.0.1',
  smtp: undefined,
  mailFrom: undefined,
  trustProxy: true,
  ...more,
});

/** Letters go to `smtp`; a house is a rehearsal's, whose clock is moved, unless it is to be as in production. */
export async function startHouse(
  post?: { smtp: string; mode?: 'real' | 'rehearsal' },
  between: Between = {},
): Promise<TestHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'uzdik-house-'));
  const house = await serve(
    served(dataDir, post === undefined ? {} : { mode: 'real', ...post }),
    () => undefined,
    between,
  );
  const agency = new Client(house.origin);
  const spoilt = new Set<string>();
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
      return placedBy(agency, house.secret, commissions);
    },
    spoils(_why, ...invariants) {
      for (const name of invariants) spoilt.add(name);
    },
    async close() {
      await house.close();
      try {
        const broken = await violations(dataDir, { spoilt });
        if (Object.keys(broken).length > 0) throw new Error(`broken at the end: ${JSON.stringify(broken)}`);
      } finally {
        rmSync(dataDir, { recursive: true, force: true });
      }
    },
  };
}
