// Each suite can fail: without the guard it is there for, its quick form is red.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CACHE } from '../../host/sources.ts';
import { keepFigures } from '../support/results.ts';
import { saidInCopy } from '../support/spoilt.ts';
import type { Guard } from '../support/spoilt.ts';

const GUARDS: Guard[] = [
  {
    suite: 'race',
    lacks: 'the guard rows of a batch',
    file: 'worker/db/guard.ts',
    from: 'WHERE NOT (${condition})',
    to: 'WHERE 0 AND NOT (${condition})',
    project: 'worker',
    test: 'test/worker/races.test.ts',
  },
  {
    suite: 'files',
    lacks: 'the look at what a file is',
    file: 'worker/acts/file-findings.ts',
    from: 'if (!matchesType(await peek(0, HEAD_BYTES), type))',
    to: 'if (type === "" && !matchesType(await peek(0, HEAD_BYTES), type))',
    project: 'worker',
    test: 'test/worker/files.test.ts',
  },
  {
    suite: 'access',
    lacks: 'the relation to a commission',
    file: 'worker/routes/guard.ts',
    from: 'seats.find((seat) => seat.commission === commission)',
    to: 'seats.at(0)',
    project: 'worker',
    test: 'test/worker/access.test.ts',
  },
  {
    suite: 'fuzz',
    lacks: 'the care for what is no JSON',
    file: 'worker/routes/desk-acts.tsx',
    from: 'input: await jsonOf(c.req.raw)',
    to: 'input: await c.req.json()',
    project: 'worker',
    test: 'test/worker/fuzz.test.ts',
  },
  {
    suite: 'register',
    lacks: 'the step that follows the chain',
    file: 'rules/verify-register.ts',
    from: "when(publication.previous === previous, 'CHAIN_BROKEN')",
    to: "when(true, 'CHAIN_BROKEN')",
    project: 'rules',
    test: 'test/rules/verify.test.ts',
  },
  {
    suite: 'kill',
    lacks: 'the one batch of an act',
    file: 'worker/db/commit.ts',
    from: 'await db.batch(batch);',
    to: 'for (const one of batch) await one.run();',
    project: 'worker',
    test: 'test/worker/kill.test.ts',
  },
  {
    suite: 'publish',
    lacks: 'the look at what is live before the swap',
    file: 'host/site-build.ts',
    from: 'behind(own, liveRevisions(build.dataDir))',
    to: 'false',
    project: 'worker',
    test: 'test/worker/publish.test.ts',
  },
  {
    suite: 'faults',
    lacks: 'the answer kept under its key',
    file: 'worker/acts/perform.ts',
    from: "if (before?.kind === 'replayed') return { kind: 'done', answer: before.answer };",
    to: '',
    project: 'worker',
    test: 'test/worker/faults.test.ts',
  },
  {
    suite: 'deadline',
    lacks: 'the instant itself',
    file: 'rules/terms.ts',
    from: 'receivedAt >= Date.parse(deadline)',
    to: 'receivedAt > Date.parse(deadline)',
    project: 'worker',
    test: 'test/worker/deadline.test.ts',
  },
  {
    suite: 'invariants',
    lacks: 'the letters of an act',
    file: 'worker/db/commit.ts',
    from: '...act.letters.filter',
    to: '...[].filter',
    project: 'worker',
    test: 'test/worker/invariants.test.ts',
  },
  {
    suite: 'durability',
    lacks: 'the sync of a file',
    file: 'host/file-store.ts',
    from: 'await handle.sync();',
    to: '',
    project: 'worker',
    test: 'test/worker/durability.test.ts',
  },
  {
    suite: 'durability',
    lacks: 'the sync of a folder',
    file: 'host/stored-names.ts',
    from: 'this.running = this.handle.sync();',
    to: 'this.running = Promise.resolve();',
    project: 'worker',
    test: 'test/worker/durability.test.ts',
  },
  {
    suite: 'restore',
    lacks: 'the check of each hash',
    file: 'host/backup/restore.ts',
    from: '(await written(file, entry, to)) !== sha256',
    to: "(await written(file, entry, to)) === ''",
    project: 'worker',
    test: 'test/worker/restore.test.ts',
  },
  {
    suite: 'leak',
    lacks: 'the wait for the opening of the sheets',
    file: 'worker/documents/outcome-csv.ts',
    from: 'const marked = opened && ',
    to: 'const marked = ',
    project: 'worker',
    test: 'test/worker/leak.test.ts',
  },
  {
    suite: 'injection',
    lacks: 'the sign before a formula',
    file: 'rules/csv.ts',
    from: "FORMULA.test(text) ? `'${text}` : text",
    to: 'text',
    project: 'worker',
    test: 'test/worker/injection.test.ts',
  },
  {
    suite: 'rules',
    lacks: 'the member who makes the quorum',
    file: 'rules/commission.ts',
    from: 'quorate: present >= needed',
    to: 'quorate: present > needed',
    project: 'rules',
    test: 'test/rules/ballots.test.ts',
  },
];

/** Copies run: what is red below is red for want of its guard. */
test.each([
  ['rules', 'test/rules/ballots.test.ts'],
  ['worker', 'test/worker/files.test.ts'],
])('a copy that lacks nothing is green: %s', { timeout: 3_600_000 }, (project, form) => {
  const { passed, failed } = saidInCopy({ project, test: form });
  expect(failed).toEqual([]);
  expect(passed).toBeGreaterThan(0);
});

const nameOf = ({ suite, lacks }: Guard): string => `${suite}, without ${lacks}`;
/** By guard that was tried, the test that noticed it first; '' where none did. */
const tried = new Map<string, string>();
test.each(GUARDS)('$suite is red without $lacks', { timeout: 3_600_000 }, (guard) => {
  const { passed, failed } = saidInCopy(guard, guard);
  const [first] = failed;
  tried.set(nameOf(guard), first?.test ?? '');
  process.stdout.write(
    `${guard.suite}: ${passed} passed; red: ${first?.test ?? '–'}: ${first?.said ?? '–'}\n`,
  );
  expect(failed).not.toEqual([]);
});

// Guards may be tried one by one (`-t`), each of them takes minutes. What was seen of the others is kept until all are red.
const SEEN = join(CACHE, 'guards.json');
afterAll(() => {
  const before = existsSync(SEEN) ? (JSON.parse(readFileSync(SEEN, 'utf8')) as Record<string, string>) : {};
  const seen = { ...before, ...Object.fromEntries(tried) };
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(SEEN, JSON.stringify(seen));
  const rows = GUARDS.map((guard): [string, string] => [nameOf(guard), seen[nameOf(guard)] ?? '']);
  if (rows.every(([, test]) => test !== '')) keepFigures('guards', Object.fromEntries(rows));
});
