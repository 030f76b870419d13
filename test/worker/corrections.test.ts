// §18: before anything is published its very pages are looked at; a mistake is put right by two people, from the record,
// and what was first written and published stays.

import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Register } from '#rules/publication';
import { verifyRegister } from '#rules/verify-register';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { fullForm } from '../support/edition.ts';
import { mainOf } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let secretary: Client;
let chair: Client;
let member: Client;
const applications: { id: string; token: string }[] = [];
const reason = { kk: 'Қағаздан қате енгізілген', ru: 'Ошибка при внесении', en: 'Entered wrongly' };
const none = Array<boolean>(6).fill(false);

const ask = (name: string, input: unknown, who = secretary) => who.json(`/api/desk/10/${name}`, input);
const act = async (name: string, input: unknown, who = secretary): Promise<Record<string, unknown>> => {
  const { status, body } = await ask(name, input, who);
  expect([name, status, status === 200 ? null : body.findings]).toEqual([name, 200, null]);
  return body;
};
const refused = async (name: string, input: unknown, who = secretary): Promise<unknown> => {
  const { status, body } = await ask(name, input, who);
  return status === 409 ? (body.findings as { code: string }[]).map(({ code }) => code) : status;
};
const scan = async (signedOn: string, text = signedOn) => {
  const bytes = new TextEncoder().encode(`%PDF-1.7\n% ${text}\n%%EOF\n`);
  const { body } = await secretary.bytes('/api/desk/10/protocol-file', bytes);
  return { signedOn, protocolSha256: String(body.sha256) };
};
const register = async (): Promise<Register> =>
  (await fetch(`${house.origin}/api/register`)).json<Register>();
const last = async () => (await register()).publications.at(-1)!;
const html = async (path: string, who = secretary): Promise<{ status: number; text: string }> => {
  const { status, body } = await who.send(path, { headers: { accept: 'text/html' } });
  return { status, text: String(body.text) };
};
/** What a page says below its frame, without what only the preview says. */
const said = (page: string): string => mainOf(page).replace(/<div[^>]*data-preview[\s\S]*?<\/div>/, '');
const protocol = async (name: string): Promise<Buffer> =>
  Buffer.from(await (await secretary.fetch(`/desk/ru/10/protocols/${name}.docx`)).arrayBuffer());
const textOf = (docx: Buffer): string =>
  strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, ' ');
const live = async (): Promise<void> => {
  await house.tick();
  await house.rebuilt();
  await house.tick();
};
const letters = () =>
  house.query<{ about: string; vals: string }>("SELECT about, vals FROM outbox WHERE template = 'corrected'");
const confirm = (correction: unknown, who = chair) => act('confirm-correction', { correction }, who);

beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10', '11']);
  for (const name of ['Бірінші', 'Екінші', 'Үшінші']) {
    const client = new Client(house.origin);
    const form = fullForm({ organisationKk: `Ұйым ${name}`, organisationRu: `Организация ${name} <&>` });
    const { body } = await client.json('/api/drafts', { form });
    const headers = { authorization: `Bearer ${String(body.token)}`, 'idempotency-key': newKey() };
    const filed = await client.json('/api/applications', {}, headers);
    applications.push({ id: String(filed.body.application), token: String(body.token) });
  }
  await house.moveClock('2026-09-17T05:00:00.000Z');
  secretary = await house.as('secretary-10@example.kz');
  chair = await house.as('chair-10@example.kz');
  member = await house.as('member1-10@example.kz');
  const items = applications.map(({ id }) => ({ application: id, admitted: true, grounds: [], reason: '' }));
  const { version } = await act('admission-list', { items });
  await act('confirm-admission', { version }, chair);
  // The third is marked 3, 3, 3, 2, 2, 2 = 15 by everybody: exactly at the threshold, so it does not pass.
  const given = [
    [5, 5, 4, 4, 3, 3],
    [5, 5, 4, 4, 3, 3],
    [3, 3, 3, 2, 2, 2],
  ];
  for (const [index, { id }] of applications.entries()) {
    await act('declare', { items: [{ application: id, conflict: false }] }, member);
    for (const seat of [1, 2, 3, 4, 5]) {
      const sheet = { application: id, marks: given[index], violations: none, reason: '' };
      if (seat === 2) await act('mark', sheet, member);
      else await act('mark', { ...sheet, seat });
    }
  }
  await act('commit-sheets', {});
  await act('open-sheets', {});
  await act('sign-selection', await scan('2026-09-17'));
  await live();
});
afterAll(() => house.close());

describe('§18 the preview', () => {
  const shown: Record<string, string> = {};

  it('is there for who publishes and confirms, and for nobody else', async () => {
    const path = '/desk/kk/10/preview/selection/';
    expect((await html(path)).text).toContain('Ескертпе жоқ');
    expect((await html(path)).text).toContain('action="/api/desk/10/publish-selection"');
    expect((await html(path, chair)).text).not.toContain('action="/api/desk/10/publish-selection"');
    expect((await html(path, house.agency)).status).toBe(200);
    for (const who of [member, await house.as('secretary-11@example.kz')]) {
      expect((await html(path, who)).status).toBe(404);
      expect((await html(`${path}region/`, who)).status).toBe(404);
    }
    expect((await html(`${path}region/`, new Client(house.origin))).text).not.toContain('120');
    expect((await html('/desk/kk/10/preview/result/')).status).toBe(404);
    const observing = { as: 'observer', name: 'Бақылаушы', email: 'observer-10@example.kz', language: 'kk' };
    expect((await house.agency.json('/api/desk/10/appoint', observing)).status).toBe(200);
    const observer = await house.as('observer-10@example.kz');
    expect((await html('/desk/kk/10/corrections/', observer)).status).toBe(404);
    expect((await html('/desk/kk/10/', observer)).text).not.toContain('corrections/');
    expect((await html('/desk/kk/10/')).text).toContain('corrections/');
    expect((await html('/desk/kk/10/preview/correction/')).status).toBe(404);
    expect((await html(`${path}overview/`)).status).toBe(404);
  });

  test.each(['kk', 'ru', 'en'])('in %s is the page of the site, letter for letter', async (lang) => {
    const page = await html(`/desk/${lang}/10/preview/selection/region/`);
    expect(page.text).toContain('data-preview');
    expect(page.text).toContain(`<html lang="${lang}"`);
    expect(page.text).toContain('href="/desk/en/10/preview/selection/region/"');
    shown[lang] = said(page.text);
    expect(shown[lang]).toContain('120 &gt; 15 × 5 = 75');
  });

  it('and after publishing the site has it; the desk says since when', async () => {
    await act('publish-selection', {});
    expect((await html('/desk/kk/10/')).text).toContain('Жарияланып жатыр');
    await live();
    for (const lang of ['kk', 'ru', 'en']) {
      expect(said((await html(`/${lang}/results/2026/abai/`)).text)).toBe(shown[lang]);
    }
    expect((await html('/desk/kk/10/')).text).toContain('Сайтқа шыққан уақыты: 2026 жылғы 17 қыркүйек');
    expect((await html('/desk/kk/10/preview/selection/')).status).toBe(404);
  });
});

describe('§18 a wrong day or scan of a signed protocol', () => {
  it('is put right by two people, and both publications stay', async () => {
    await house.moveClock('2026-09-18T05:00:00.000Z');
    const first = await protocol('selection');
    const wrong = await last();
    const right = { of: 'selection', ...(await scan('2026-09-18', 'right')), reason };
    expect(await refused('correct-protocol', { ...right, signedOn: '2026-09-19' })).toEqual([
      'SIGNED_AFTER_UPLOAD',
    ]);
    expect(await refused('correct-protocol', { ...right, of: 'sitting' })).toEqual(['PROTOCOL_NOT_SIGNED']);
    expect(await refused('correct-protocol', { ...right, reason: { ...reason, en: ' ' } })).toBe(422);
    expect(await refused('correct-protocol', right, chair)).toBe(404);
    const { correction, needsAgency } = await act('correct-protocol', right);
    expect([correction, needsAgency]).toEqual([1, false]);
    expect(await refused('correct-protocol', right)).toEqual(['CORRECTION_OPEN']);
    // It is not public before the chair has confirmed it.
    expect((await last()).number).toBe(wrong.number);
    expect(await refused('confirm-correction', { correction: 1 })).toBe(404);
    expect(await refused('confirm-correction', { correction: 2 }, chair)).toEqual(['CORRECTION_NONE']);
    expect(await refused('confirm-correction', { correction: 1 }, house.agency)).toEqual([
      'CORRECTION_CHAIR_FIRST',
    ]);
    expect((await html('/desk/ru/10/', chair)).text).toContain('Исправление № 1 ждёт утверждения.');
    const preview = await html('/desk/ru/10/preview/correction/', chair);
    expect(preview.text).toContain('17 сентября 2026 года');
    expect(preview.text).toContain('18 сентября 2026 года');
    expect(preview.text).toContain('Положение ни одной организации не меняется.');
    const page = said((await html('/desk/ru/10/preview/correction/region/', chair)).text);
    await confirm(1);
    const { number, body } = await last();
    expect(body).toMatchObject({
      kind: 'selection',
      signedOn: '2026-09-18',
      protocolSha256: right.protocolSha256,
      correction: { supersedes: wrong.number, reason },
    });
    await live();
    // The hour stands in the notice, and the clock of the rehearsal goes on.
    const hour = (text: string): string => text.replace(/\d\d:\d\d \(UTC\+5\)/g, '');
    const site = said((await html('/ru/results/2026/abai/')).text);
    expect(hour(site)).toBe(hour(page));
    expect(site).toContain('Исправлено: 18 сентября 2026 года');
    expect(site).toContain('Ошибка при внесении');
    const earlier = `/ru/results/2026/publications/${wrong.number}/`;
    expect(site).toContain(`href="${earlier}"`);
    const old = said((await html(earlier)).text);
    expect(old).toContain('Эта публикация больше не действует.');
    expect(old).toContain('17 сентября 2026 года');
    expect(old).toContain(`№ ${number}`);
    expect((await protocol('selection')).equals(first)).toBe(true);
    const own = await protocol('correction-1');
    expect(textOf(own)).toContain('Протокол исправления № 1');
    expect(textOf(own)).toContain('Ошибка при внесении');
    expect(textOf(own)).toContain(`№ ${wrong.number}`);
    expect((await protocol('correction-1')).equals(own)).toBe(true);
    expect(await letters()).toEqual([]);
  });

  it('by the page of the desk too, where the scan may stay as it is', async () => {
    const { text } = await html('/desk/kk/10/corrections/?protocol=selection');
    expect(text).toContain('name="signedOn" type="date" value="2026-09-18"');
    const form = new FormData();
    const fields = {
      key: newKey(),
      back: '/desk/kk/10/preview/correction/',
      of: 'selection',
      signedOn: '2026-09-17',
      'reason.kk': 'а',
      'reason.ru': 'б',
      'reason.en': 'c',
    };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    const request = new Request(house.origin, { method: 'POST', body: form });
    const { location } = await secretary.send('/api/desk/10/protocol/correct-protocol', {
      method: 'POST',
      headers: { 'content-type': request.headers.get('content-type') ?? '', accept: 'text/html' },
      body: new Uint8Array(await request.arrayBuffer()),
    });
    expect(location).toBe('/desk/kk/10/preview/correction/');
    // The secretary takes it back; nothing happened.
    await act('decline-correction', { correction: 2 });
    expect((await html('/desk/kk/10/preview/correction/')).status).toBe(404);
    expect(await refused('confirm-correction', { correction: 2 }, chair)).toEqual(['CORRECTION_NONE']);
    expect((await html('/desk/ru/10/corrections/')).text).toContain('Отклонено');
  });
});

describe('§15 a sheet entered wrongly from paper', () => {
  const sheet = (seat: number, marks: number[]) => ({
    application: applications[2]!.id,
    ...{ seat, marks, violations: none, reason },
  });

  it('a member’s own sheet is the member’s; marks are as lawful as the first time', async () => {
    expect(await refused('correct-sheet', sheet(2, [5, 5, 5, 5, 5, 5]))).toEqual(['NOT_FROM_PAPER']);
    expect(await refused('correct-sheet', sheet(1, [6, 3, 3, 2, 2, 2]))).toEqual(['MARK_OUT_OF_RANGE']);
    expect(await refused('correct-sheet', sheet(1, [3, 3, 3, 2, 2, 2]))).toEqual(['CORRECTION_SAME']);
    const violation = { ...sheet(1, [0, 3, 3, 3, 3, 4]), violations: [true, ...none.slice(1)] };
    expect(await refused('correct-sheet', violation)).toEqual(['REASON_MISSING']);
    const { text } = await html(`/desk/kk/10/corrections/?application=${applications[2]!.id}&sheet=1#form`);
    expect(text).toContain('action="/api/desk/10/correct-sheet"');
  });

  it('changes the outcome openly: the chair sees it, the applicant is told, the first sheet stays', async () => {
    const { correction } = await act('correct-sheet', sheet(1, [3, 3, 3, 3, 2, 2]));
    const preview = (await html('/desk/ru/10/preview/correction/', chair)).text;
    expect(preview).toContain('Внимание: результат меняется.');
    expect(preview).toContain('3 + 3 + 3 + 2 + 2 + 2 = 15');
    expect(preview).toContain('3 + 3 + 3 + 3 + 2 + 2 = 16');
    // Two windows, one confirmation.
    const answers = await Promise.all(
      [0, 1, 2, 3].map(() => ask('confirm-correction', { correction }, chair)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const { body } = await last();
    if (body.kind !== 'selection') throw new Error(body.kind);
    const corrected = body.admitted.filter(({ sheets }) => sheets.some(({ replaces }) => replaces));
    expect(corrected.map(({ passed, sheets }) => [passed, sheets.length])).toEqual([[true, 5]]);
    expect(await house.query('SELECT count(*) AS n FROM mark_sheets WHERE version > 1')).toEqual([{ n: 0 }]);
    const told = await letters();
    expect(told.map(({ about, vals }) => [about, JSON.parse(vals) as unknown])).toMatchObject([
      [applications[2]!.id, { standing: 'passed', reason: reason.kk }],
    ]);
    expect(textOf(await protocol('selection'))).toContain('75 ≤ 15 × 5 = 75');
    expect(textOf(await protocol('correction-3'))).toContain('3 + 3 + 3 + 3 + 2 + 2 = 16');
    const applicant = new Client(house.origin);
    const link = `${house.origin}/kk/return/#${applications[2]!.token}`;
    await applicant.form('/api/drafts/open', { link, language: 'kk' });
    const status = (await html('/kk/application/status/', applicant)).text;
    expect(status).toContain('Іріктеуден өтті');
    expect(status).toContain('76');
    // Now it is invited like the others.
    const invitations = applications.map(({ id }, index) => ({
      application: id,
      startsAt: `2026-09-22T1${index}:00:00+05:00`,
      place: 'Семей',
    }));
    await act('invite', { invitations });
  });
});

describe('§17 a ballot entered wrongly from paper', () => {
  it('before the result is published the first publication is right', async () => {
    await house.moveClock('2026-09-22T05:00:00.000Z');
    const [one, two] = applications.map(({ id }) => id);
    const appearances = applications.map(({ id }) => ({ application: id, appearance: 'appeared' }));
    await act('open-sitting', { present: [1, 2, 3, 4, 5, 6, 7], appearances });
    // Once they are heard nobody more can pass, nobody less.
    const low = { application: applications[2]!.id, seat: 1, marks: [0, 0, 0, 0, 0, 0], violations: none };
    expect(await refused('correct-sheet', { ...low, reason })).toEqual(['PASSED_CHANGED_AFTER_VOTE']);
    for (const seat of [1, 3, 4, 5, 6, 7]) await act('ballot', { seat, choices: [seat < 5 ? one : two] });
    await act('ballot', { choices: [two] }, member);
    expect(await refused('correct-ballot', { round: 1, seat: 1, choices: [], reason })).toEqual([
      'NOT_DECIDED',
    ]);
    await act('close-vote', {});
    await act('sign-protocol', await scan('2026-09-22'));
    expect(await refused('correct-ballot', { round: 1, seat: 2, choices: [one], reason })).toEqual([
      'NOT_FROM_PAPER',
    ]);
    expect(await refused('correct-ballot', { round: 1, seat: 1, choices: [one], reason })).toEqual([
      'CORRECTION_SAME',
    ]);
    const { publications } = await act('correct-ballot', { round: 1, seat: 7, choices: [], reason });
    expect(publications).toEqual([]);
    expect((await html('/desk/ru/10/preview/correction/')).text).toContain('ещё не опубликованы');
    await confirm(4);
    await act('publish-result', {});
    expect((await last()).body).toMatchObject({
      kind: 'regional',
      finalist: { organisation: { kk: 'Ұйым Бірінші' } },
    });
  });

  it('after it another finalist is elected; both are told', async () => {
    const [, two] = applications.map(({ id }) => id);
    const { correction } = await act('correct-ballot', { round: 1, seat: 1, choices: [two], reason });
    await confirm(correction);
    const { body } = await last();
    expect(body).toMatchObject({ finalist: { organisation: { kk: 'Ұйым Екінші' } } });
    const told = (await letters()).map(({ vals }) => (JSON.parse(vals) as { standing: string }).standing);
    expect(told.sort()).toEqual(['finalist', 'not-finalist', 'passed']);
    const text = textOf(await protocol(`correction-${String(correction)}`));
    expect(text).toContain('Организация Екінші');
    expect(textOf(await protocol('sitting-1'))).toContain('Направлен во второй этап: Организация Екінші');
  });

  it('votes that elect nobody are another sitting’s matter', async () => {
    // The chair abstains: two against three. One more for the first is a tie that the chair has not decided.
    expect(await refused('correct-ballot', { round: 1, seat: 1, choices: ['nobody'], reason })).toEqual([
      'UNKNOWN_CANDIDATE',
    ]);
    await confirm((await act('correct-ballot', { round: 1, seat: 1, choices: [], reason })).correction);
    expect(
      await refused('correct-ballot', { round: 1, seat: 7, choices: [applications[0]!.id], reason }),
    ).toEqual(['CORRECTION_UNDECIDED', 'CASTING_VOTE_NEEDED']);
  });
});

describe('§18 a name misspelt', () => {
  it('is put right where the region has published it; the application stays as it was filed', async () => {
    const names = { application: applications[1]!.id, kk: 'Ұйым Түзу', ru: 'Организация Верно' };
    expect(await refused('correct-name', { ...names, application: 'none', reason })).toEqual([
      'APPLICATION_UNKNOWN',
    ]);
    // Two secretaries at two windows: one correction waits, the other learns of it.
    const both = await Promise.all([0, 1].map(() => ask('correct-name', { ...names, reason })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await confirm(both.find(({ status }) => status === 200)?.body.correction);
    expect((await last()).body).toMatchObject({ finalist: { organisation: { kk: names.kk, ru: names.ru } } });
    expect((await html('/desk/kk/10/')).text).toContain('Ұйым Түзу');
    const [row] = await house.query<{ form: string }>(
      'SELECT form FROM applications WHERE id = ?',
      applications[1]!.id,
    );
    expect(row?.form).toContain('Ұйым Екінші');
  });

  it('the dossier has the protocols as they were signed and those of the corrections', async () => {
    const bytes = Buffer.from(await (await secretary.fetch('/desk/ru/10/dossier.zip')).arrayBuffer());
    const parts = unzipSync(bytes);
    const names = Object.keys(parts).filter((name) => name.startsWith('decision/'));
    expect(names).toContain('decision/correction-1-signed.pdf');
    expect(names.filter((name) => /correction-\d+\.docx$/.test(name)).length).toBe(6);
    expect(textOf(Buffer.from(parts['decision/selection.docx'] ?? []))).toContain('75 ≤ 15 × 5 = 75');
    const again = Buffer.from(await (await secretary.fetch('/desk/ru/10/dossier.zip')).arrayBuffer());
    expect(again.equals(bytes)).toBe(true);
  });
});

describe('the register', () => {
  it('holds with all of it, and a spoilt correction is found', async () => {
    const text = await (await fetch(`${house.origin}/api/register`)).text();
    expect((await verifyRegister(text)).ok).toBe(true);
    const spoilt = text.replace('Ошибка при внесении', 'Ничего не было');
    const { ok, steps } = await verifyRegister(spoilt);
    expect(ok).toBe(false);
    expect(steps.flatMap(({ findings }) => findings.map(({ code }) => code))).toContain('HASH_WRONG');
  });

  it('results as data name every correction', async () => {
    await live();
    const answer = await fetch(`${house.origin}/data/2026/results.json`);
    const data = await answer.json<{ corrections: { kind: string; supersedes: number }[] }>();
    expect(data.corrections.map(({ kind }) => kind)).toEqual([
      'selection',
      'selection',
      'regional',
      'regional',
      'regional',
    ]);
    const csv = await (await fetch(`${house.origin}/data/2026/results.csv`)).text();
    expect(csv.split('\r\n')[0]).toMatch(/"corrected_by"$/);
    expect(csv).toMatch(/"Организация Верно".*"[\d ]+"/);
  });

  it('the database lets in one correction of a publication, and nothing else', async () => {
    const [first, newest] = await house.query<{ number: number }>(
      "SELECT number FROM publications WHERE kind = 'regional' ORDER BY number = (SELECT min(number) FROM publications WHERE kind = 'regional') DESC, number DESC",
    );
    const insert = (verb: string, commission: string, supersedes: string): Promise<unknown> =>
      house.query(
        `${verb} INTO publications (number, kind, commission, at, hash, signed, supersedes)
         VALUES (900, 'regional', ?, 0, 'x', '{}', ${supersedes})`,
        commission,
      );
    for (const verb of ['INSERT', 'INSERT OR REPLACE']) {
      await expect(insert(verb, '10', 'NULL')).rejects.toThrow(/UNIQUE|TAKEN/);
      await expect(insert(verb, '10', String(first?.number))).rejects.toThrow(/UNIQUE|TAKEN/);
      await expect(insert(verb, '11', String(newest?.number))).rejects.toThrow('SUPERSEDES §18');
      await expect(insert(verb, '10', '899')).rejects.toThrow('SUPERSEDES §18');
    }
    for (const sql of [
      'UPDATE publications SET supersedes = NULL',
      'DELETE FROM publications',
      "UPDATE corrections SET reason = '{}'",
      'DELETE FROM corrections',
      'UPDATE correction_answers SET at = 0',
      'DELETE FROM correction_answers',
    ]) {
      await expect(house.query(sql)).rejects.toThrow('APPEND ONLY');
    }
  });
});
