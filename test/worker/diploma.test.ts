// §22: the diploma of a winner is made of what is published, the same each time, and checked by anybody.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFArray, PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDiploma, verdictOf } from '#rules/diploma';
import { readCode } from '#rules/diploma-code';
import type { Code } from '#rules/diploma-code';
import type { Register, RepublicanBody } from '#rules/publication';
import { freePort } from '../../host/rehearsal/child.ts';
import { play } from '../../host/rehearsal/play.ts';
import { protocol, Scene } from '../../host/rehearsal/scene.ts';
import { serve } from '../../host/serve.ts';
import { command } from '../support/restore.ts';
import { served, startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let scene: Scene;
let register: Register;
let winners: RepublicanBody['winners'];
/** A file that the test keeps: the diploma as it was first given. */
let first: Buffer;

const taken = async (): Promise<Register> => (await fetch(`${house.origin}/api/register`)).json<Register>();
const get = (name: string, origin = house.origin): Promise<Response> =>
  fetch(`${origin}/api/diplomas/2026/${name}`);
const bytesOf = async (name: string, origin?: string): Promise<Buffer> =>
  Buffer.from(await (await get(name, origin)).arrayBuffer());
const codeIn = (bytes: Buffer): Code => {
  const code = readCode(bytes.toString('latin1'));
  if (code === null) throw new Error('no code in the file');
  return code;
};

/** The command over a diploma and the register as it is served now. */
async function checked(diploma: Buffer): Promise<{ code: number; out: string }> {
  const path = join(house.dataDir, 'diploma.pdf');
  const list = join(house.dataDir, 'register-for-diploma.json');
  writeFileSync(path, diploma);
  writeFileSync(list, await (await fetch(`${house.origin}/api/register`)).text());
  const { code, printed } = await command(['verify', path, '--register', list], house.dataDir);
  return { code, out: printed };
}

beforeAll(async () => {
  house = await startHouse();
  const { origin, secret, moveClock, rebuilt } = house;
  const stage = { origin, secret, moveClock, untilLive: rebuilt, tell: () => undefined };
  scene = new Scene(stage, { regions: 3, applicants: 3, seed: 3, atOnce: 2 });
  await play(scene);
  register = await taken();
  const body = register.publications.findLast(({ body: { kind } }) => kind === 'republican')?.body;
  winners = [...(body as RepublicanBody).winners].sort((a, b) => (a.filing < b.filing ? -1 : 1));
  first = await bytesOf('1.pdf');
});
afterAll(() => house.close());

describe('§22 the diploma', () => {
  it('is there for each winner, and for nobody else', async () => {
    const names = ['1.pdf', '2.pdf', '3.pdf', '0.pdf', '01.pdf', '1.png'];
    const statuses = await Promise.all(names.map(async (name) => (await get(name)).status));
    expect([winners.length, statuses]).toEqual([2, [200, 200, 404, 404, 404, 404]]);
    expect((await fetch(`${house.origin}/api/diplomas/2025/1.pdf`)).status).toBe(404);
  });

  it('is one lying A4, named, with fonts of its own and a link where the QR code is', async () => {
    const document = await PDFDocument.load(first, { updateMetadata: false });
    const [page, ...more] = document.getPages();
    expect([page?.getSize(), more]).toEqual([{ width: 841.89, height: 595.28 }, []]);
    expect(document.getTitle()).toBe(`ДИПЛОМ № 2026-1. ${winners[0]?.organisation.kk}`);
    const fonts = document.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) =>
        object instanceof PDFDict && object.has(PDFName.of('FontFile2'))
          ? [String(object.get(PDFName.of('FontName')))]
          : [],
      );
    expect(fonts.sort()).toEqual(['/UZDIKA+PTSans', '/UZDIKB+PTSansBold']);
    const link = page?.node.lookup(PDFName.of('Annots'), PDFArray).lookup(0, PDFDict);
    const code = /uzdik-diploma\/[\w.-]+/.exec(first.toString('latin1'))?.[0];
    const address = String(link?.lookup(PDFName.of('A'), PDFDict).get(PDFName.of('URI')));
    expect(address).toBe(`(${house.origin}/kk/diploma/#${code})`);
  });

  it('is the same to the byte whenever it is made, and by whichever house has the record', async () => {
    await house.moveClock('2027-03-01T05:00:00.000Z');
    expect((await bytesOf('1.pdf')).equals(first)).toBe(true);
    const dataDir = mkdtempSync(join(tmpdir(), 'uzdik-copy-'));
    // SQLite makes its shared memory anew from the log.
    cpSync(house.dataDir, dataDir, { recursive: true, filter: (path) => !path.endsWith('-shm') });
    // It stands for the first one, under the same address.
    const port = await freePort();
    const copy = await serve(served(dataDir, { port, origin: house.origin }));
    try {
      expect((await bytesOf('1.pdf', `http://127.0.0.1:${port}`)).equals(first)).toBe(true);
    } finally {
      await copy.close();
      rmSync(dataDir, { recursive: true });
    }
  });

  it('carries the code of its winner, which the register confirms', async () => {
    for (const [index, { organisation }] of winners.entries()) {
      const code = codeIn(await bytesOf(`${index + 1}.pdf`));
      const found = await checkDiploma(code, register.keys, register.publications);
      const { kk, ru, number, mode } = code.diploma;
      expect([verdictOf(found), { kk, ru }, number, mode]).toEqual([
        'holds',
        organisation,
        `2026-${index + 1}`,
        'rehearsal',
      ]);
    }
  });

  it('is linked from the results, for the Agency and for the republican commission', async () => {
    await house.tick();
    await house.rebuilt();
    const secretary = await scene.secretary('KZ');
    const page = async (path: string, who = secretary): Promise<string> =>
      String((await who.send(path, { headers: { accept: 'text/html' } })).body.text);
    for (const text of [
      await page('/kk/results/2026/'),
      await page('/ru/results/2026/republic/'),
      await page('/desk/kk/KZ/'),
      await page('/desk/ru/', scene.agency),
    ]) {
      expect([...text.matchAll(/href="(\/api\/diplomas[^"]*)"/g)].map(([, href]) => href).sort()).toEqual([
        '/api/diplomas/2026/1.pdf',
        '/api/diplomas/2026/2.pdf',
      ]);
    }
  });

  it('is checked by the command, and a changed one is told from it', async () => {
    const { code, out } = await checked(first);
    expect([code, out]).toEqual([0, expect.stringContaining('The diploma holds.')]);
    expect(out).toContain(`No. 2026-1, ${codeIn(first).diploma.date}`);
    expect(out).toContain(winners[0]?.organisation.kk ?? '–');
    expect(out).toContain('It is not of the real contest');
    // The signature of the other winner's diploma.
    const text = first.toString('latin1');
    const signatures = [first, await bytesOf('2.pdf')].map(
      (bytes) => /uzdik-diploma\/1\.[\w-]+\.([\w-]{86})/.exec(bytes.toString('latin1'))?.[1] ?? '',
    );
    const spoilt = await checked(
      Buffer.from(text.replaceAll(signatures[0] ?? '', signatures[1] ?? ''), 'latin1'),
    );
    expect(spoilt.code).toBe(1);
    expect(spoilt.out).toContain('§22: The signature is not that of the register’s key');
    expect(spoilt.out).toContain('THE DIPLOMA DOES NOT HOLD.');
  });

  it('is replaced where the result is corrected: same number, and the old one is told what holds now', async () => {
    const [secretary, chair] = [await scene.secretary('KZ'), await scene.chair('KZ')];
    const reason = { kk: 'Қате', ru: 'Ошибка', en: 'Mistake' };
    const now = Date.parse('2027-03-02T05:00:00.000Z');
    await scene.clock(new Date(now).toISOString());
    const right = { of: 'sitting', ...(await protocol(scene, secretary, 'KZ')), reason };
    const { correction } = await scene.act(secretary, 'KZ', 'correct-protocol', right);
    await scene.act(chair, 'KZ', 'confirm-correction', { correction });
    const fresh = codeIn(await bytesOf('1.pdf')).diploma;
    expect([fresh.number, fresh.kk, fresh.date]).toEqual([
      '2026-1',
      winners[0]?.organisation.kk,
      '2027-03-02',
    ]);
    const { code, out } = await checked(first);
    expect([code, out]).toEqual([1, expect.stringContaining('THE DIPLOMA NO LONGER HOLDS.')]);
    expect(out).toContain(`Now: No. 2026-1, ${fresh.kk} / ${fresh.ru}, publication ${fresh.head}`);
    expect((await checked(await bytesOf('1.pdf'))).code).toBe(0);
  });
});
