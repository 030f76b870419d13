// One of those that take filings, in a process of its own: prints its address and serves until its input ends.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHouse } from '../../support/start.ts';
import { bare } from './bare.ts';
import { floor } from './floor.ts';

const folder = mkdtempSync(join(tmpdir(), 'uzdik-bench-'));

async function uzdik(): Promise<string> {
  const house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10']);
  process.stdin.once('end', () => void house.close().then(gone));
  return house.origin;
}
function gone(): void {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}

const kind = process.argv[2] ?? '';
const origin = ['uzdik', 'draft'].includes(kind)
  ? await uzdik()
  : kind === 'bare'
    ? await bare(folder)
    : await floor(folder);
if (!['uzdik', 'draft'].includes(kind)) process.stdin.once('end', gone);
process.stdin.resume();
process.stdout.write(`${origin}\n`);
