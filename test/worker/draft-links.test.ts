// The private link: back to a draft from any device, and nowhere a secret in an address that a server sees.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hidden, Reader } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let reader: Reader;
let link: string;

beforeAll(async () => {
  house = await startHouse();
  await house.moveClock('2026-09-02T05:00:00.000Z');
  reader = new Reader(house.origin);
  const page = await reader.open('/api/drafts', {
    method: 'POST',
    body: new URLSearchParams({ language: 'ru', organisationRu: 'Аппарат маслихата' }),
  });
  link = /<code>([^<]+)<\/code>/.exec(page.html)?.[1] ?? '';
});
afterAll(() => house.close());

const post = (who: Reader, path: string, fields: Record<string, string>) =>
  who.open(path, { method: 'POST', body: new URLSearchParams({ language: 'ru', ...fields }) });
const letters = () =>
  house.query<{ recipient: string; template: string; vals: string }>(
    "SELECT recipient, template, vals FROM outbox WHERE template = 'draft-link'",
  );

describe('the private link', () => {
  it('stands on the page at once, with its secret behind the #', () => {
    expect(link).toMatch(/\/ru\/return\/#[0-9a-f]{32}\.[0-9a-f]{64}$/);
    expect(link.startsWith(house.origin)).toBe(true);
  });

  it.each([
    ['as it is', (text: string) => text],
    [
      'with words and line ends around it',
      (text: string) => `Ссылка: ${text.slice(0, 60)}\n${text.slice(60)} .`,
    ],
    ['without its beginning', (text: string) => text.split('#')[1] ?? ''],
  ])('opens the draft on another device, pasted %s', async (_, pasted) => {
    const other = new Reader(house.origin);
    const page = await post(other, '/api/drafts/open', { link: pasted(link) });
    expect([page.status, page.path]).toEqual([200, '/ru/application/']);
    expect((await other.open('/ru/application/organisation/')).html).toContain('Аппарат маслихата');
  });

  it.each([
    ['nothing', () => ''],
    ['a link with one wrong letter', () => link.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
    ['a link cut short', () => link.slice(0, -3)],
  ])('%s opens nothing and says so', async (_, pasted) => {
    const other = new Reader(house.origin);
    const page = await post(other, '/api/drafts/open', { link: pasted() });
    expect([page.status, page.path]).toEqual([200, '/ru/return/#wrong']);
    expect(other.cookie).toBe('');
    expect(page.html).toContain('По этой ссылке заявка не найдена.');
  });

  it('is a file to keep', async () => {
    const file = await reader.open('/api/drafts/link?language=ru');
    expect([file.status, file.html.includes(link)]).toEqual([200, true]);
    expect((await new Reader(house.origin).open('/api/drafts/link')).status).toBe(404);
  });

  it('goes by mail once for one press, and only to what is an address', async () => {
    const key = 'a-key-of-one-press';
    const sent = await post(reader, '/api/drafts/link', { key, to: ' clerk@example.kz ' });
    expect(sent.html).toContain('Ссылка будет отправлена на почту.');
    await post(reader, '/api/drafts/link', { key, to: 'clerk@example.kz' });
    const wrong = await post(reader, '/api/drafts/link', { key: 'another-key-of-a-press', to: 'clerk' });
    expect(wrong.html).toContain('Адрес не читается.');
    expect(await letters()).toEqual([
      { recipient: 'clerk@example.kz', template: 'draft-link', vals: JSON.stringify({ link }) },
    ]);
  });

  it('a page of another site can neither open nor send it', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    for (const path of ['/api/drafts/open', '/api/drafts/link']) {
      const body = new URLSearchParams({ link, to: 'thief@example.kz', key: 'key-of-another-site' });
      expect((await reader.open(path, { method: 'POST', body, headers })).status).toBe(403);
    }
    expect(await letters()).toHaveLength(1);
  });
});

describe('two windows', () => {
  it('each see the text of the other, and what is in the fields stays', async () => {
    const first = new Reader(house.origin);
    const begun = await post(first, '/api/drafts', { organisationRu: 'Начало', region: '10' });
    expect(begun.status).toBe(200);
    const version = hidden((await first.open('/ru/application/organisation/')).html, 'version');
    const save = (fields: Record<string, string>) =>
      post(first, '/api/drafts/save', { version, step: 'organisation', ...fields });
    await save({ organisationRu: 'Из второго окна', region: '15', services: 'Общее' });
    const conflict = await save({ organisationRu: 'Из первого окна', region: '10', services: 'Общее' });
    expect(conflict.status).toBe(409);
    expect(conflict.html).toContain('value="Из первого окна"');
    const others = [...conflict.html.matchAll(/<span class="other"><b>[^<]+<\/b> ([^<]*)<\/span>/g)];
    expect(others.map(([, text]) => text)).toEqual(['Из второго окна', 'Актюбинская область']);
    const fresh = hidden(conflict.html, 'version');
    const kept = await post(first, '/api/drafts/save', {
      version: fresh,
      step: 'organisation',
      organisationRu: 'Из первого окна',
    });
    expect(kept.path).toBe('/ru/application/organisation/?saved=1');
    expect(kept.html).toContain('value="Из первого окна"');
  });
});
