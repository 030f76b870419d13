// Files in pieces: tus 1.0 over real workerd and the real file store, with the client that the pages use.

import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { Upload } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { edition } from '../support/edition.ts';
import { mainOf, Reader } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', []);
});
afterAll(() => house.close());

type Draft = { draft: string; token: string };
const begun = async (): Promise<Draft> => {
  const answer = await fetch(`${house.origin}/api/drafts`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: '{}',
  });
  const draft: Draft = JSON.parse(await answer.text()) as Draft;
  return draft;
};
const video = (size: number): Buffer => {
  const bytes = Buffer.alloc(size, 7);
  bytes.write('ftypisom', 4, 'latin1');
  return bytes;
};

type Sent = { url: string; held: number; error: string };
/** Sends a file; with `stopAt` it is given up once so many bytes have gone. */
function send(
  { token }: Draft,
  bytes: Buffer,
  { name = 'видео.mp4', kind = 'evidence', criterion = '2', url = '', stopAt = Infinity } = {},
): Promise<Sent> {
  return new Promise((resolve) => {
    let held = 0;
    const end = (error: string): void => resolve({ url: upload.url ?? '', held, error });
    const upload: Upload = new Upload(bytes, {
      endpoint: `${house.origin}/api/drafts/uploads`,
      uploadUrl: url === '' ? null : url,
      chunkSize: 2 * 2 ** 20,
      retryDelays: null,
      uploadDataDuringCreation: true,
      headers: { authorization: `Bearer ${token}` },
      metadata: { name, kind, criterion, modified: '5', language: 'ru' },
      onChunkComplete(_, accepted) {
        held = accepted;
        if (accepted >= stopAt) void upload.abort().then(() => end('stopped'));
      },
      onSuccess: () => end(''),
      onError: (error) =>
        end('originalResponse' in error ? (error.originalResponse?.getBody() ?? 'line') : error.message),
    });
    upload.start();
  });
}
const filesOf = async ({ draft }: Draft) =>
  house.query<{ kind: string; criterion: number; name: string; size: number; sha256: string }>(
    'SELECT kind, criterion, name, size, sha256 FROM draft_files WHERE draft = ?',
    draft,
  );
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
/** The page of the evidence as the holder's browser gets it. */
const pageOf = async ({ token }: Draft): Promise<string> => {
  const reader = new Reader(house.origin);
  reader.cookie = `__Host-application=${token}`;
  return mainOf((await reader.open('/ru/application/evidence/')).html).replace(/<[^>]+>/g, ' ');
};

describe('§12 a file in pieces', () => {
  const whole = video(9 * 2 ** 20 + 17);

  it('stands in the draft when the last piece has come; the same file again is one file', async () => {
    const draft = await begun();
    expect((await send(draft, whole)).error).toBe('');
    expect((await send(draft, whole)).error).toBe('');
    expect(await filesOf(draft)).toEqual([
      { kind: 'evidence', criterion: 2, name: 'видео.mp4', size: whole.byteLength, sha256: sha256(whole) },
    ]);
  });

  it('goes on where it stopped, from another computer too; the page says how much is there', async () => {
    const draft = await begun();
    const first = await send(draft, whole, { stopAt: 4 * 2 ** 20 });
    expect([first.error, first.held]).toEqual(['stopped', 4 * 2 ** 20]);
    const page = await pageOf(draft);
    expect(page).toContain('видео.mp4');
    expect(page).toMatch(/Загружен не полностью: \d МБ из 9 МБ/);
    expect(await filesOf(draft)).toEqual([]);
    const second = await send(draft, whole, {
      url: house.origin + new URL(first.url, house.origin).pathname,
    });
    expect(second.error).toBe('');
    expect((await filesOf(draft)).map((file) => file.sha256)).toEqual([sha256(whole)]);
    expect(await pageOf(draft)).not.toContain('не полностью');
  });

  it('whole and cut off before its end was noted, it is a file at the next question', async () => {
    const draft = await begun();
    const { url } = await send(draft, whole, { stopAt: 8 * 2 ** 20 });
    const id = url.slice(-32);
    // What the server had done when it was killed: the bytes are there, nothing else.
    const rest = whole.subarray(8 * 2 ** 20);
    appendFileSync(join(house.dataDir, 'files/uploads', id), rest);
    const answer = await fetch(`${house.origin}/api/drafts/uploads/${id}`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${draft.token}`, 'tus-resumable': '1.0.0' },
    });
    expect(answer.headers.get('upload-offset')).toBe(String(whole.byteLength));
    expect((await filesOf(draft)).map((file) => file.sha256)).toEqual([sha256(whole)]);
  });

  it('given up, it is gone', async () => {
    const draft = await begun();
    const { url } = await send(draft, whole, { stopAt: 2 * 2 ** 20 });
    const headers = { authorization: `Bearer ${draft.token}`, 'tus-resumable': '1.0.0' };
    const at = `${house.origin}/api/drafts/uploads/${url.slice(-32)}`;
    expect((await fetch(at, { method: 'DELETE', headers })).status).toBe(204);
    expect((await fetch(at, { method: 'HEAD', headers })).status).toBe(404);
    expect(await pageOf(draft)).not.toContain('видео.mp4');
  });

  it('is nobody else’s: another secret finds nothing', async () => {
    const [draft, other] = [await begun(), await begun()];
    const { url } = await send(draft, whole, { stopAt: 2 * 2 ** 20 });
    const at = `${house.origin}/api/drafts/uploads/${url.slice(-32)}`;
    for (const method of ['HEAD', 'PATCH', 'DELETE']) {
      const answer = await fetch(at, {
        method,
        headers: {
          authorization: `Bearer ${other.token}`,
          'tus-resumable': '1.0.0',
          'upload-offset': '0',
          'content-type': 'application/offset+octet-stream',
        },
      });
      expect([method, answer.status]).toEqual([method, 404]);
    }
    expect((await send(draft, whole, { url: at })).error).toBe('');
  });
});

describe('§12 what is not taken', () => {
  const said = async (bytes: Buffer, name: string): Promise<string> => {
    const { error } = await send(await begun(), bytes, { name });
    return ((JSON.parse(error) as { sentences: string[] }).sentences ?? []).join(' ');
  };
  test.each([
    ['nothing', Buffer.alloc(0), 'а.pdf', 'Файл «а.pdf» пустой.'],
    ['a type that is not taken', Buffer.alloc(9, 1), 'а.exe', 'Тип файла «а.exe» не принимается'],
    [
      'a document that is too long',
      Buffer.alloc(50 * 2 ** 20 + 1),
      'а.pdf',
      'Файл «а.pdf» слишком большой: не более 50 МБ.',
    ],
  ])('%s is refused before its bytes come', async (_, bytes, name, sentence) => {
    expect(await said(bytes, name)).toContain(sentence);
  });

  it('a content that is not what the name says is refused when it is there, and the page says why', async () => {
    const draft = await begun();
    expect((await send(draft, Buffer.alloc(3 * 2 ** 20, 1), { name: 'а.pdf' })).error).toBe('');
    expect(await filesOf(draft)).toEqual([]);
    expect(await pageOf(draft)).toContain(
      'Тип файла «а.pdf» не принимается или содержимое не соответствует имени',
    );
  });

  it('more than the edition lets one application take', async () => {
    const draft = await begun();
    const { maxTotalBytes } = edition.files;
    await house.query(
      `INSERT INTO uploads (id, draft, kind, name, size, modified, created_at) VALUES ('x', ?, 'evidence', 'x', ?, 0, 0)`,
      draft.draft,
      maxTotalBytes - 100,
    );
    expect((await send(draft, video(100))).error).toBe('');
    const { error } = await send(draft, video(101), { name: 'б.mp4' });
    expect(error).toContain('FILES_TOO_MANY');
  });
});
