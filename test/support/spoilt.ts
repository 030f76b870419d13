// Shows that a suite can fail: a guard is taken out of a copy of the project, and the suite's quick form is run there.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const SOURCES = ['content', 'rules', 'site', 'worker', 'host', 'test', 'docs'];
const FILES = ['package.json', 'package-lock.json', 'tsconfig.json', 'wrangler.toml', 'README.md'];

/** Milliseconds of a test in a copy. */
const PATIENCE = 1_800_000;

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

/** What the quick form said in a copy. */
export type Said = {
  passed: number;
  /** Tests that failed in their own body, with the first line of what they said. */
  failed: { test: string; said: string }[];
};
type Report = {
  success: boolean;
  testResults: {
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[];
  }[];
};

/**
 * What a quick form says in a copy, without the guard where one is given.
 * @throws where `from` does not stand in the file exactly once: the table is behind the code.
 * @throws where a file of tests failed as a whole, or a test ran out of time: a house that does not start and a machine that
 * is busy are red with every guard in place.
 */
export function saidInCopy(form: Pick<Guard, 'project' | 'test'>, guard?: Guard): Said {
  const copy = mkdtempSync(join(tmpdir(), 'uzdik-spoilt-'));
  try {
    for (const name of [...SOURCES, ...FILES])
      cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    if (guard !== undefined) takeOut(copy, guard);
    const report = join(copy, 'report.json');
    spawnSync(
      join(copy, 'node_modules/.bin/vitest'),
      [
        ...['run', '--config', 'test/vitest.config.ts', '--project', form.project, form.test],
        // Red is red: what comes after the first failure is not waited for.
        ...['--bail=1', `--testTimeout=${PATIENCE}`, '--reporter=json', `--outputFile.json=${report}`],
      ],
      { cwd: copy, stdio: 'ignore' },
    );
    return readReport(JSON.parse(readFileSync(report, 'utf8')) as Report);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function takeOut(copy: string, { file, from, to }: Guard): void {
  const text = readFileSync(join(copy, file), 'utf8');
  if (text.split(from).length !== 2) throw new Error(`«${from}» does not stand exactly once in ${file}`);
  writeFileSync(
    join(copy, file),
    text.replace(from, () => to),
  );
}

function readReport({ success, testResults }: Report): Said {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => ({
      test: fullName,
      said: (failureMessages?.[0] ?? '').split('\n')[0] ?? '',
    }));
  if (!success && failed.length === 0)
    throw new Error(`no test of it ran: ${testResults.map(({ message }) => message).join(' ')}`);
  const late = failed.find(({ said }) => / timed out /.test(said));
  if (late !== undefined) throw new Error(`«${late.test}» ran out of time`);
  return { passed: tests.filter(({ status }) => status === 'passed').length, failed };
}
