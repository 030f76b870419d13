// Counts the tests of test/rules by the paragraphs that their names cite, as the page of the rules says it.
// `node test/support/tests-by-paragraph.ts` writes content/tests-by-paragraph.json anew.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
export const COUNTS = join(ROOT, 'content/tests-by-paragraph.json');

/** Tests by paragraph: a test counts for each paragraph that its own name or a group around it cites. */
export function testsByParagraph(): Record<string, number> {
  const folder = mkdtempSync(join(tmpdir(), 'uzdik-tests-'));
  const list = join(folder, 'list.json');
  try {
    const args = ['list', '--config', 'test/vitest.config.ts', '--project', 'rules', `--json=${list}`];
    execFileSync(join(ROOT, 'node_modules/.bin/vitest'), args, { cwd: ROOT, stdio: 'pipe' });
    const tests = JSON.parse(readFileSync(list, 'utf8')) as { name: string; file: string }[];
    const counts: Record<string, number> = {};
    for (const { name, file } of tests) {
      // It reads the paragraphs' list itself and proves none of them.
      if (file.endsWith('/traceability.test.ts')) continue;
      for (const n of new Set(
        [...name.matchAll(/§(A?\d+)\b|Appendix (\d)/g)].map(([, n, a]) => n ?? `A${a}`),
      )) {
        counts[n] = (counts[n] ?? 0) + 1;
      }
    }
    const order = (n: string): number => (n.startsWith('A') ? 100 : 0) + Number(n.replace('A', ''));
    return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => order(a) - order(b)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(COUNTS, `${JSON.stringify(testsByParagraph(), null, 2)}\n`);
  process.stdout.write(`Wrote ${COUNTS}\n`);
}
