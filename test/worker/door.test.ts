// The services inside the house: workerd keeps its connections to them, and a file may take as long as the door allows.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listen } from '../../host/door.ts';

it('closes no connection that workerd may use again, and ends no file that is still arriving', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'uzdik-door-'));
  const server = await listen(join(folder, 'service'), async (_, response) => void response.end());
  expect([server.keepAliveTimeout, server.requestTimeout]).toEqual([0, 0]);
  server.close();
  rmSync(folder, { recursive: true });
});
