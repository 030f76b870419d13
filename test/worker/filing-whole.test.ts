// An application that a program sends whole, in one request under a token of its own.

import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { Client, fieldsOf, multipart, newKey, newToken } from '../../host/rehearsal/client.ts';
import type { Answer } from '../../host/rehearsal/client.ts';
import { pdfOf } from '../../host/rehearsal/scene.ts';
import { fullForm } from '../support/edition.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let client: Client;
let deadline: number;
const OPEN = '2026-09-10T05:00:00.000Z';

beforeAll(async () => {
  house = await startHouse();
  client = new Client(house.origin);
});
afterAll(() => house.close());

type File = { field: string; name: string; bytes: Uint8Array };
const FILES: File[] = ['form', 'report', 'evidence'].map((kind) => ({
  field: `files.${kind}`,
  name: `${kind}.pdf`,
  bytes: pdfOf(kind, 3000),
}));
const whole = (
  { token = newToken(), key = newKey() }: { token?: string; key?: string },
  files = FILES,
  changes = {},
): Promise<Answer> => {
  const { body, headers } = multipart(fieldsOf(fullForm(changes)), files);
  const more = { authorization: `Bearer ${token}`, 'idempotency-key': key };
  return client.send('/api/applications/whole', { method: 'POST', body, headers: { ...headers, ...more } });
};
const filings = async (): Promise<number> =>
  (await house.query<{ n: number }>('SELECT count(*) AS n FROM applications'))[0]?.n ?? 0;

describe('§12 an application in one request', () => {
  it('is not taken before the announcement', async () => {
    const { status, body } = await whole({});
    expect([status, body]).toEqual([
      409,
      { findings: [{ clause: '11', code: 'NOT_OPEN', kind: 'refusal' }] },
    ]);
    deadline = await house.placed('2026-09-01T05:00:00.000Z', ['10']);
  });

  it('is filed with its files, and the token is the way back to it', async () => {
    await house.moveClock(OPEN);
    const token = newToken();
    const { status, body } = await whole({ token });
    expect(status).toBe(201);
    expect(body).toMatchObject({ version: 1, late: false, commission: '10', findings: [] });
    expect((body.files as { kind: string; name: string; size: number }[]).map(({ name }) => name)).toEqual([
      'form.pdf',
      'report.pdf',
      'evidence.pdf',
    ]);
    const bearer = { authorization: `Bearer ${token}` };
    const receipt = await client.send('/api/applications/receipt', { headers: bearer });
    expect([receipt.status, receipt.body.receipt]).toEqual([200, body.receipt]);
    const page = await client.send('/kk/application/status/', {
      headers: { ...bearer, accept: 'text/html' },
    });
    expect([page.status, String(page.body.text).includes(String(body.reference))]).toEqual([200, true]);
  });

  it('sent again, with the same key or another, is answered word for word as the first time', async () => {
    const [token, key] = [newToken(), newKey()];
    const first = await whole({ token, key });
    const before = await filings();
    expect([(await whole({ token, key })).body, (await whole({ token })).body]).toEqual([
      first.body,
      first.body,
    ]);
    expect(await filings()).toBe(before);
  });

  it('sent ten times at once is one application', async () => {
    const [token, key, before] = [newToken(), newKey(), await filings()];
    const answers = await Promise.all(Array.from({ length: 10 }, () => whole({ token, key })));
    expect(new Set(answers.map(({ status, body }) => `${status} ${String(body.reference)}`)).size).toBe(1);
    expect(await filings()).toBe(before + 1);
  });

  it('under a token that names the draft of somebody else tells nothing of it', async () => {
    const token = newToken();
    await whole({ token });
    const before = await filings();
    const { status, body } = await whole({ token: `${token.split('.')[0]}.${'0'.repeat(64)}` });
    expect([status, body]).toEqual([
      409,
      { findings: [{ clause: '12', code: 'STATE_CHANGED', kind: 'refusal' }] },
    ]);
    expect(await filings()).toBe(before);
  });

  it('under the token of a draft that is not filed leaves the draft as it is', async () => {
    const { body: begun } = await client.json('/api/drafts', { form: fullForm({ phone: '' }) });
    const before = await filings();
    const { status, body } = await whole({ token: String(begun.token) });
    expect([status, (body.findings as { code: string }[]).map(({ code }) => code)]).toEqual([
      409,
      ['STATE_CHANGED'],
    ]);
    expect(await filings()).toBe(before);
  });

  test.each([
    ['a file of a kind that is not taken', 'files.report', 'a.exe', 'FILE_TYPE'],
    ['a file that is not what its name says', 'files.report', 'a.docx', 'FILE_TYPE'],
  ])('with %s files nothing, and may be sent again', async (_, field, name, code) => {
    const [token, key, before] = [newToken(), newKey(), await filings()];
    const { status, body } = await whole({ token, key }, [
      ...FILES,
      { field, name, bytes: pdfOf('x', 3000) },
    ]);
    expect([status, (body.findings as { code: string }[]).map((one) => one.code)]).toEqual([422, [code]]);
    expect(await filings()).toBe(before);
    expect((await whole({ token, key })).status).toBe(201);
  });

  it('names a file by its name alone, without folders and blanks around it', async () => {
    const { status, body } = await whole({}, [{ ...(FILES[0] as File), name: ' c:/forms/a b.pdf ' }]);
    expect([status, (body.files as { name: string }[]).map(({ name }) => name)]).toEqual([201, ['a b.pdf']]);
  });

  it('that cannot be read files nothing and says which field', async () => {
    const { status, body } = await whole({}, FILES, { email: 'nobody' });
    expect([status, (body.findings as { field: string }[]).map(({ field }) => field)]).toEqual([
      422,
      ['email'],
    ]);
  });

  test.each([
    ['no token', { token: '' }, { error: 'TOKEN_UNREADABLE' }],
    ['a secret that can be guessed', { token: `${'a'.repeat(32)}.abc` }, { error: 'TOKEN_UNREADABLE' }],
    ['a key that is none', { key: 'short' }, { error: 'IDEMPOTENCY_KEY_MISSING' }],
  ])('with %s is not looked at', async (_, how, error) => {
    const { status, body } = await whole(how);
    expect([status, body]).toEqual([422, error]);
  });

  test.each([
    [-1, false],
    [0, true],
    [1, true],
  ])('%i ms from the instant of the term: late is %s', async (ms, late) => {
    await house.moveClock(deadline + ms, true);
    const { status, body } = await whole({});
    expect([status, body.late]).toEqual([201, late]);
  });
});
