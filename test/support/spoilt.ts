// Shows that a suite can fail: a guard is taken out of a copy of the project, and the suite's quick form is run there.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const SOURCES = ['content', 'rules', 'site', 'worker', 'host', 'test', 'docs'];
const FILES = ['package.json', 'tsconfig.json', 'wrangler.toml', 'README.md'];

export type Guard = {
  suite: string;
  /** What the copy lacks, in words. */
  lacks: string;
  file: string;
  /** Must stand in the file exactly once. */
  from: string;
  to: string;
  /** Project and file of the quick form. */
  project: string;
  test: string;
};

/**
 * How many tests of the quick form fail in the copy; where it fails before its first test, 1.
 * @throws where `from` does not stand in the file exactly once: the table is behind the code.
 */
export function failuresWithout(guard: Guard): number {
  const copy = mkdtempSync(join(tmpdir(), 'uzdik-spoilt-'));
  try {
    for (const name of [...SOURCES, ...FILES])
      cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    const text = readFileSync(join(copy, guard.file), 'utf8');
    if (text.split(guard.from).length !== 2)
      throw new Error(`«${guard.from}» does not stand exactly once in ${guard.file}`);
    writeFileSync(
      join(copy, guard.file),
      text.replace(guard.from, () => guard.to),
    );
    const report = join(copy, 'report.json');
    const run = spawnSync(
      join(copy, 'node_modules/.bin/vitest'),
      [
        ...['run', '--config', 'test/vitest.config.ts', '--project', guard.project, guard.test],
        ...['--reporter=json', `--outputFile.json=${report}`],
      ],
      { cwd: copy, stdio: 'ignore' },
    );
    if (run.status === 0) return 0;
    const { numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as { numFailedTests: number };
    return Math.max(1, numFailedTests);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
