// People's data: the consent says what is so, data are taken along and taken away, and go by themselves in time; limits.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { fullForm } from '../support/edition.ts';
import { openMailbox } from '../support/mail.ts';
import { mainOf, Reader } from '../support/reader.ts';
import { OF_NO_RESULT, startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let deadline: number;
const OPEN = '2026-09-10T05:00:00.000Z';
const DAY = 24 * 3_600_000;

beforeAll(async () => {
  house = await startHouse();
  deadline = await house.placed('2026-09-01T05:00:00.000Z', ['10']);
});
afterAll(() => house.close());

type Own = { client: Client; bearer: Record<string, string>; cookie: string; draft: string; file: string };
async function begun(name: string): Promise<Own> {
  const client = new Client(house.origin);
  const { body } = await client.json('/api/drafts', {
    form: fullForm({ email: `${name}@example.kz`, signatoryName: name, organisationKk: `Ұйым ${name}` }),
  });
  const bearer = { authorization: `Bearer ${String(body.token)}` };
  const bytes = new TextEncoder().encode(`%PDF-1.7\n% ${name}\n%%EOF\n`);
  await client.bytes(`/api/drafts/files?kind=evidence&criterion=1&name=${name}.pdf`, bytes, bearer);
  const file = createHash('sha256').update(bytes).digest('hex');
  return {
    client,
    bearer,
    cookie: `__Host-application=${String(body.token)}`,
    draft: String(body.draft),
    file,
  };
}
async function filed(name: string): Promise<Own & { id: string }> {
  const own = await begun(name);
  const { body } = await own.client.json(
    '/api/applications',
    {},
    { ...own.bearer, 'idempotency-key': newKey() },
  );
  return { ...own, id: String(body.application) };
}
const page = async ({ cookie }: Own, path: string): Promise<string> => {
  const reader = new Reader(house.origin);
  reader.cookie = cookie;
  return mainOf((await reader.open(path)).html)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
};
const forget = ({ client, bearer }: Own, sure = '1') =>
  client.send('/api/applications/forget', {
    method: 'POST',
    headers: { ...bearer, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ sure }).toString(),
  });
/** Every table in which the word stands. */
async function tablesWith(word: string): Promise<string[]> {
  const tables = await house.query<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'",
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await house.query(`SELECT * FROM ${name}`);
    if (JSON.stringify(rows).includes(word)) found.push(name);
  }
  return found.sort();
}
const kept = ({ file }: Own): boolean => existsSync(join(house.dataDir, 'files', file));

describe('the consent', () => {
  it('names operator, data, term, who gets them and what is published; not a storage that is not so', async () => {
    await house.moveClock(OPEN);
    const text = await page(await begun('Айгүл'), '/ru/application/evidence/');
    expect(text).toContain('Я, Айгүл, даю согласие');
    expect(text).toContain('оператору: Агентство Республики Казахстан по делам государственной службы.');
    expect(text).toContain('Согласие действует 12 месяцев после завершения конкурса.');
    expect(text).toContain('имена людей не публикуются');
    expect(text).not.toContain('на территории Республики Казахстан');
  });

  it('says where data are stored where they stay on a machine of the operator’s', async () => {
    const mailbox = await openMailbox();
    const real = await startHouse({ smtp: mailbox.address });
    const reader = new Reader(real.origin);
    await reader.open('/api/drafts', { method: 'POST', body: new URLSearchParams({ language: 'kk' }) });
    const { html } = await reader.open('/kk/application/evidence/');
    expect(html).toContain('Деректер Қазақстан Республикасының аумағында сақталады');
    await real.close();
    await mailbox.close();
  });
});

describe('my data', () => {
  it('are taken along as a file: the draft, every version, the letters', async () => {
    const own = await filed('Экспорт');
    const { body } = await own.client.send('/api/applications/my-data.json', { headers: own.bearer });
    expect(body).toMatchObject({
      draft: { form: { signatoryName: 'Экспорт' }, files: [{ name: 'Экспорт.pdf' }] },
      versions: [{ version: 1, form: { email: 'Экспорт@example.kz' }, files: [{ sha256: own.file }] }],
      letters: [{ recipient: 'Экспорт@example.kz', template: 'filed' }],
    });
    expect((await new Client(house.origin).send('/api/applications/my-data.json')).status).toBe(404);
  });

  it('of a draft are erased at once, after the word of the one they are of', async () => {
    const own = await begun('Қаралама');
    expect((await forget(own, '')).status).toBe(409);
    expect([await tablesWith('Қаралама'), kept(own)]).toEqual([['draft_files', 'drafts'], true]);
    expect((await forget(own)).status).toBe(200);
    expect([await tablesWith('Қаралама'), kept(own)]).toEqual([[], false]);
    expect(await page(own, '/ru/application/')).toContain('нет начатой заявки');
  });

  it('of a filed application that nobody has decided: it leaves the contest, the organisation and the hashes stay', async () => {
    const own = await filed('Берілген');
    expect((await forget(own)).status).toBe(200);
    // The organisation is no person; the journal, which only grows, keeps the names of files.
    expect([await tablesWith('Берілген'), kept(own)]).toEqual([['applications', 'journal'], false]);
    const [row] = await house.query<{ form: string }>('SELECT form FROM applications WHERE id = ?', own.id);
    expect(JSON.parse(row?.form ?? '')).toMatchObject({
      organisationKk: 'Ұйым Берілген',
      ...{ signatoryName: '', phone: '', email: '', representatives: [], report: [] },
    });
    const hashes = await house.query(
      'SELECT sha256, name FROM application_files WHERE application = ?',
      own.id,
    );
    expect(hashes).toEqual([{ sha256: own.file, name: '' }]);
    expect(await house.query('SELECT by FROM withdrawals WHERE application = ?', own.id)).toEqual([
      { by: 'applicant' },
    ]);
  });

  it('a file that another application has too stays for it', async () => {
    const [one, two] = [await begun('Ортақ'), await begun('Ортақ')];
    expect(one.file).toBe(two.file);
    await forget(one);
    expect(kept(two)).toBe(true);
    await forget(two);
    expect(kept(two)).toBe(false);
  });
});

describe('terms of keeping', () => {
  it('a draft goes thirty days after the deadline, what was filed stays; a decided one is not erased on a word', async () => {
    await house.moveClock(OPEN);
    const [draft, application] = [await begun('Ескі'), await filed('Тұрақты')];
    house.spoils('a decision that nobody made', 'a decision has its entry');
    await house.query(
      "INSERT INTO decisions (application, admitted, grounds, reason, decided_at, decided_by) VALUES (?, 1, '[]', '', 0, 'x')",
      application.id,
    );
    const refused = await forget(application);
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      409,
      expect.stringContaining('CONSENT_KEPT'),
    ]);
    await house.moveClock(deadline + 30 * DAY - 1, true);
    await house.tick();
    expect(kept(draft)).toBe(true);
    await house.moveClock(deadline + 30 * DAY, true);
    await house.tick();
    expect([await tablesWith('Ескі'), kept(draft), kept(application)]).toEqual([[], false, true]);
  });

  it('what was filed goes twelve months after the republican result', async () => {
    const own = { file: createHash('sha256').update('%PDF-1.7\n% Тұрақты\n%%EOF\n').digest('hex') } as Own;
    house.spoils('a result that nobody published', ...OF_NO_RESULT);
    await house.query(
      "INSERT INTO publications (number, kind, commission, at, hash, signed) VALUES (99, 'republican', 'KZ', ?, 'x', '{}')",
      Date.parse('2026-11-20T05:00:00Z'),
    );
    await house.moveClock('2027-11-19T18:59:59.999Z', true);
    await house.tick();
    expect(kept(own)).toBe(true);
    await house.moveClock('2027-11-19T19:00:00.000Z', true);
    await house.tick();
    expect([await tablesWith('Тұрақты@'), kept(own)]).toEqual([[], false]);
    expect(await house.query('SELECT count(*) AS n FROM applications WHERE erased_at IS NULL')).toEqual([
      { n: 0 },
    ]);
  });
});

describe('limits', () => {
  it('the sixth letter of an hour from one link waits, with how long; another link does not', async () => {
    await house.moveClock(OPEN, true);
    const own = await begun('Хат');
    const send = (who: Own) =>
      who.client.send('/api/drafts/link', {
        method: 'POST',
        headers: { ...who.bearer, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ to: 'a@example.kz', key: newKey(), language: 'ru' }).toString(),
      });
    for (let n = 0; n < 5; n += 1) expect((await send(own)).status).toBe(303);
    const refused = await send(own);
    expect([refused.status, refused.body.sentences]).toEqual([
      429,
      ['Запросы приходят слишком часто. Повторите через 720 секунд. (пункт 12)'],
    ]);
    expect((await send(await begun('Хат2'))).status).toBe(303);
    await house.moveClock(Date.parse(OPEN) + 720_000, true);
    expect((await send(own)).status).toBe(303);
  });

  it('starts are counted by the address that the proxy says, and a page says how long to wait', async () => {
    await house.moveClock('2026-09-11T05:00:00.000Z', true);
    const start = async (address: string): Promise<Response> =>
      fetch(`${house.origin}/api/drafts`, {
        method: 'POST',
        headers: { 'x-forwarded-for': `203.0.113.1, ${address}`, 'accept-language': 'ru' },
        body: new URLSearchParams({ language: 'ru' }),
        redirect: 'manual',
      });
    const statuses = new Set<number>();
    for (let n = 0; n < 300; n += 1) statuses.add((await start('198.51.100.7')).status);
    expect([...statuses]).toEqual([303]);
    const refused = await start('198.51.100.7');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '12']);
    expect(mainOf(await refused.text())).toContain('Повторите через 12 секунд.');
    expect((await start('198.51.100.8')).status).toBe(303);
  });
});
