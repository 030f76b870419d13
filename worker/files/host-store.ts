// The files of one machine: the host keeps them (host/file-store.ts) behind a service of a few addresses.

import type { FileStore, Stored } from './store.ts';

async function ask(host: Fetcher, path: string, init: RequestInit = {}): Promise<Response | null> {
  const answer = await host.fetch(`http://files/${path}`, init);
  if (answer.status === 404 || answer.status === 409) {
    await answer.body?.cancel();
    return null;
  }
  if (!answer.ok) throw new Error(`the file store answered ${answer.status}`);
  return answer;
}

function there(answer: Response | null): Response {
  if (answer === null) throw new Error('the file store does not know this upload');
  return answer;
}

const offsetOf = (answer: Response): number => Number(answer.headers.get('upload-offset'));

export const hostStore = (host: Fetcher): FileStore => ({
  async store(body) {
    return there(await ask(host, '', { method: 'POST', body })).json<Stored>();
  },
  // Each request between the two costs more than the bytes of a small file do, so they go in one.
  async storeAll(files) {
    const sizes = files.map(({ byteLength }) => byteLength);
    const body = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
    let offset = 0;
    for (const bytes of files) {
      body.set(bytes, offset);
      offset += bytes.byteLength;
    }
    const headers = { 'file-sizes': sizes.join(',') };
    const stored = there(await ask(host, 'together', { method: 'POST', headers, body })).json<Stored[]>();
    // The memory is given back now, as that of the request is (routes/multipart.ts).
    return stored.finally(() => body.buffer.transfer(0));
  },
  read(sha256, range) {
    const headers = new Headers();
    if (range !== undefined) headers.set('range', `bytes=${range.offset}-${range.offset + range.length - 1}`);
    return ask(host, sha256, { headers });
  },
  async remove(sha256, before) {
    const headers = new Headers(before === undefined ? [] : [['stored-before', String(before)]]);
    await ask(host, sha256, { method: 'DELETE', headers });
  },
  async storedBefore(prefix, before) {
    return there(await ask(host, `?prefix=${prefix}&before=${before}`)).json<string[]>();
  },
  async begunBefore(prefix, before) {
    return there(await ask(host, `uploads/?prefix=${prefix}&before=${before}`)).json<string[]>();
  },
  async begin(id) {
    there(await ask(host, `uploads/${id}`, { method: 'PUT' }));
  },
  async held(id) {
    const answer = await ask(host, `uploads/${id}`, { method: 'HEAD' });
    return answer === null ? null : offsetOf(answer);
  },
  async append(id, offset, body) {
    const headers = { 'upload-offset': String(offset) };
    const answer = await ask(host, `uploads/${id}`, { method: 'PATCH', headers, body });
    return answer === null ? null : offsetOf(answer);
  },
  async finish(id) {
    return there(await ask(host, `uploads/${id}`, { method: 'POST' })).json<Stored>();
  },
  async discard(id) {
    await ask(host, `uploads/${id}`, { method: 'DELETE' });
  },
});
