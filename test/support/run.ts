// npm test: every suite, then the rehearsal of three regions; the last lines say what was counted and sum them all.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SUITES = ['rules', 'meta', 'worker', 'browser'];
/** Reminders follow the minutes that a machine takes, so a slow one sends more letters than these. */
const LEAST_LETTERS = 307;
/** What three regions of six applicants each come to: the same every time. */
const COUNTED = {
  applications: 18,
  late: 1,
  incomplete: 1,
  ineligible: 1,
  admitted: 14,
  passed: 7,
  finalists: 3,
  winners: 3,
  draftsRecovered: 1,
  uploadsResumed: 1,
  withdrawn: 1,
  extended: 1,
  sheets: 70,
  recusals: 2,
  sittings: 5,
  sittingsWithoutQuorum: 1,
  castingVotes: 1,
  calls: 5,
  interviewsMoved: 1,
  noShows: 1,
  protocols: 6,
  messages: 2,
  dossiers: 3,
  corrections: 2,
  handoversReceived: 20,
  handoversReturned: 1,
  daysMoved: 1,
  materials: 6,
  winnerPackages: 3,
  diplomas: 3,
  publications: 68,
  registerVerified: true,
  receiptsVerified: 18,
  errors: 0,
};
const folder = mkdtempSync(join(tmpdir(), 'uzdik-test-'));
let passed = 0;
let failed = 0;
/** What tests have counted, by name: they say it in `task.meta.counted`. */
const said = new Map<string, number>();

for (const suite of SUITES) {
  const report = join(folder, `${suite}.json`);
  process.stdout.write(`\n── ${suite}\n`);
  const args = ['run', '--config', 'test/vitest.config.ts', '--project', suite];
  const run = spawnSync(
    'node_modules/.bin/vitest',
    [...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const counts = countsOf(report);
  passed += counts.passed;
  failed += counts.failed;
  for (const [name, n] of counts.said) said.set(name, n);
  // A suite that could not even start is one failure, never silence.
  if (run.status !== 0 && counts.failed === 0) failed += 1;
}

process.stdout.write('\n── rehearsal of three regions\n');
const rehearsal = spawnSync(
  process.execPath,
  ['host/main.ts', 'rehearsal', '--regions', '3', '--applicants', '6', '--port', '0'],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    env: { ...process.env, DATA_DIR: join(folder, 'rehearsal') },
  },
);
process.stdout.write(rehearsal.stdout);
const wrong = rehearsal.status === 0 ? differences(rehearsal.stdout) : ['it did not come to its end'];
if (wrong.length === 0) passed += 1;
else {
  failed += 1;
  process.stdout.write(`The rehearsal failed: ${wrong.join('; ')}\n`);
}

process.stdout.write('\n');
for (const [name, n] of said) process.stdout.write(`${name}: ${n}\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { assertionResults: { meta?: { counted?: Record<string, number> } }[] }[];
};

function countsOf(report: string): { passed: number; failed: number; said: [string, number][] } {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    ) as Report;
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
    const counted = tests.flatMap(({ meta }) => Object.entries(meta?.counted ?? {}));
    return { passed: numPassedTests, failed: numFailedTests, said: counted };
  } catch {
    return { passed: 0, failed: 0, said: [] };
  }
}

function differences(output: string): string[] {
  const counted = JSON.parse(output.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown>;
  const letters = Number(counted.lettersSent);
  return [
    ...Object.entries(COUNTED)
      .filter(([name, value]) => counted[name] !== value)
      .map(([name, value]) => `${name} is ${String(counted[name])} and not ${value}`),
    ...(letters >= LEAST_LETTERS ? [] : [`lettersSent is ${letters}, below ${LEAST_LETTERS}`]),
  ];
}
