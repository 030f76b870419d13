// A rehearsal behind the limits of Cloudflare: nothing that the house does is refused there. The layer itself is shown to
// refuse, and workerd to enforce what it enforces by itself.

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Miniflare } from 'miniflare';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/restore.ts';

const LAYER = join(ROOT, 'test/support/cloudflare.js');
type Line = { cloudflare: 'refused' | 'high'; limit: string; value: number; where: string };
const linesOf = (log: string): Line[] =>
  log
    .split('\n')
    .filter((line) => line.startsWith('{"cloudflare"'))
    .map((line) => JSON.parse(line) as Line);

describe('a rehearsal behind the limits', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'uzdik-cloudflare-'));
  let ended: { error: Error | null; summary: Record<string, unknown>; lines: Line[] };
  beforeAll(async () => {
    const args = ['host/main.ts', 'rehearsal', '--regions', '2', '--applicants', '8', '--port', '0'];
    const env = { ...process.env, DATA_DIR: dataDir, UZDIK_BEFORE: LAYER };
    ended = await new Promise((resolve) =>
      execFile(process.execPath, args, { cwd: ROOT, env, maxBuffer: 2 ** 28 }, (error, stdout, stderr) =>
        resolve({
          error,
          summary: JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown>,
          lines: linesOf(stderr),
        }),
      ),
    );
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('comes to its end, and nothing is refused', () => {
    expect(ended.lines.filter(({ cloudflare }) => cloudflare === 'refused')).toEqual([]);
    expect(ended.error).toBeNull();
    expect(ended.summary).toMatchObject({ applications: 16, winners: 2, registerVerified: true, errors: 0 });
  });

  it('stays far below what is counted for each request', () => {
    const most = (limit: string): number =>
      Math.max(...ended.lines.filter((line) => line.limit === limit).map(({ value }) => value));
    process.stdout.write(
      `most queries ${most('queriesOfRequest')}, parameters ${most('boundParameters')}, statement ${most('statementBytes')} bytes, subrequests ${most('subrequests')}\n`,
    );
    expect(most('queriesOfRequest')).toBeLessThan(500);
    expect(most('subrequests')).toBeLessThan(500);
  });
});

describe('the layer refuses', () => {
  let house: Miniflare;
  let log = '';
  const WORKER = `
    const acts = {
      queries: async ({ DB }) => { for (let n = 0; n < 1001; n += 1) await DB.prepare('SELECT 1').first(); },
      batch: ({ DB }) => DB.batch(Array.from({ length: 1001 }, () => DB.prepare('SELECT 1'))),
      allowed: ({ DB }) => DB.batch(Array.from({ length: 1000 }, () => DB.prepare('SELECT 1'))),
      value: ({ DB }) => DB.prepare('SELECT length(?)').bind('x'.repeat(2000001)).first(),
      integer: ({ DB }) => DB.prepare('SELECT ?').bind(2 ** 53).all(),
      read: ({ DB }) => DB.prepare('SELECT 9007199254740993 AS n').all(),
      rounds: async () => {
        const key = await crypto.subtle.importKey('raw', new Uint8Array(8), 'PBKDF2', false, ['deriveBits']);
        return crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(8), iterations: 100001 }, key, 256);
      },
      statement: ({ DB }) => DB.prepare('SELECT 1 --' + 'x'.repeat(100000)).first(),
      parameters: ({ DB }) => DB.prepare('SELECT ' + Array(101).fill('?').join()).bind(...Array(101).fill(1)).first(),
      pattern: ({ DB }) => DB.prepare("SELECT 'a' LIKE ?").bind('%'.repeat(51)).first(),
    };
    export default {
      async fetch(request, env) {
        try {
          await acts[new URL(request.url).pathname.slice(1)](env);
          return new Response('taken');
        } catch (error) {
          return new Response(error.message, { status: 400 });
        }
      },
    };`;
  beforeAll(async () => {
    house = new Miniflare({
      modules: [
        { type: 'ESModule', path: 'before.js', contents: readFileSync(LAYER, 'utf8') },
        { type: 'ESModule', path: 'index.js', contents: WORKER },
      ],
      compatibilityDate: '2026-08-06',
      cf: false,
      d1Databases: { DB: 'parity' },
      handleRuntimeStdio(_: Readable, stderr: Readable) {
        stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
      },
    });
    await house.ready;
  });
  afterAll(() => house.dispose());
  const said = async (act: string): Promise<string> => (await house.dispatchFetch(`http://x/${act}`)).text();

  it.each([
    ['queries', 'Cloudflare refuses queriesOfRequest 1001'],
    ['batch', 'Cloudflare refuses queriesOfRequest 1001'],
    ['allowed', 'taken'],
    ['value', 'Cloudflare refuses valueBytes 2000001'],
    ['integer', 'Cloudflare loses digits of 9007199254740992'],
    ['read', 'Cloudflare loses digits of 9007199254740992'],
    ['rounds', 'Cloudflare refuses pbkdf2Rounds 100001'],
    ['statement', 'Cloudflare refuses statementBytes 100011'],
    ['parameters', 'Cloudflare refuses boundParameters 101'],
  ])('%s', async (act, answer) => {
    expect(await said(act)).toBe(answer);
  });

  it('bodies above 100 MB', async () => {
    const answer = await house.dispatchFetch('http://x/allowed', {
      method: 'POST',
      headers: { 'content-length': '100000001' },
      body: new Uint8Array(100_000_001),
    });
    expect(answer.status).toBe(413);
  });

  it('and workerd by itself a pattern of more than 50 bytes', async () => {
    expect(await said('pattern')).toContain('LIKE or GLOB pattern too complex');
  });

  it('says each refusal on the error stream', async () => {
    await expect
      .poll(() => linesOf(log).filter(({ cloudflare }) => cloudflare === 'refused').length)
      .toBeGreaterThan(7);
  });
});
