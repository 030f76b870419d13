// §13, §16, §19: what the Agency sees and does: the country, reminders, moved days, receipts of hand-overs, extracts of
// the journal, retention, editions.

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Register } from '#rules/publication';
import { verifyRegister } from '#rules/verify-register';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { verify } from '../../host/verify.ts';
import { fullForm } from '../support/edition.ts';
import { mainOf } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let secretary: Client;
const ids: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'uzdik-agency-'));

type Answer = { status: number; body: Record<string, unknown> };
const codes = ({ body }: Answer): string[] =>
  ((body.findings ?? []) as { code: string }[]).map(({ code }) => code);
const send = (name: string, input: unknown, who = secretary, commission = '10'): Promise<Answer> =>
  who.json(`/api/desk/${commission}/${name}`, input);
const act = async (name: string, input: unknown, who = secretary): Promise<Record<string, unknown>> => {
  const answer = await send(name, input, who);
  expect([name, answer.status, codes(answer)]).toEqual([name, 200, []]);
  return answer.body;
};
const agency = async (
  name: string,
  input: unknown,
  commission = 'agency',
): Promise<Record<string, unknown>> => {
  const answer = await send(name, input, house.agency, commission);
  expect([name, answer.status, codes(answer)]).toEqual([name, 200, []]);
  return answer.body;
};
const text = async (path: string, who = house.agency): Promise<string> => {
  const { body } = await who.send(path);
  return mainOf(String(body.text))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
};
const scan = async (signedOn: string) => {
  const bytes = new TextEncoder().encode(`%PDF-1.7\n% ${signedOn}\n%%EOF\n`);
  const { body } = await secretary.bytes('/api/desk/10/protocol-file', bytes);
  return { signedOn, protocolSha256: String(body.sha256) };
};
const register = async (): Promise<Register> =>
  (await fetch(`${house.origin}/api/register`)).json<Register>();
const letters = (template: string) =>
  house.query<{ key: string; recipient: string; vals: string }>(
    'SELECT key, recipient, vals FROM outbox WHERE template = ? ORDER BY key',
    template,
  );
const reason = { kk: 'Үкімет қаулысы', ru: 'Постановление Правительства', en: 'Decree of the Government' };

beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10', '11']);
  for (const name of ['Бірінші', 'Екінші', 'Үшінші']) {
    const client = new Client(house.origin);
    const form = fullForm({ organisationKk: `Ұйым ${name}`, organisationRu: `Организация ${name}` });
    const { body } = await client.json('/api/drafts', { form });
    const headers = { authorization: `Bearer ${String(body.token)}`, 'idempotency-key': newKey() };
    ids.push(String((await client.json('/api/applications', {}, headers)).body.application));
  }
  secretary = await house.as('secretary-10@example.kz');
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await house.close();
});

describe('§13 a day that the Government moved', () => {
  it("is the Agency's to declare, for a day ahead that is not so already", async () => {
    const move = (date: string, working: boolean, who = house.agency) =>
      send('move-day', { date, working, reason }, who, 'agency');
    expect((await move('2026-09-17', false, secretary)).status).toBe(404);
    expect(codes(await move('2026-09-01', false))).toEqual(['MOVED_DAY_PAST']);
    expect(codes(await move('2026-09-17', true))).toEqual(['DAY_IS_SO']);
    expect(codes(await move('2039-09-17', true))).toEqual(['CALENDAR_YEAR_UNKNOWN']);
    expect((await move('2026-09-17', false)).status).toBe(200);
  });

  it('is a publication; every due day counts with it from then on; the site says it', async () => {
    const published = await register();
    expect(published.publications.at(-1)?.body).toEqual({
      kind: 'calendar',
      date: '2026-09-17',
      working: false,
      reason,
    });
    expect((await verifyRegister(JSON.stringify(published))).steps.length).toBeGreaterThan(0);
    await house.moveClock('2026-09-16T05:00:00.000Z');
    // 24 September without it.
    expect(await text('/desk/ru/10/')).toContain('25 сентября 2026 года');
    await house.moveClock('2026-09-02T05:00:00.000Z');
    await house.tick();
    await house.rebuilt();
    const home = await (await fetch(`${house.origin}/ru/`)).text();
    expect(home).toContain('Объявлен выходным днём: 17 сентября 2026 года.');
    expect(home).toContain('Причина: Постановление Правительства');
  });

  it('§12 where the last day becomes a day off the term ends with the next working day, and is told', async () => {
    const client = new Client(house.origin);
    await client.json('/api/drafts', { form: fullForm({ email: 'open@example.kz', letterLanguage: 'ru' }) });
    const { lastDay, deadline } = await agency('move-day', { date: '2026-09-15', working: false, reason });
    expect([lastDay, deadline]).toEqual(['2026-09-16', '2026-09-16T19:00:00.000Z']);
    const status = await (
      await fetch(`${house.origin}/api/status`)
    ).json<{ placement: { lastDay: string } }>();
    expect(status.placement.lastDay).toBe('2026-09-16');
    const [letter] = (await letters('extended')).filter(({ recipient }) => recipient === 'open@example.kz');
    expect(letter?.vals).toContain('16 сентября 2026 года, 23:59 (UTC+5)');
    // Working again: the term that runs is not taken back.
    const again = await agency('move-day', { date: '2026-09-15', working: true, reason });
    expect(again.lastDay).toBe('2026-09-16');
    const answer = await fetch(`${house.origin}/api/register`);
    expect((await verifyRegister(await answer.text())).ok).toBe(true);
  });
});

describe('the country on one screen', () => {
  it('counts what was filed and says what each commission owes, in words', async () => {
    await house.moveClock('2026-09-24T05:00:00.000Z');
    const country = await text('/desk/ru/');
    expect(country).toContain('Подано электронно 3');
    expect(country).toContain('Комиссий с просрочкой 0');
    expect(country).toContain('область Абай: 0. приём и проверка заявок');
    await house.moveClock('2026-09-30T05:00:00.000Z');
    const late = await text('/desk/ru/');
    expect(late).toContain('Комиссий с просрочкой 20');
    expect(late).toMatch(
      /! Подготовить список допуска[^!]*\(пункт 13\): 28 сентября 2026 года, просрочено[^!]*2/,
    );
  });

  it("is the Agency's alone, and so are its pages", async () => {
    expect(await text('/desk/ru/', secretary)).not.toContain('Подано электронно');
    for (const page of ['letters', 'extracts', 'retention', 'editions']) {
      expect([page, (await secretary.send(`/desk/ru/agency/${page}/`)).status]).toEqual([page, 404]);
      expect([page, (await house.agency.send(`/desk/ru/agency/${page}/`)).status]).toEqual([page, 200]);
      const stranger = await new Client(house.origin).send(`/desk/ru/agency/${page}/`);
      expect([page, stranger.location]).toEqual([page, '/desk/ru/sign-in/']);
    }
  });
});

describe('reminders to commissions', () => {
  const reminders = async (kind: string): Promise<string[]> =>
    (await letters('commission-due')).flatMap(({ key, recipient }) =>
      key.startsWith(`commission-due:${kind}:`) ? [recipient] : [],
    );

  it('go out before a due day and once when it has passed, however often the tick runs', async () => {
    await house.moveClock('2026-09-24T05:30:00.000Z');
    await house.tick();
    expect(await reminders('soon')).toEqual([]);
    await house.moveClock('2026-09-25T05:30:00.000Z');
    await house.tick();
    await house.tick();
    const expected = ['chair-10', 'chair-11', 'secretary-10', 'secretary-11'].map(
      (who) => `${who}@example.kz`,
    );
    expect((await reminders('soon')).sort()).toEqual(expected);
    await house.moveClock('2026-09-29T05:30:00.000Z');
    await house.tick();
    await house.moveClock('2026-09-30T05:30:00.000Z');
    await house.tick();
    expect((await reminders('overdue')).sort()).toEqual(expected);
  });

  it('and by a button, once a day, to secretary and chair', async () => {
    expect((await send('remind-commission', {}, secretary)).status).toBe(404);
    expect(await agency('remind-commission', {}, '10')).toMatchObject({ letters: 2 });
    expect(codes(await send('remind-commission', {}, house.agency))).toEqual(['REMINDED_TODAY']);
    expect((await reminders('asked')).sort()).toEqual(['chair-10@example.kz', 'secretary-10@example.kz']);
    expect(codes(await send('remind-commission', {}, house.agency, 'KZ'))).toEqual(['NOTHING_DUE']);
    expect(codes(await send('remind-commission', {}, house.agency, '15'))).toEqual(['COMMISSION_NOT_FORMED']);
    const [letter] = await letters('commission-due');
    expect(JSON.parse(letter?.vals ?? '{}')).toMatchObject({ commission: '10' });
    expect(letter?.vals).toContain('admission-list|13|2026-09-28|-2');
  });
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
    expect(await text('/desk/ru/')).toMatch(/! [^!]*\(пункт 16\): 7 октября 2026 года/);
    const startsAt = '2026-10-09T10:00:00+05:00';
    await act('invite', {
      invitations: [one, two].map((application) => ({ application, startsAt, place: 'Семей' })),
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

describe('retention and editions', () => {
  it('says from which day what is erased, how much is held, and what was erased', async () => {
    const before = await text('/desk/ru/agency/retention/');
    expect(before).toContain('17 октября 2026 года');
    expect(before).toContain('Станет известно после республиканского результата');
    expect(before).toContain('Пока ничего не стёрто');
    await house.moveClock('2026-11-20T05:00:00.000Z');
    await house.tick();
    const after = await text('/desk/ru/agency/retention/');
    expect(after).toContain('Истёк срок хранения');
    expect(after).not.toContain('Пока ничего не стёрто');
  });

  it('says which edition runs and what a person decides before the next one', async () => {
    const page = await text('/desk/ru/agency/editions/');
    expect(page).toContain('2026 Идёт');
    expect(page).toContain('npm run edition -- 2027');
    expect(page).toContain('handover.dossiers = contenders');
  });
});
