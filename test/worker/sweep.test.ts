// The sweeper: what no row names goes after a day; what a row names, or what has just come, stays.

import { createHash } from 'node:crypto';
import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client } from '../../host/rehearsal/client.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

const MINUTE = 60_000;
const DAY_SECONDS = 24 * 3600;

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10']);
});
afterAll(() => house.close());

/** A PDF whose hash begins with `prefix`. */
function pdf(prefix: string, about: string): { bytes: Uint8Array<ArrayBuffer>; sha256: string } {
  for (let nonce = 0; ; nonce += 1) {
    const bytes = new TextEncoder().encode(`%PDF-1.7\n% ${about} ${nonce}\n%%EOF\n`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256.startsWith(prefix)) return { bytes, sha256 };
  }
}
/** The part of the store that is looked at in the minute of `at`. */
const part = (at: number): string => (Math.floor(at / MINUTE) % 256).toString(16).padStart(2, '0');
const path = (sha256: string): string => join(house.dataDir, 'files', sha256);
const age = (file: string, seconds: number): void => {
  const then = Date.now() / 1000 - seconds;
  utimesSync(file, then, then);
};

it('a file without a row goes after a day, and only then; what is named stays', async () => {
  house.spoils('a protocol that nobody signed', 'a milestone has its entry');
  const secretary = await house.as('secretary-10@example.kz');
  // The tick may fall into this minute or the next one.
  const parts = [part(Date.now()), part(Date.now() + MINUTE)];
  const made = await Promise.all(
    parts.map(async (prefix) => {
      const [unnamed, young, named, scan] = ['unnamed', 'young', 'named', 'scan'].map((about) =>
        pdf(prefix, about),
      );
      if (unnamed === undefined || young === undefined || named === undefined || scan === undefined)
        throw new Error();
      for (const { bytes } of [unnamed, young, scan])
        await secretary.bytes('/api/desk/10/protocol-file', bytes);
      const client = new Client(house.origin);
      const { body } = await client.json('/api/drafts', {});
      const bearer = { authorization: `Bearer ${String(body.token)}` };
      await client.bytes('/api/drafts/files?kind=evidence&criterion=1&name=a.pdf', named.bytes, bearer);
      await house.query(
        "INSERT INTO milestones (commission, name, body, at, by) VALUES (?, 'selection-signed', ?, 0, '')",
        prefix,
        JSON.stringify({ protocolSha256: scan.sha256 }),
      );
      const upload = join(house.dataDir, 'files/uploads', `${prefix}${'0'.repeat(30)}`);
      writeFileSync(upload, '');
      for (const { sha256 } of [unnamed, named, scan]) {
        age(path(sha256), DAY_SECONDS + 60);
        await house.query('UPDATE scans SET at = at - ? WHERE sha256 = ?', (DAY_SECONDS + 60) * 1000, sha256);
      }
      age(path(young.sha256), DAY_SECONDS - 600);
      age(upload, DAY_SECONDS + 60);
      return {
        unnamed: path(unnamed.sha256),
        stay: [young, named, scan].map(({ sha256 }) => path(sha256)),
        upload,
      };
    }),
  );
  const before = part(Date.now());
  await house.tick();
  const looked = [before, part(Date.now())];
  for (const [index, { unnamed, stay, upload }] of made.entries()) {
    expect(stay.filter((file) => !existsSync(file))).toEqual([]);
    const swept = !existsSync(unnamed);
    expect(existsSync(upload)).toBe(!swept);
    // Only the part of the minute was looked at.
    if (!looked.includes(parts[index] ?? '')) expect(swept).toBe(false);
  }
  expect(made.some(({ unnamed }) => !existsSync(unnamed))).toBe(true);
});
