// The applicant's pages as a browser without scripts uses them: nothing typed and no file chosen is lost.

import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Register } from '#rules/publication';
import { receiptFindings } from '#rules/receipt';
import { readReceipt } from '#rules/receipt.schema';
import type { SignedReceipt } from '#rules/receipt';
import { hidden, mainOf, Reader } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let deadline: number;
const OPEN = '2026-09-10T05:00:00.000Z';

beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.close());

const pdf = (name: string, text = name): File =>
  new File([`%PDF-1.7\n% ${text}\n%%EOF\n`], name, { type: 'application/pdf' });

const typed: [string, string][] = [
  ['language', 'kk'],
  ['organisationKk', 'Абай облысының әкімдігі «Қызмет» <b>'],
  ['organisationRu', 'Акимат области Абай'],
  ['kind', 'local_executive'],
  ['region', '10'],
  ['services', 'Жер учаскесін беру\r\nТұрғын үй кезегі'],
  ['bin', ''],
  ['signatoryName', 'Нұрлан Оспанов'],
  ['signatoryPosition', 'Басшы'],
  ['signatoryRole', 'head'],
  ['phone', '8 (701) 123-45-67'],
  ['email', ' clerk@example.kz '],
  ['letterLanguage', 'kk'],
  ['representatives.0.name', 'Сәуле Қасенова'],
  ['representatives.0.position', 'Бөлім басшысы'],
  ['representatives.1.name', ''],
  ['representatives.1.position', ''],
  ...Array.from({ length: 6 }, (_, i): [string, string] => [`report.${i}`, `${i + 1}-өлшемшарт`]),
  ['agreesToTerms:bool', ''],
  ['agreesToTerms:bool', '1'],
  ['consents:bool', ''],
  ['consents:bool', '1'],
];
const changed = (changes: Record<string, string>): [string, string][] =>
  typed.map(([name, value]) => [name, changes[name] ?? value]);

async function begun(): Promise<{ reader: Reader; version: string }> {
  const reader = new Reader(house.origin);
  const page = await reader.open('/api/drafts', {
    method: 'POST',
    body: new URLSearchParams({ language: 'kk' }),
  });
  expect([page.status, page.path]).toEqual([200, '/kk/application/?started=1']);
  const first = await reader.open('/kk/application/organisation/');
  return { reader, version: hidden(first.html, 'version') };
}

describe('§11 before the announcement', () => {
  it('a draft can be written, and filing is refused with the paragraph', async () => {
    await house.moveClock('2026-08-31T05:00:00.000Z');
    const { reader, version } = await begun();
    const check = await reader.send('/api/drafts/save', [['version', version], ...typed, ['next', 'check']]);
    expect(check.path).toBe('/kk/application/check/');
    expect(check.html).not.toContain('action="/api/applications"');
    const filed = await reader.open('/api/applications', {
      method: 'POST',
      body: new URLSearchParams({ key: crypto.randomUUID(), language: 'kk' }),
    });
    expect(filed.status).toBe(409);
    expect(filed.html).toContain('(11-тармақ)');
    deadline = await house.placed('2026-09-01T05:00:00.000Z', []);
  });
});

describe('§12 the days that are left, by the clock of the house', () => {
  test.each([
    ['2026-09-02T05:00:00.000Z', 'Соңғы мерзім: 2026 жылғы 15 қыркүйек, сағат 23:59 (UTC+5). 13 күн қалды.'],
    [
      '2026-09-15T18:59:59.000Z',
      'Соңғы мерзім: 2026 жылғы 15 қыркүйек, сағат 23:59 (UTC+5). Бүгін – соңғы күн.',
    ],
  ])('at %s: %s', async (at, words) => {
    await house.moveClock(at, true);
    const { reader } = await begun();
    const { html } = await reader.open('/kk/application/organisation/');
    expect(mainOf(html).replace(/<[^>]+>/g, '')).toContain(words);
  });
});

describe('§12 the form', () => {
  it('takes text and files at once, shows what is missing, files, and shows the receipt', async () => {
    await house.moveClock(OPEN);
    const { reader, version } = await begun();
    const saved = await reader.send('/api/drafts/save', [
      ['version', version],
      ...typed,
      ['files.report', pdf('есеп.pdf')],
      ['files.evidence.2', pdf('дәлел 2.pdf')],
      ['files.evidence.2', pdf('екінші.pdf')],
      ['files.evidence.3', new File([], '')],
      ['step', 'evidence'],
    ]);
    expect([saved.status, saved.path]).toEqual([200, '/kk/application/evidence/?saved=1']);
    expect(saved.html).toContain('<strong>дәлел 2.pdf</strong>');
    expect(saved.html).toContain('href="/kk/application/evidence/#files.form"');
    const organisation = await reader.open('/kk/application/organisation/');
    expect(organisation.html).toContain('value="Абай облысының әкімдігі «Қызмет» &lt;b&gt;"');
    expect(organisation.html).toContain('value="clerk@example.kz"');
    expect(organisation.html).toContain('Өтініміңізді мына комиссия қарайды: Абай облысы.');

    const check = await reader.send('/api/drafts/save', [
      ['version', hidden(saved.html, 'version')],
      ...typed,
      ['files.form', pdf('өтініш.pdf')],
      ['next', 'check'],
    ]);
    expect(check.path).toBe('/kk/application/check/');
    expect(check.html).toContain('Абай облысы');
    expect(check.html).not.toContain('#files.form"');

    const receipt = await reader.open('/api/applications', {
      method: 'POST',
      body: new URLSearchParams({ key: hidden(check.html, 'key'), language: 'kk' }),
    });
    expect([receipt.status, receipt.path]).toEqual([200, '/kk/application/receipt/']);
    expect(receipt.html).toMatch(/UZ26-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/);
    expect(receipt.html).toContain('2026 жылғы 10 қыркүйек, сағат 10:00 (UTC+5)');
    const { html } = await reader.open('/api/applications/receipt');
    const json = JSON.parse(html) as {
      files: { name: string; criterion: number | null }[];
      standing: string;
    };
    expect(json.files.map(({ name, criterion }) => [name, criterion])).toEqual([
      ['есеп.pdf', null],
      ['дәлел 2.pdf', 2],
      ['екінші.pdf', 2],
      ['өтініш.pdf', null],
    ]);
    expect(json.standing).toBe('received');
    // The signed receipt is the same at every reading, and holds against the register.
    const [once, twice] = [
      await reader.open('/api/applications/receipt.json'),
      await reader.open('/api/applications/receipt.json'),
    ];
    expect(twice.html).toBe(once.html);
    const pdfOf = async (): Promise<Buffer> => {
      const answer = await fetch(`${house.origin}/api/applications/receipt.pdf?language=kk`, {
        headers: { cookie: reader.cookie },
      });
      expect(answer.headers.get('content-type')).toBe('application/pdf');
      return Buffer.from(await answer.arrayBuffer());
    };
    const paper = await pdfOf();
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await pdfOf()).equals(paper)).toBe(true);
    const answer = await fetch(`${house.origin}/api/register`);
    const register = await answer.json<Register>();
    const held = readReceipt(once.html) as SignedReceipt;
    expect(await receiptFindings(held, register)).toEqual([]);
    expect(receipt.html).toContain(`${held.register.number}:${held.register.hash}`);
    expect(receipt.html).toContain(held.key);
    expect(held.files.map(({ name }) => name)).toEqual(json.files.map(({ name }) => name));
    const [row] = await house.query<{ form: string }>(`SELECT form FROM applications LIMIT 1`);
    expect(JSON.parse(row?.form ?? '')).toMatchObject({
      phone: '+77011234567',
      services: 'Жер учаскесін беру\nТұрғын үй кезегі',
      representatives: [{ name: 'Сәуле Қасенова', position: 'Бөлім басшысы' }],
    });
    expect((await reader.open('/ru/application/')).path).toBe('/ru/application/status/');
  });

  it('what cannot be read comes back at its field with everything typed, and is stored', async () => {
    const { reader, version } = await begun();
    const page = await reader.send('/api/drafts/save', [
      ['version', version],
      ['step', 'organisation'],
      ...changed({ email: 'clerk.example.kz', phone: '12' }),
    ]);
    expect(page.status).toBe(422);
    expect(page.html).toContain('value="clerk.example.kz"');
    expect(page.html).toMatch(/aria-invalid="true" aria-describedby="error-email"/);
    expect(page.html).toMatch(/id="error-phone"/);
    const again = await reader.open('/kk/application/organisation/');
    expect(again.html).toContain('value="clerk.example.kz"');
  });

  it('a file that is refused leaves the others and the text as they are', async () => {
    const { reader, version } = await begun();
    const page = await reader.send('/api/drafts/save', [
      ['version', version],
      ['step', 'evidence'],
      ['consents:bool', '1'],
      ['files.form', pdf('form.pdf')],
      ['files.evidence.4', new File(['MZ'], 'program.pdf')],
      ['files.evidence.4', pdf('good.pdf')],
    ]);
    expect(page.status).toBe(422);
    expect(page.html).toMatch(/id="error-files.evidence.4"[^<]*>[^<]*program\.pdf/);
    expect(page.html).toContain('<strong>form.pdf</strong>');
    expect(page.html).toContain('<strong>good.pdf</strong>');
    expect(page.html).toMatch(/id="consents"[^>]* checked/);
  });

  it('a step says only its own fields, and what another one says wrong does not hold it up', async () => {
    const { reader, version } = await begun();
    const first = await reader.send('/api/drafts/save', [
      ['version', version],
      ['step', 'organisation'],
      ['organisationKk', 'Тіркеу орталығы'],
      ['email', 'wrong'],
    ]);
    const second = await reader.send('/api/drafts/save', [
      ['version', hidden(first.html, 'version')],
      ['step', 'representatives'],
      ['representatives.0.name', 'Сәуле'],
      ['next', 'report'],
    ]);
    expect([second.status, second.path]).toEqual([200, '/kk/application/report/']);
    const organisation = (await reader.open('/kk/application/organisation/')).html;
    expect(organisation).toContain('value="Тіркеу орталығы"');
    expect(organisation).toContain('value="wrong"');
    expect((await reader.open('/kk/application/representatives/')).html).toContain('value="Сәуле"');
  });

  it('a second tab overwrites nothing unseen', async () => {
    const { reader, version } = await begun();
    await reader.send('/api/drafts/save', [['version', version], ...changed({ services: 'Бірінші' })]);
    const second = await reader.send('/api/drafts/save', [
      ['version', version],
      ...changed({ services: 'Екінші' }),
    ]);
    expect(second.status).toBe(409);
    expect(second.html).toContain('Екінші');
    expect((await reader.open('/kk/application/organisation/')).html).toContain('Бірінші');
    const after = await reader.send('/api/drafts/save', [
      ['version', hidden(second.html, 'version')],
      ['step', 'organisation'],
      ...changed({ services: 'Екінші' }),
    ]);
    expect(after.html).toContain('Екінші');
  });

  it('a lost cookie loses nothing: what was typed goes into a new draft', async () => {
    const reader = new Reader(house.origin);
    const page = await reader.send('/api/drafts/save', [
      ['version', '7'],
      ['step', 'organisation'],
      ...typed,
      ['files.form', pdf('form.pdf')],
    ]);
    expect([page.status, page.path]).toEqual([200, '/kk/application/organisation/?saved=1']);
    expect(page.html).toContain('value="Нұрлан Оспанов"');
    expect((await reader.open('/kk/application/evidence/')).html).toContain('<strong>form.pdf</strong>');
  });

  it('a file is removed by its button, and the text beside it saved', async () => {
    const { reader, version } = await begun();
    const page = await reader.send('/api/drafts/save', [
      ['version', version],
      ['step', 'evidence'],
      ...typed,
      ['files.form', pdf('a.pdf')],
    ]);
    const file = /name="remove" value="([0-9a-f]{32})"/.exec(page.html)?.[1] ?? '';
    const after = await reader.send('/api/drafts/save', [
      ['version', hidden(page.html, 'version')],
      ['step', 'evidence'],
      ...changed({ services: 'Жаңа' }),
      ['remove', file],
    ]);
    expect(after.html).not.toContain('a.pdf');
    expect((await reader.open('/kk/application/organisation/')).html).toContain('Жаңа');
  });

  test.each(['kk', 'ru', 'en'])('every page in %s', async (language) => {
    const { reader } = await begun();
    for (const page of ['', 'organisation/', 'representatives/', 'report/', 'evidence/', 'check/']) {
      const { status, html } = await reader.open(`/${language}/application/${page}`);
      expect(status).toBe(200);
      expect(html).toContain(`<html lang="${language}"`);
    }
    expect((await new Reader(house.origin).open(`/${language}/application/`)).status).toBe(200);
  });
});

describe('§12 the last instant, on the page', () => {
  test.each([
    [-1000, 'Өтінім мерзімінде қабылданды.'],
    [-1, 'Өтінім мерзімінде қабылданды.'],
    [0, 'Өтінім мерзім өткеннен кейін түсті.'],
    [1, 'Өтінім мерзім өткеннен кейін түсті.'],
    [1000, 'Өтінім мерзім өткеннен кейін түсті.'],
  ])('%i ms from the deadline: «%s»', async (offset, words) => {
    await house.moveClock(OPEN);
    const { reader, version } = await begun();
    const page = await reader.send('/api/drafts/save', [['version', version], ...typed, ['next', 'check']]);
    await house.moveClock(deadline + offset, true);
    const file = () =>
      reader.open('/api/applications', {
        method: 'POST',
        body: new URLSearchParams({ key: hidden(page.html, 'key'), language: 'kk' }),
      });
    const receipt = await file();
    expect(receipt.html).toContain(words);
    // The same form once more, a day later, is the same receipt.
    await house.moveClock(deadline + 86_400_000);
    const factsOf = (html: string): string => /<dl>[\s\S]*?<\/dl>/.exec(mainOf(html))?.[0] ?? '';
    expect(factsOf(receipt.html)).toContain('UZ26-');
    expect(factsOf((await file()).html)).toBe(factsOf(receipt.html));
  });

  test.each([
    ['one minute', 60_000, 'Өтінім мерзімінде қабылданды.'],
    ['three minutes', 180_000, 'Өтінім мерзім өткеннен кейін түсті.'],
  ])('a request that begins in time and takes %s to arrive: %i ms', async (_, took, words) => {
    await house.moveClock(OPEN);
    const { reader, version } = await begun();
    const page = await reader.send('/api/drafts/save', [['version', version], ...typed, ['next', 'check']]);
    await house.moveClock(deadline - 1, true);
    const body = new URLSearchParams({ key: hidden(page.html, 'key'), language: 'kk' }).toString();
    const line = connect(Number(new URL(house.origin).port), '127.0.0.1').setEncoding('utf8');
    const head = [
      'POST /api/applications HTTP/1.1',
      'Host: a',
      'Connection: close',
      `Cookie: ${reader.cookie}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
    ];
    line.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 10)}`);
    // Pages that go all the way after it: the request has been let in by then.
    for (let n = 0; n < 3; n += 1) await reader.open('/kk/application/check/');
    await house.moveClock(deadline - 1 + took, true);
    line.write(body.slice(10));
    let answer = '';
    for await (const chunk of line) answer += String(chunk);
    expect(answer).toContain('/kk/application/receipt/');
    expect((await reader.open('/kk/application/receipt/')).html).toContain(words);
  });
});
