// §5, §15, §17: the protocols are made from the record, say its numbers, and are the same file whenever they are made.

import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { verifyRegister } from '#rules/verify-register';
import { fullForm } from '../support/edition.ts';
import { mainOf } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let secretary: Client;
const ids: string[] = [];
/** The documents as they were first made, by name. */
const first = new Map<string, Buffer>();

const act = async (name: string, input: unknown, who = secretary): Promise<Record<string, unknown>> => {
  const { status, body } = await who.json(`/api/desk/10/${name}`, input);
  expect([name, status, status === 200 ? null : body.findings]).toEqual([name, 200, null]);
  return body;
};
const scan = async (signedOn: string) => {
  const bytes = new TextEncoder().encode(`%PDF-1.7\n% ${signedOn}\n%%EOF\n`);
  const { body } = await secretary.bytes('/api/desk/10/protocol-file', bytes);
  return { signedOn, protocolSha256: String(body.sha256) };
};
/** The text of a document, cell by cell. */
async function docx(name: string, who = secretary): Promise<{ bytes: Buffer; text: string }> {
  const answer = await who.fetch(`/desk/ru/10/protocols/${name}.docx`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
  return { bytes, text: xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '') };
}
const page = async (name: string, who = secretary): Promise<{ status: number; text: string }> => {
  const { status, body } = await who.send(`/desk/ru/10/protocols/${name}/`);
  return {
    status,
    text: mainOf(String(body.text))
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' '),
  };
};

/** One that comes after everything, and is not admitted. */
async function lateAndRefused(): Promise<void> {
  const client = new Client(house.origin);
  const { body } = await client.json('/api/drafts', { form: fullForm({ organisationRu: 'Кеш' }) });
  const headers = { authorization: `Bearer ${String(body.token)}`, 'idempotency-key': newKey() };
  const application = String((await client.json('/api/applications', {}, headers)).body.application);
  await act('propose', { application, admitted: false, grounds: ['LATE'], reason: 'Кеш' });
  await act('decide-application', { application, version: 1 }, await house.as('chair-10@example.kz'));
}

beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10', '11']);
  for (const name of ['Бірінші', 'Екінші', 'Үшінші', 'Төртінші']) {
    const client = new Client(house.origin);
    const form = fullForm({ organisationKk: `Ұйым ${name}`, organisationRu: `Организация ${name} <&>` });
    const { body } = await client.json('/api/drafts', { form });
    const headers = { authorization: `Bearer ${String(body.token)}`, 'idempotency-key': newKey() };
    const evidence = new TextEncoder().encode(`%PDF-1.7\n% ${name}\n%%EOF\n`);
    await client.bytes('/api/drafts/files?kind=evidence&criterion=1&name=a.pdf', evidence, headers);
    ids.push(String((await client.json('/api/applications', {}, headers)).body.application));
  }
  await house.moveClock('2026-09-17T05:00:00.000Z');
  secretary = await house.as('secretary-10@example.kz');
});
afterAll(() => house.close());

describe('§15 the protocol of the selection', () => {
  it('is not there before the sheets are opened', async () => {
    expect((await page('selection')).status).toBe(404);
  });

  it('says each mean as the numbers that are added, who was refused and why, and who did not mark', async () => {
    const [one = '', two = '', three = '', four = ''] = ids;
    const items = [one, two, three].map((application) => ({
      application,
      admitted: true,
      grounds: [],
      reason: '',
    }));
    const refused = { application: four, admitted: false, grounds: ['INCOMPLETE'], reason: 'Нет подписи' };
    const { version } = await act('admission-list', { items: [...items, refused] });
    const [member] = await house.query<{ id: string; name: string }>(
      "SELECT id, name FROM seats WHERE commission = '10' AND number = 7",
    );
    await act('recuse', { application: one, seat: member?.id, reason: 'туыс' });
    await act('confirm-admission', { version }, await house.as('chair-10@example.kz'));
    first.set('admission', (await docx('admission')).bytes);
    const marks = [
      [one, [5, 5, 4, 4, 3, 3]],
      [two, [5, 5, 4, 4, 3, 3]],
      [three, [3, 3, 3, 2, 2, 2]],
    ] as const;
    for (const seat of [1, 2, 3, 4, 5]) {
      for (const [application, given] of marks) {
        const on = application === three && seat === 5;
        const violations = [false, on, false, false, false, false];
        const remarks = violations.map((violation) => (violation ? 'Отказ без причины' : ''));
        const lines = given.map((mark, index) => (violations[index] === true ? 0 : mark));
        await act('mark', { application, marks: lines, violations, remarks, reason: '', seat });
      }
    }
    await act('commit-sheets', {});
    await house.moveClock('2026-09-18T05:00:00.000Z');
    await act('open-sheets', {});
    const { text } = await docx('selection');
    expect(text).toContain('24 + 24 + 24 + 24 + 24 = 120; 120 &gt; 15 × 5 = 75');
    expect(text).toContain('15 + 15 + 15 + 15 + 12 = 72; 72 ≤ 15 × 5 = 75');
    expect(text).toContain('Организация Бірінші &lt;&amp;&gt;');
    expect(text).toContain('Документы представлены не в полном объёме (пункт 14); Нет подписи');
    expect(text).toContain(member?.name);
    expect(text).toContain('Іріктеу хаттамасы');
    expect((await page('selection')).text).toContain('72 ≤ 15 × 5 = 75');
    first.set('selection', (await docx('selection')).bytes);
  });

  it('names the commission and says each mark, and what a violation is', async () => {
    const { text } = await docx('selection');
    const seats = await house.query<{ number: number; name: string; position: string; role: string }>(
      "SELECT number, name, position, role FROM seats WHERE commission = '10' AND number IS NOT NULL ORDER BY number",
    );
    for (const { number, name, position, role } of seats)
      expect(text).toContain(
        `${number}\n${name}\n${position}\n${role === 'chair' ? 'Председатель' : 'Член комиссии'}\n`,
      );
    const [fifth] = seats.filter(({ number }) => number === 5);
    expect(text).toContain(`${fifth?.name}\n3\n0 *\n3\n2\n2\n2\n12\n`);
    expect(text).toContain(`* ${fifth?.name}, критерий 2: Отказ без причины`);
    expect((await docx('admission')).text).toContain('Состав комиссии');
  });
});

describe('§5 and §17 the protocol of a sitting', () => {
  it('one without a quorum says so and decides nothing', async () => {
    await act('sign-selection', await scan('2026-09-18'));
    await act('publish-selection', {});
    const [one, two] = ids;
    const both = [one, two].map((application) => ({
      application,
      startsAt: '2026-09-22T09:00:00+05:00',
      place: 'Семей',
    }));
    const asked = await secretary.json('/api/desk/10/invite', { invitations: both });
    expect([asked.status, (asked.body.findings as { code: string }[]).map(({ code }) => code)]).toEqual([
      409,
      ['INTERVIEWS_OVERLAP'],
    ]);
    await act('invite', {
      invitations: [one, two].map((application, index) => ({
        application,
        startsAt: `2026-09-22T09:${index}0:00+05:00`,
        place: 'Семей',
      })),
    });
    await house.moveClock('2026-09-22T05:00:00.000Z');
    const appearances = [one, two].map((application) => ({ application, appearance: 'appeared' }));
    await act('open-sitting', { present: [1, 2, 3, 4], appearances });
    const { text } = await docx('sitting-1');
    expect(text).toContain(
      'Кворума нет: присутствовали 4, членов 7, необходимо 5 (4 &lt; 2/3 × 7). Решение не принимается',
    );
    expect(text).not.toContain('Решение\n');
    await act('open-sitting', { present: [1, 2, 3, 4, 5, 6, 7], appearances });
    expect((await page('sitting-2')).status).toBe(404);
  });

  it('one that decided has attendance, ballots, the tie and the casting vote, and stays the same file', async () => {
    const [one = '', two = '', three = ''] = ids;
    // Seat 7 has a conflict; three and three, the chair abstains.
    const votes: Record<number, string[]> = { 1: [], 2: [one], 3: [one], 4: [two], 5: [two], 6: [] };
    for (const [seat, choices] of Object.entries(votes)) await act('ballot', { seat: Number(seat), choices });
    await act('casting-vote', { choices: [two] }, await house.as('chair-10@example.kz'));
    await act('close-vote', {});
    const made = await docx('sitting-2');
    first.set('sitting-2', made.bytes);
    expect(made.text).toContain('Голосовать могли: 6. Подано бюллетеней: 6, из них воздержались: 2.');
    expect(made.text).toMatch(/Организация \S+ &lt;&amp;&gt; – 2 = Организация \S+ &lt;&amp;&gt; – 2/);
    expect(made.text).toContain('Кворум есть: присутствовали 7, членов 7, необходимо 5 (7 ≥ 2/3 × 7).');
    expect(made.text).toContain('воздержался');
    expect(made.text).toContain('Решающий голос председателя: Организация Екінші');
    expect(made.text).toContain('Направлен во второй этап: Организация Екінші &lt;&amp;&gt;.');
    expect(made.text).toContain('Екінші кезеңге жіберілді: Ұйым Екінші.');
    await house.moveClock('2026-09-25T05:00:00.000Z');
    await act('withdraw', { application: three, reason: 'x' });
    await lateAndRefused();
    await act('sign-protocol', await scan('2026-09-25'));
    await act('publish-result', {});
  });

  it('what happens afterwards changes none of them', async () => {
    const [, , three = ''] = ids;
    const bytes = async (name: string): Promise<boolean> =>
      (await docx(name)).bytes.equals(first.get(name) ?? Buffer.of());
    expect([await bytes('admission'), await bytes('selection'), await bytes('sitting-2')]).toEqual([
      true,
      true,
      true,
    ]);
    // Somebody who was marked withdraws before the result, and somebody comes late and is refused.
    expect(await house.query('SELECT 1 FROM withdrawals WHERE application = ?', three)).toHaveLength(1);
    expect(await house.query('SELECT 1 FROM decisions WHERE admitted = 0')).toHaveLength(2);
  });

  it('is for this commission and the Agency alone', async () => {
    const elsewhere = await house.as('secretary-11@example.kz');
    expect((await page('sitting-2', elsewhere)).status).toBe(404);
    expect((await page('sitting-2', new Client(house.origin))).text).not.toContain('Организация');
    expect((await page('sitting-2', house.agency)).status).toBe(200);
    expect((await page('sitting-9')).status).toBe(404);
  });
});

describe('§19 what is handed over', () => {
  const zip = async (query = '', who = secretary): Promise<{ status: number; bytes: Buffer }> => {
    const answer = await who.fetch(`/desk/ru/10/dossier.zip${query}`);
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  };

  it('is one archive with the papers of all contenders, the protocols, and the hash of every file', async () => {
    const { status, bytes } = await zip();
    expect(status).toBe(200);
    const parts = unzipSync(bytes);
    const manifest = JSON.parse(strFromU8(parts['manifest.json'] ?? new Uint8Array())) as {
      format: string;
      register: { number: number };
      files: { path: string; size: number; sha256: string }[];
    };
    expect(manifest).toMatchObject({ format: 'uzdik-dossier/1', register: { number: 4 } });
    const contents = strFromU8(parts['contents.txt'] ?? new Uint8Array());
    expect(contents).toContain('Құжаттар жинағы (19-тармақ).');
    expect(contents).toContain('Комплект документов (пункт 19).');
    for (const { path, size, sha256 } of manifest.files) {
      const part = parts[path] ?? new Uint8Array();
      expect([path, part.byteLength]).toEqual([path, size]);
      expect([path, createHash('sha256').update(part).digest('hex')]).toEqual([path, sha256]);
      expect(contents).toContain(`${path}\t${size}\t${sha256}`);
    }
    expect(Object.keys(parts).length).toBe(manifest.files.length + 4);
    expect(manifest.files.map(({ path }) => path)).toContain('decision/protocol-signed.pdf');
    // Two contenders, one having withdrawn, with a form, a sheet, an Appendix 1 and an evidence each; admission, selection, two sittings and two signed scans.
    const under = (folder: string): number =>
      manifest.files.filter(({ path }) => path.startsWith(folder)).length;
    expect([under('decision/'), under('applications/')]).toEqual([6, 8]);
    expect((await zip()).bytes.equals(bytes)).toBe(true);
    // What contents.txt says is true: the sums are those of every file, the command names what stands in the register.
    const sums = strFromU8(parts.SHA256SUMS ?? new Uint8Array());
    expect(sums.trimEnd().split('\n').length).toBe(manifest.files.length + 1);
    const [, sum] = /^([0-9a-f]{64}) {2}manifest\.json$/m.exec(sums) ?? [];
    expect(sum).toBe(
      createHash('sha256')
        .update(parts['manifest.json'] ?? '')
        .digest('hex'),
    );
    const [, key, head] = /--key ([0-9a-f]{64}) --head (\S+:[0-9a-f]{64})/.exec(contents) ?? [];
    const register = await (await secretary.fetch('/api/register')).text();
    const [number, hash = ''] = (head ?? '').split(':');
    const verdict = await verifyRegister(register, {
      key: key ?? '',
      head: { number: Number(number), hash },
    });
    expect(verdict.ok).toBe(true);
    // So is the list of contents: each of its links leads to a file that is there.
    const index = strFromU8(parts['index.html'] ?? new Uint8Array());
    const links = [...index.matchAll(/href="([^"]+)"/g)].map(([, path = '']) => decodeURIComponent(path));
    expect([...new Set(links)].sort()).toEqual(manifest.files.map(({ path }) => path).sort());
    expect(index).toContain('Құжаттар тізімі / Список документов');
    expect(index).not.toMatch(/<script|src=|https?:/);
    // The sheet is read without any house: it leads to the files beside it and asks for nothing else.
    const [path = ''] = Object.keys(parts).filter((one) => one.endsWith('/application.html'));
    const sheet = strFromU8(parts[path] ?? new Uint8Array());
    expect(sheet).toContain('href="files/01-a.pdf"');
    expect(Object.keys(parts)).toContain(path.replace('application.html', 'files/01-a.pdf'));
    expect(sheet).not.toMatch(/<script|src=|https?:/);
    expect(sheet).toMatch(/<td[^>]*>(<span>)?24/);
  });

  it('one application is taken along or printed by who may read it, with marks only once they are opened', async () => {
    const [one = '', , , four = ''] = ids;
    const at = (id: string): string => `/desk/ru/10/applications/${id}/`;
    const answer = await secretary.fetch(`${at(one)}dossier.zip`);
    const parts = unzipSync(Buffer.from(await answer.arrayBuffer()));
    expect(Object.keys(parts)).toEqual([
      'application.html',
      'application.json',
      'appendix-1.docx',
      'files/01-a.pdf',
    ]);
    const { status, body } = await secretary.send(`${at(one)}print/`);
    const text = mainOf(String(body.text));
    expect([status, text.includes('SHA-256'), text.includes('Организация Бірінші &lt;&amp;&gt;')]).toEqual([
      200,
      true,
      true,
    ]);
    expect(mainOf(String((await secretary.send(`${at(four)}print/`)).body.text))).toContain('Нет подписи');
    // Seat 7 has a conflict with the first, the others have not declared.
    const recused = await house.as('member6-10@example.kz');
    const elsewhere = await house.as('secretary-11@example.kz');
    for (const who of [recused, elsewhere, house.agency]) {
      expect((await who.send(`${at(one)}print/`)).status).toBe(404);
      expect((await who.send(`${at(one)}dossier.zip`)).status).toBe(404);
    }
    const undeclared = await house.as('member1-10@example.kz');
    expect((await undeclared.send(`${at(one)}print/`)).status).toBe(302);
  });

  it('or of the finalist alone; for the secretary and the Agency', async () => {
    const { bytes } = await zip('?only=finalist');
    const folders = new Set(
      Object.keys(unzipSync(bytes)).flatMap((path) => /^applications\/([^/]+)/.exec(path)?.[1] ?? []),
    );
    expect(folders.size).toBe(1);
    expect((await zip('', house.agency)).status).toBe(200);
    expect((await zip('', await house.as('member1-10@example.kz'))).status).toBe(404);
    expect((await zip('', await house.as('secretary-11@example.kz'))).status).toBe(404);
  });
});

describe('the table of the outcome', () => {
  it('explains each line: sums, threshold, votes, grounds; for Excel, and no cell is a formula', async () => {
    const answer = await secretary.fetch('/desk/ru/10/outcome.csv');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.toString('utf8').slice(1).trimEnd().split('\r\n');
    expect(lines.length).toBe(6);
    expect(lines[0]).toContain('"Итоги листов";"Сумма";"Порог";"Прошёл отбор"');
    const of = (name: string): string => lines.find((line) => line.includes(name)) ?? '';
    expect(of('Екінші')).toContain('"24 + 24 + 24 + 24 + 24";"120";"15 × 5 = 75";"да"');
    expect(of('Екінші')).toContain('"1: 2";"избран"');
    expect(of('Бірінші')).toContain('"1: 2";"не избран"');
    expect(of('Төртінші')).toContain('"Нет подписи"');
    // The last cell says which paragraph and which numbers make the outcome.
    expect(of('Екінші')).toMatch(
      /"пункт 15: 120 > 15 × 5 = 75; пункт 17: 2 \/ 6 \(наибольшее: 2\), [^"]*председател[^"]*"$/,
    );
    expect(of('Бірінші')).toMatch(/"пункт 15: 120 > 15 × 5 = 75; пункт 17: 2 \/ 6 \(наибольшее: 2\)"$/);
    expect(of('Үшінші')).toMatch(/"пункт 12: Отозвана"$/);
    expect(of('Төртінші')).toMatch(/"[^"]*\(приложение 1\)[^"]*"$/);
    expect((await (await house.as('member1-10@example.kz')).fetch('/desk/ru/10/outcome.csv')).status).toBe(
      404,
    );
  });
});

describe('the list of applications', () => {
  it('is searched by what is typed on any keyboard', async () => {
    const client = new Client(house.origin);
    await house.moveClock('2026-09-02T05:00:00.000Z');
    const { body } = await client.json('/api/drafts', {
      form: fullForm({ organisationKk: 'Тіркеу орталығы' }),
    });
    const headers = { authorization: `Bearer ${String(body.token)}`, 'idempotency-key': newKey() };
    expect((await client.json('/api/applications', {}, headers)).status).toBe(201);
    const rows = async (query: string): Promise<number> => {
      const { body: page } = await secretary.send(`/desk/ru/10/?q=${encodeURIComponent(query)}`);
      return new Set(String(page.text).match(/applications\/[0-9a-f]{32}\//g)).size;
    };
    expect([
      await rows(''),
      await rows('тиркеу орталыгы'),
      await rows('Екінші'),
      await rows('нет такой'),
    ]).toEqual([6, 1, 1, 0]);
  });
});
