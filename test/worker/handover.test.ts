// §19: a hand-over is named by the hash of its manifest, received or sent back; and an extract of the journal of all this
// is checked by npm run verify.

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../host/rehearsal/client.ts';
import { verify } from '../../host/verify.ts';
import { codes, done, fileAll, lettersOf, send as sendTo, wordsOf } from '../support/desk.ts';
import type { Answer } from '../support/desk.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let secretary: Client;
let ids: string[];
const folder = mkdtempSync(join(tmpdir(), 'uzdik-handover-'));

const send = (name: string, input: unknown, who = secretary, commission = '10'): Promise<Answer> =>
  sendTo(who, commission, name, input);
const act = (name: string, input: unknown, who = secretary): Promise<Record<string, unknown>> =>
  done(who, '10', name, input);
const agency = (name: string, input: unknown, commission = 'agency'): Promise<Record<string, unknown>> =>
  done(house.agency, commission, name, input);
const text = (path: string, who = house.agency): Promise<string> => wordsOf(who, path);
const letters = (template: string) => lettersOf(house, template);
const scan = async (signedOn: string) => {
  const bytes = new TextEncoder().encode(`%PDF-1.7\n% ${signedOn}\n%%EOF\n`);
  const { body } = await secretary.bytes('/api/desk/10/protocol-file', bytes);
  return { signedOn, protocolSha256: String(body.sha256) };
};

beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10', '11']);
  ids = await fileAll(house, ['Бірінші', 'Екінші', 'Үшінші']);
  secretary = await house.as('secretary-10@example.kz');
  await house.moveClock('2026-09-30T05:00:00.000Z');
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await house.close();
});

describe('§19 the hand-over and its receipt', () => {
  const zip = async (): Promise<{ manifest: string; files: string[] }> => {
    const answer = await house.agency.fetch('/desk/ru/10/dossier.zip');
    const parts = unzipSync(Buffer.from(await answer.arrayBuffer()));
    const manifest = parts['manifest.json'] ?? new Uint8Array();
    const { files } = JSON.parse(strFromU8(manifest)) as { files: { path: string }[] };
    return {
      manifest: createHash('sha256').update(manifest).digest('hex'),
      files: files.map(({ path }) => path),
    };
  };

  it('the commission gets as far as its result', async () => {
    const [one = '', two = '', three = ''] = ids;
    const items = ids.map((application) => ({ application, admitted: true, grounds: [], reason: '' }));
    const { version } = await act('admission-list', { items });
    await act('confirm-admission', { version }, await house.as('chair-10@example.kz'));
    for (const seat of [1, 2, 3, 4, 5]) {
      for (const application of ids) {
        const marks = application === three ? [3, 3, 3, 2, 2, 2] : [5, 5, 4, 4, 3, 3];
        await act('mark', { application, marks, violations: Array(6).fill(false), reason: '', seat });
      }
    }
    await act('commit-sheets', {});
    await act('open-sheets', {});
    await act('sign-selection', await scan('2026-09-30'));
    await act('publish-selection', {});
    await house.moveClock('2026-10-08T05:00:00.000Z');
    expect(await text('/desk/ru/')).toMatch(/! 7 октября 2026 года, [^!]*\(пункт 16\)/);
    await act('invite', {
      invitations: [one, two].map((application, index) => ({
        application,
        startsAt: `2026-10-09T1${index}:00:00+05:00`,
        place: 'Семей',
      })),
    });
    await house.moveClock('2026-10-09T06:00:00.000Z');
    const appearances = [one, two].map((application) => ({ application, appearance: 'appeared' }));
    await act('open-sitting', { present: [1, 2, 3, 4, 5, 6, 7], appearances });
    for (const seat of [1, 2, 3, 4, 5, 6, 7]) await act('ballot', { seat, choices: [two] });
    await act('close-vote', {});
    await act('sign-protocol', await scan('2026-10-09'));
    expect(codes(await send('receive-handover', { manifestSha256: '' }, house.agency))).toEqual([
      'NOT_HANDED_OVER',
    ]);
    await act('publish-result', {});
    const line = await text('/desk/ru/');
    expect(line).toContain('Допущено 3 Прошло отбор 2 Результат опубликован 1');
    expect(line).toContain('область Абай: 4. результат опубликован');
  });

  it("is named by the hash of the archive's manifest; late is told", async () => {
    await house.moveClock('2026-10-16T05:00:00.000Z');
    const handed = await act('handover', { note: 'Барлығы осында' });
    expect(handed).toMatchObject({ number: 1, dossiers: 'contenders' });
    const { manifest, files } = await zip();
    expect(handed.manifestSha256).toBe(manifest);
    expect(files.filter((path) => path.endsWith('/application.json')).length).toBe(3);
    expect(codes(await send('handover', {}))).toEqual(['ALREADY_DONE']);
    const shown = await text('/desk/ru/10/');
    expect(shown).toContain(manifest);
    // Due on 14 October.
    expect(shown).toMatch(/16 октября 2026 года, 10:00[^.]*просрочено[^.]*2/);
  });

  it('is sent back with what is missing, handed over again with it, and received', async () => {
    const { manifest } = await zip();
    expect((await send('receive-handover', { manifestSha256: manifest })).status).toBe(404);
    const other = 'f'.repeat(64);
    expect(codes(await send('receive-handover', { manifestSha256: other }, house.agency))).toEqual([
      'MANIFEST_DIFFERS',
    ]);
    const why = 'Жоба жоқ';
    await agency('refuse-handover', { manifestSha256: manifest, reason: why }, '10');
    const [sentBack] = await letters('handover-refused');
    expect([sentBack?.recipient, sentBack?.vals.includes(why)]).toEqual(['secretary-10@example.kz', true]);
    expect(codes(await send('receive-handover', { manifestSha256: manifest }, house.agency))).toEqual([
      'NOT_HANDED_OVER',
    ]);
    expect(await text('/desk/ru/10/', secretary)).toContain('Агентство вернуло документы');
    await house.moveClock('2026-10-17T05:00:00.000Z');
    const again = await act('handover', { note: 'Жоба қосылды' });
    expect(again).toMatchObject({ number: 2 });
    const second = await zip();
    expect(second.manifest).toBe(again.manifestSha256);
    expect(second.manifest).not.toBe(manifest);
    await agency('receive-handover', { manifestSha256: second.manifest }, '10');
    expect(codes(await send('receive-handover', { manifestSha256: second.manifest }, house.agency))).toEqual([
      'ALREADY_DONE',
    ]);
    expect(codes(await send('handover', {}))).toEqual(['ALREADY_DONE']);
    expect((await letters('handover-received')).map(({ recipient }) => recipient)).toEqual([
      'secretary-10@example.kz',
    ]);
    expect(await text('/desk/ru/')).toContain('область Абай: 5. документы получены Агентством');
    const journal = await house.query<{ act: string }>(
      "SELECT act FROM journal WHERE stream = 'commission:10' AND act LIKE '%handover' ORDER BY seq",
    );
    expect(journal.map(({ act: name }) => name)).toEqual([
      'handover',
      'refuse-handover',
      'handover',
      'receive-handover',
    ]);
  });

  it('two answers at once: one holds', async () => {
    await expect(
      house.query("INSERT OR REPLACE INTO handover_answers VALUES ('10', 2, 0, 'x', 0, 'x')"),
    ).rejects.toThrow(/TAKEN/);
  });
});

describe('an extract of the journal', () => {
  const told: string[] = [];
  const run = async (file: string, ...flags: string[]): Promise<{ ok: boolean; said: string }> => {
    told.length = 0;
    const write = process.stdout.write.bind(process.stdout);
    process.exitCode = 0;
    process.stdout.write = (chunk: string) => told.push(chunk) > 0;
    try {
      await verify([file, ...flags]);
    } finally {
      process.stdout.write = write;
    }
    const ok = process.exitCode === 0;
    process.exitCode = 0;
    return { ok, said: told.join('') };
  };
  const days = { from: '2026-09-30', to: '2026-10-17' };
  const taken = async (input: Record<string, string>): Promise<{ path: string; content: string }> => {
    const { id } = await agency('take-extract', input);
    const answer = await house.agency.fetch(`/desk/ru/agency/extracts/${String(id)}.json`);
    expect(answer.status).toBe(200);
    const content = await answer.text();
    const path = join(folder, `${String(id)}.json`);
    writeFileSync(path, content);
    return { path, content };
  };

  it('is checked by npm run verify, alone and against the register', async () => {
    const { path, content } = await taken({ commission: '10', ...days });
    const alone = await run(path);
    expect([alone.ok, alone.said]).toEqual([
      true,
      expect.stringContaining('The extract holds: commission 10'),
    ]);
    const of = join(folder, 'register.json');
    writeFileSync(of, await (await fetch(`${house.origin}/api/register`)).text());
    expect((await run(path, '--register', of)).ok).toBe(true);
    expect((await run(path, '--key', '0'.repeat(64))).ok).toBe(false);
    const acts = (JSON.parse(content) as { entries: { act: string }[] }).entries.map(({ act: name }) => name);
    for (const name of ['commit-sheets', 'mark', 'ballot', 'handover', 'receive-handover'])
      expect(acts).toContain(name);
    expect(acts).not.toContain('set-commission');
    expect(content).not.toContain('@example.kz');
  });

  it('tampering with it is found', async () => {
    const { path, content } = await taken({ commission: '10', ...days });
    writeFileSync(path, content.replace('"act":"handover"', '"act":"HANDOVER"'));
    const changed = await run(path);
    expect([changed.ok, changed.said]).toEqual([false, expect.stringContaining('differs from its hash')]);
    expect(changed.said).toContain('THE EXTRACT DOES NOT HOLD');
  });

  it('is of one application too, and names nobody that it need not', async () => {
    const [row] = await house.query<{ reference: string }>(
      'SELECT reference FROM applications WHERE id = ?',
      ids[0] ?? '',
    );
    const reference = row?.reference ?? '';
    const { path, content } = await taken({
      commission: '10',
      reference,
      from: '2026-09-01',
      to: '2026-10-17',
    });
    expect((await run(path)).ok).toBe(true);
    const { entries } = JSON.parse(content) as { entries: { stream: string }[] };
    expect(entries.length).toBeGreaterThan(5);
    expect(entries.filter(({ stream }) => !stream.includes(ids[0] ?? '')).length).toBe(0);
    const whole = await taken({ commission: '10', from: '2026-09-01', to: '2026-09-01' });
    expect(
      (JSON.parse(whole.content) as { entries: { act: string; body: string | null }[] }).entries,
    ).toContainEqual(expect.objectContaining({ act: 'set-commission', body: null }));
    expect((await run(whole.path)).ok).toBe(true);
  });

  it("that it was taken is journalled; it is the same file again, and nobody else's", async () => {
    const [entry] = await house.query<{ n: number }>(
      "SELECT count(*) AS n FROM journal WHERE act = 'take-extract'",
    );
    expect(entry?.n).toBe(4);
    const [{ id } = { id: '' }] = await house.query<{ id: string }>(
      "SELECT body ->> 'id' AS id FROM journal WHERE act = 'take-extract' ORDER BY seq LIMIT 1",
    );
    const path = `/desk/ru/agency/extracts/${id}.json`;
    const [one, two] = await Promise.all([house.agency.fetch(path), house.agency.fetch(path)]);
    expect(await one.text()).toBe(await two.text());
    expect((await secretary.send(path)).status).toBe(404);
    expect((await send('take-extract', { commission: '10', ...days }, secretary, 'agency')).status).toBe(404);
  });

  it('an unknown commission or application, or days the wrong way round, are refused', async () => {
    const take = async (input: Record<string, string>): Promise<string[]> =>
      codes(await send('take-extract', { ...days, ...input }, house.agency, 'agency'));
    expect(await take({ commission: '99' })).toEqual(['COMMISSION_UNKNOWN']);
    expect(await take({ commission: '10', reference: 'UZ26-0000-0000' })).toEqual(['APPLICATION_UNKNOWN']);
    expect(await take({ commission: '10', from: '2026-10-18' })).toEqual(['DAYS_REVERSED']);
  });
});
