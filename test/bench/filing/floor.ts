// The practical floor of a filing: what this machine can do with a form, three files and a row, all durable before the
// answer, and with nothing of the contest.

import { randomUUID } from 'node:crypto';
import { createWriteStream, fsyncSync, openSync } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';

/** Serves POST / in `folder` on a port that the system chooses; the address. */
export async function floor(folder: string): Promise<string> {
  const db = new DatabaseSync(join(folder, 'floor.sqlite'));
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  db.exec('CREATE TABLE filings (id TEXT PRIMARY KEY, fields TEXT, files TEXT) STRICT');
  const insert = db.prepare('INSERT INTO filings VALUES (?, ?, ?)');
  const names = openSync(folder, 'r');
  const server = createServer((request, response) => {
    const fields: Record<string, string> = {};
    const files: string[] = [];
    const written: Promise<void>[] = [];
    const parser = busboy({ headers: request.headers, defParamCharset: 'utf8' });
    parser.on('field', (name, value) => (fields[name] = value));
    parser.on('file', (_field, stream) => {
      const name = randomUUID();
      files.push(name);
      const file: WriteStream = createWriteStream(join(folder, name), { flags: 'wx', flush: true });
      written.push(pipeline(stream, file));
    });
    parser.on('close', () => {
      void Promise.all(written).then(() => {
        fsyncSync(names);
        const id = randomUUID();
        insert.run(id, JSON.stringify(fields), JSON.stringify(files));
        response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id }));
      });
    });
    request.pipe(parser);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
