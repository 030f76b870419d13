// What stands beside the register on the site: its revision only grows.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_CONTENT } from '#rules/site-content';
import { buildSite, liveRevisions } from '../../host/site-build.ts';

describe('§18 the site', () => {
  it('never goes back behind the content it shows', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'uzdik-content-'));
    mkdirSync(join(dataDir, 'site'));
    const built = async (revision: number) => {
      const text = JSON.stringify({ ...NO_CONTENT, revision });
      await buildSite({ dataDir, mode: 'real', origin: 'http://127.0.0.1', register: null, content: text });
      return liveRevisions(dataDir);
    };
    expect(await built(2)).toEqual({ revision: 0, content: 2 });
    expect(await built(1)).toEqual({ revision: 0, content: 2 });
    expect(await built(3)).toEqual({ revision: 0, content: 3 });
    rmSync(dataDir, { recursive: true });
  });
});
