// What scripts, slow lines and strangers send: a clear answer, never a fault of ours, and nothing of it is kept.

import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { fullForm } from '../support/edition.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
const json = 'application/json';
const urlencoded = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data; boundary=b';

beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', []);
});
afterAll(() => house.close());

async function draft(): Promise<{ client: Client; bearer: Record<string, string> }> {
  const client = new Client(house.origin);
  const { body } = await client.json('/api/drafts', { form: fullForm() });
  return { client, bearer: { authorization: `Bearer ${String(body.token)}` } };
}
const count = async (table: string): Promise<number> =>
  (await house.query<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n ?? -1;
const pdf = (text: string): string => `%PDF-1.7\n% ${text}\n%%EOF\n`;
const part = (name: string, value: string, file?: string): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"`}\r\n\r\n${value}\r\n`;

describe('what no form sends', () => {
  test.each([
    ['no JSON', json, '{"form":'],
    ['null', json, 'null'],
    ['a text', json, '"form"'],
    ['a number where a text stands', json, '{"form":{"email":1}}'],
    ['a text where a list stands', urlencoded, 'report=1'],
    ['a field that is also a group', urlencoded, 'email=a&email.b.c=d'],
    ['a field of a prototype', urlencoded, '__proto__.late=1&constructor.prototype.late=1'],
    ['very deep names', urlencoded, `${'a.'.repeat(50_000)}a=1`],
    ['too much', urlencoded, `services=${'a'.repeat(2_000_000)}`],
    ['no boundary', 'multipart/form-data', 'x'],
    ['a form cut short', multipart, part('organisationKk', 'a')],
    ['a file cut short', multipart, part('files.form', pdf('a'), 'a.pdf').slice(0, -4)],
    ['nothing', urlencoded, ''],
  ])('%s', async (_, type, body) => {
    const { bearer } = await draft();
    for (const path of ['/api/drafts/save', '/api/drafts', '/api/applications', '/api/drafts/files/remove']) {
      const { status } = await fetch(house.origin + path, {
        method: 'POST',
        body,
        headers: { ...bearer, 'content-type': type },
        redirect: 'manual',
      });
      expect([path, status >= 200 && status < 500]).toEqual([path, true]);
    }
    expect(await count('applications')).toBe(0);
    const fresh = new Client(house.origin);
    expect((await fresh.json('/api/drafts', { form: {} })).status).toBe(201);
  });

  it.each([
    ['small: nothing of it', '', []],
    ['large: the whole ones before the cut', 'x'.repeat(3 * 2 ** 20), [{ name: 'a.pdf' }]],
  ])('a form with files cut short, %s is added', async (_, more, files) => {
    const { bearer } = await draft();
    const before = await count('draft_files');
    const answer = await fetch(`${house.origin}/api/drafts/files`, {
      method: 'POST',
      body: `${part('kind', 'form')}${part('file', pdf(more), 'a.pdf')}${part('file', pdf('cut'), 'b.pdf').slice(0, -10)}`,
      headers: { ...bearer, 'content-type': multipart, accept: json },
    });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ files });
    expect(await count('draft_files')).toBe(before + files.length);
  });
});

describe('a line that breaks', () => {
  it.each([
    ['as it is', '/api/drafts/files?kind=evidence&name=a.pdf', 'application/octet-stream'],
    ['in a form', '/api/drafts/files', multipart],
  ])('leaves no file that is not whole: %s', async (_, path, type) => {
    const { bearer } = await draft();
    const before = await count('draft_files');
    const megabyte = new Uint8Array(2 ** 20);
    const head =
      type === multipart
        ? '--b\r\nContent-Disposition: form-data; name="files.form"; filename="a.pdf"\r\n\r\n'
        : '';
    const line = connect(Number(new URL(house.origin).port), '127.0.0.1');
    line.write(
      `POST ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: ${bearer.authorization ?? ''}\r\nContent-Type: ${type}\r\nContent-Length: 9000000\r\n\r\n${head}${pdf('a')}`,
    );
    for (let n = 0; n < 4; n += 1) await new Promise((done) => line.write(megabyte, done));
    line.destroy();
    // Time enough for the broken one to be noticed: another file goes all the way.
    const { client, bearer: other } = await draft();
    await client.bytes('/api/drafts/files?kind=form&name=b.pdf', new TextEncoder().encode(pdf('b')), other);
    expect(await count('draft_files')).toBe(before + 1);
  });
});

describe('files of a script', () => {
  it('several in one request, each after its own kind and criterion', async () => {
    const { client, bearer } = await draft();
    const body = [
      part('kind', 'form'),
      part('file', pdf('form'), 'form.pdf'),
      part('kind', 'evidence'),
      part('criterion', '3'),
      part('file', 'MZ not a picture', 'picture.png'),
      part('file', pdf('evidence'), '../../Дәлел \u202Efdp.pdf'),
      '--b--\r\n',
    ].join('');
    const { status, body: answer } = await client.send('/api/drafts/files', {
      method: 'POST',
      body,
      headers: { ...bearer, 'content-type': multipart },
    });
    expect(status).toBe(422);
    expect(answer).toMatchObject({
      files: [{ name: 'form.pdf' }, { name: 'Дәлел fdp.pdf' }],
      findings: [{ code: 'FILE_TYPE', field: 'files.evidence.3' }],
    });
  });

  it('the same bytes twice for one place are one file with one id', async () => {
    const { client, bearer } = await draft();
    const bytes = new TextEncoder().encode(pdf('twice'));
    const send = () => client.bytes('/api/drafts/files?kind=evidence&criterion=1&name=a.pdf', bytes, bearer);
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
  });

  it('one that is too large is refused while it arrives, and the next one is taken', async () => {
    const { client, bearer } = await draft();
    const megabyte = new Uint8Array(2 ** 20);
    const body = new FormData();
    body.append('kind', 'evidence');
    body.append(
      'file',
      new File([pdf('large'), ...Array<Uint8Array<ArrayBuffer>>(51).fill(megabyte)], 'large.pdf'),
    );
    body.append('file', new File([pdf('small')], 'small.pdf'));
    const form = new Response(body);
    const { status, body: answer } = await client.send('/api/drafts/files', {
      method: 'POST',
      body: new Uint8Array(await form.arrayBuffer()),
      headers: { ...bearer, 'content-type': form.headers.get('content-type') ?? '' },
    });
    expect(status).toBe(422);
    expect(answer).toMatchObject({
      files: [{ name: 'small.pdf' }],
      findings: [{ code: 'FILE_TOO_LARGE', values: { name: 'large.pdf', max: 50 } }],
    });
  });

  test.each([
    ['kind=evidence&criterion=7&name=a.pdf', 'FIELDS_UNREADABLE'],
    ['kind=diploma&name=a.pdf', 'FIELDS_UNREADABLE'],
    ['kind=evidence&name=', 'FILE_TYPE'],
  ])('%s is %s', async (query, code) => {
    const { client, bearer } = await draft();
    const { status, body } = await client.bytes(
      `/api/drafts/files?${query}`,
      new TextEncoder().encode(pdf('a')),
      bearer,
    );
    expect([status, (body.findings as { code: string }[])[0]?.code]).toEqual([422, code]);
  });
});

describe('who may', () => {
  test.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ origin: 'https://elsewhere.example' }],
    [{ origin: 'null' }],
  ])('a page of another site is refused: %o', async (headers) => {
    const before = await count('drafts');
    const answer = await fetch(`${house.origin}/api/drafts`, {
      method: 'POST',
      body: new URLSearchParams({ language: 'kk' }),
      headers: headers as Record<string, string>,
      redirect: 'manual',
    });
    expect(answer.status).toBe(403);
    expect(await count('drafts')).toBe(before);
  });

  it('the secret is kept only as a hash, the cookie is for this host alone', async () => {
    const answer = await fetch(`${house.origin}/api/drafts`, {
      method: 'POST',
      body: new URLSearchParams({ language: 'ru' }),
      redirect: 'manual',
    });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^__Host-application=[0-9a-f]{32}\.[0-9a-f]{64}; .*Path=\/; .*HttpOnly; .*Secure; .*SameSite=Strict/,
    );
    const secret = /\.([0-9a-f]{64})/.exec(cookie)?.[1] ?? '';
    const rows = await house.query('SELECT * FROM drafts');
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('a key belongs to its draft: two applicants may use the same one', async () => {
    const key = newKey();
    const [one, two] = [await draft(), await draft()];
    const file = ({ client, bearer }: typeof one) =>
      client.json('/api/applications', {}, { ...bearer, 'idempotency-key': key });
    const [first, second] = [await file(one), await file(two)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body.filing).not.toBe(second.body.filing);
  });

  it('what is filed stays as it was filed', async () => {
    const { client, bearer } = await draft();
    await client.json('/api/applications', {}, { ...bearer, 'idempotency-key': newKey() });
    const save = await client.json(
      '/api/drafts/save',
      { form: fullForm({ email: 'other@example.kz' }) },
      bearer,
    );
    expect(save.status).toBe(409);
    const add = await client.bytes(
      '/api/drafts/files?kind=evidence&name=a.pdf',
      new TextEncoder().encode(pdf('later')),
      bearer,
    );
    expect(add.status).toBe(409);
  });

  it('files that arrive while it is filed are in the receipt or are refused', async () => {
    const { client, bearer } = await draft();
    const added: string[] = [];
    const uploads = Array.from({ length: 12 }, async (_, n) => {
      const { status, body } = await client.bytes(
        `/api/drafts/files?kind=evidence&name=${n}.pdf`,
        new TextEncoder().encode(pdf(`race ${n}`)),
        bearer,
      );
      if (status === 201) added.push((body.files as { sha256: string }[])[0]?.sha256 ?? '');
      else expect(JSON.stringify(body)).toContain('ALREADY_DONE');
    });
    const filed = await client.json('/api/applications', {}, { ...bearer, 'idempotency-key': newKey() });
    await Promise.all(uploads);
    if (filed.status !== 201) return expect(filed.status).toBe(409);
    const receipt = await client.send('/api/applications/receipt', { headers: bearer });
    const kept = (receipt.body.files as { sha256: string }[]).map(({ sha256 }) => sha256);
    expect(kept.sort()).toEqual(added.sort());
  });
});
