// The page of proofs, docs/proof.md: every claim with what was measured, by which command, on which machine and when. It is
// made from test/proof/results alone; a suite that was not run in full says so.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from './results.ts';

const ROOT = join(import.meta.dirname, '../..');
export const PAGE = join(ROOT, 'docs/proof.md');

/** In the order of the page: what each suite claims where all its figures hold. */
export const SUITES: readonly { suite: string; claim: string }[] = [
  {
    suite: 'kill',
    claim:
      'What was acknowledged survives a server that is killed at any instant; a retry is the same filing.',
  },
  {
    suite: 'faults',
    claim:
      'A database, file store or mail that fails at any call leaves nothing half done, and the retry ends well.',
  },
  {
    suite: 'access',
    claim: 'Nobody reaches what the access table does not give them, and a denial changes nothing.',
  },
  {
    suite: 'leak',
    claim:
      'Until the sheets are opened nobody learns another’s marks: two contests that differ in them answer alike.',
  },
  {
    suite: 'race',
    claim:
      'Of two acts at once one wins, or both are done in a lawful order; the other is told the fresh state.',
  },
  { suite: 'deadline', claim: 'The term ends at its instant on every way that files, replaces or extends.' },
  { suite: 'files', claim: 'No file against the policy is kept, and what is kept is handed out as data.' },
  { suite: 'fuzz', claim: 'No request brings an error of ours or a word of how we are made.' },
  {
    suite: 'injection',
    claim: 'No text becomes a formula, a header or markup in a document that is made of it.',
  },
  {
    suite: 'rules',
    claim: 'A change of a rule is noticed by its tests, and its properties hold for any case.',
  },
  {
    suite: 'publish',
    claim: 'However builds and hooks fail, the site ends at the newest publication and never goes back.',
  },
  {
    suite: 'register',
    claim: 'Every kind of tampering with the register is found by whoever has the public file alone.',
  },
  { suite: 'restore', claim: 'A backup taken under load brings everything back, file for file.' },
  {
    suite: 'invariants',
    claim: 'The database holds its invariants after every test, and each one catches its violation.',
  },
  { suite: 'guards', claim: 'Each suite can fail: without its guard it is red.' },
];

/** The results that are kept, by suite. */
export function results(): Map<string, Result> {
  const read = (suite: string): [string, Result][] => {
    const path = join(ROOT, 'test/proof/results', `${suite}.json`);
    return existsSync(path) ? [[suite, JSON.parse(readFileSync(path, 'utf8')) as Result]] : [];
  };
  return new Map(SUITES.flatMap(({ suite }) => read(suite)));
}

/** `deniedWrongly` → «denied wrongly»; a name that has blanks stays as it is. */
const inWords = (name: string): string =>
  name.includes(' ') ? name : name.replace(/[A-Z]|(?<=\D)\d/g, (letter) => ` ${letter.toLowerCase()}`);
const shown = (value: string | number | boolean): string =>
  typeof value === 'number' ? value.toLocaleString('en') : String(value);

function section({ suite, claim }: (typeof SUITES)[number], result: Result | undefined): string {
  const head = `## ${suite}\n\n${claim}\n`;
  if (result === undefined) return `${head}\nNot run in full yet.\n`;
  const { figures, command, machine, date } = result;
  const rows = Object.entries(figures).map(([name, value]) => `| ${inWords(name)} | ${shown(value)} |`);
  return `${head}
| figure | value |
| --- | --- |
${rows.join('\n')}

\`${command}\`, ${date}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}.
`;
}

/** The whole page. */
export const proofPage = (kept: ReadonlyMap<string, Result>): string =>
  `# Proofs

What this project claims to hold, with what was measured. Every suite runs with one command and writes its figures to
\`test/proof/results\`; this page is made from those files and a test keeps it equal to them. \`npm run proof\` runs all
suites one after the other (hours), \`npm test\` their quick forms. What no suite has measured in full is not claimed.

${SUITES.map((one) => section(one, kept.get(one.suite))).join('\n')}`;
