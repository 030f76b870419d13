// Appendix 1: the page and the document say what was filled in; a digital signature is over what is filed.

import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mainOf, Reader } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';
import { fullForm } from '../support/edition.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10']);
});
afterAll(() => house.close());

// ContentInfo of a SignedData, as far as it is looked at (RFC 5652).
const CMS = Buffer.from('3080' + '06092a864886f70d010702' + 'a0800000'.repeat(8), 'hex').toString('base64');

type Draft = { token: string; headers: Record<string, string> };
async function begun(form = fullForm()): Promise<Draft> {
  const answer = await fetch(`${house.origin}/api/drafts`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ form }),
  });
  const { token } = await answer.json<{ token: string }>();
  return { token, headers: { authorization: `Bearer ${token}`, accept: 'application/json' } };
}
const page = async ({ token }: Draft, path: string): Promise<string> => {
  const reader = new Reader(house.origin);
  reader.cookie = `__Host-application=${token}`;
  return mainOf((await reader.open(path)).html).replace(/<[^>]+>/g, ' ');
};
const post = (draft: Draft, path: string, body: string | FormData): Promise<Response> =>
  fetch(house.origin + path, { method: 'POST', headers: draft.headers, body });

describe('Appendix 1', () => {
  it('the page has both languages side by side with what was typed', async () => {
    const text = await page(await begun(), '/en/application/form/');
    expect(text.replace(/\s+/g, ' ')).toContain('Комиссия Төрағасына Абай облысы');
    expect(text.replace(/\s+/g, ' ')).toContain('Председателю Комиссии область Абай');
    expect(text.replace(/\s+/g, ' ')).toContain('услугодателя: Управление социальных программ');
    expect(text).toContain('Оспанов Нұрлан, Бөлім басшысы');
  });

  it('the document is the same file at every reading, on A4, and keeps Kazakh', async () => {
    const draft = await begun(fullForm({ organisationKk: 'Ғылым «Әріп» <мекемесі>' }));
    const read = async (): Promise<Uint8Array> => {
      const answer = await fetch(`${house.origin}/api/drafts/appendix-1.docx`, { headers: draft.headers });
      return new Uint8Array(await answer.arrayBuffer());
    };
    const [once, twice] = [await read(), await read()];
    expect(Buffer.from(twice).equals(Buffer.from(once))).toBe(true);
    const text = strFromU8(unzipSync(once)['word/document.xml'] ?? new Uint8Array());
    expect(text).toContain('Ғылым «Әріп» &lt;мекемесі&gt;');
    expect(text).toContain('w:w="11906" w:h="16838"');
  });

  it('is nobody else’s', async () => {
    expect((await fetch(`${house.origin}/api/drafts/appendix-1.docx`)).status).toBe(404);
    expect((await fetch(`${house.origin}/api/drafts/manifest`)).status).toBe(404);
  });
});

describe('Appendix 1: a digital signature', () => {
  it('is kept with what it was made over, shown as not checked, and counts as the signature', async () => {
    const draft = await begun();
    const manifest = await (
      await fetch(`${house.origin}/api/drafts/manifest`, { headers: draft.headers })
    ).text();
    expect(JSON.parse(manifest)).toMatchObject({ format: 'uzdik-manifest/1', files: [] });
    expect((await post(draft, '/api/drafts/signature', CMS)).status).toBe(201);
    expect(
      (await post(draft, '/api/drafts/signature', `-----BEGIN CMS-----\n${CMS}\n-----END CMS-----`)).status,
    ).toBe(201);
    const check = await page(draft, '/ru/application/check/');
    expect(check).toContain('Подписано ЭЦП (не проверена)');
    expect(check).not.toContain('Нет скана подписанного');
    const filed = await fetch(`${house.origin}/api/applications`, {
      method: 'POST',
      headers: { ...draft.headers, 'idempotency-key': crypto.randomUUID() },
    });
    const answer = await filed.json<{
      application: string;
      files: { name: string }[];
      findings: { code: string }[];
    }>();
    expect(answer.files.map(({ name }) => name)).toEqual(['manifest.json', 'manifest.json.p7s']);
    expect(answer.findings.map(({ code }) => code)).not.toContain('SIGNATURE_MISSING');
    const secretary = await house.as('secretary-10@example.kz');
    const desk = await secretary.send(`/desk/ru/10/applications/${answer.application}/`);
    expect(desk.body.text).toContain('ЭЦП: не проверена');
  });

  it('says when something was changed after it', async () => {
    const draft = await begun();
    await post(draft, '/api/drafts/signature', CMS);
    const form = new FormData();
    form.append('kind', 'evidence');
    form.append('criterion', '1');
    form.append('file', new File(['%PDF-1.7\n%%EOF\n'], 'a.pdf'));
    expect((await post(draft, '/api/drafts/files', form)).status).toBe(201);
    expect(await page(draft, '/kk/application/check/')).toContain('өтінім өзгертілді: қайта қол қойыңыз');
    await post(draft, '/api/drafts/signature', CMS);
    expect(await page(draft, '/kk/application/check/')).toContain('ЭЦҚ қойылған (тексерілмеген)');
  });

  it.each([
    ['no base64', 'я'],
    ['no CMS', Buffer.from('hello').toString('base64')],
    ['nothing', ''],
  ])('%s is not taken', async (_, text) => {
    const answer = await post(await begun(), '/api/drafts/signature', text);
    expect([answer.status, await answer.text()]).toEqual([
      422,
      expect.stringContaining('SIGNATURE_UNREADABLE'),
    ]);
  });
});
