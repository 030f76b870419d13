// The services inside the house: workerd keeps its connections to them, and a file may take as long as the door allows.

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listen, openDoor } from '../../host/door.ts';
import { fileStore } from '../../host/file-store.ts';

it('closes no connection that workerd may use again, and ends no file that is still arriving', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'uzdik-door-'));
  const server = await listen(join(folder, 'service'), async (_, response) => void response.end());
  expect([server.keepAliveTimeout, server.requestTimeout]).toEqual([0, 0]);
  server.close();
  rmSync(folder, { recursive: true });
});

it('who leaves in the middle of a file ends nothing for those who come after', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'uzdik-door-'));
  const files = join(folder, 'files');
  const socketPath = join(folder, 'service');
  const server = await listen(socketPath, await fileStore(files));
  const bytes = Buffer.alloc(20_000_000, 'a');
  const name = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(join(files, name), bytes);
  const asked = (): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => get({ socketPath, path: `/${name}` }, resolve).on('error', reject));
  const failures: unknown[] = [];
  const failed = (error: unknown): void => void failures.push(error);
  process.on('unhandledRejection', failed);

  const left = await asked();
  await new Promise<void>((resolve) =>
    left.once('data', () => {
      left.once('close', resolve);
      left.destroy();
    }),
  );
  const answer = await asked();
  let size = 0;
  for await (const chunk of answer) size += (chunk as Buffer).byteLength;
  expect([answer.statusCode, size, failures]).toEqual([200, bytes.byteLength, []]);

  process.off('unhandledRejection', failed);
  server.close();
  rmSync(folder, { recursive: true });
});

it('who leaves in the middle of an answer of the worker does not hold its line', async () => {
  const answers: ServerResponse[] = [];
  // Stands where workerd does, and says more than anybody takes at once.
  const inner = createServer((_, response) => {
    answers.push(response);
    response.write(Buffer.alloc(20_000_000, 'a'));
  });
  await new Promise<void>((resolve) => inner.listen(0, '127.0.0.1', resolve));
  const to = { host: '127.0.0.1', port: (inner.address() as AddressInfo).port };
  const options = { trustProxy: false, refuses: () => null, log: { on: false } };
  const door = await openDoor(
    0,
    async (_, response) => void response.end(),
    () => to,
    options,
  );
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    get(`http://127.0.0.1:${door.port}/api/x`, resolve).on('error', reject),
  );
  const [own] = answers;
  const over = new Promise((resolve) => own?.once('close', resolve));
  answer.once('data', () => answer.destroy());
  await over;
  expect(own?.writableFinished).toBe(false);
  await door.close();
  inner.closeAllConnections();
  inner.close();
});
