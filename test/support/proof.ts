// npm run proof [-- SUITE…]: the suites at their full pass line, one after the other, then the page of proofs and a summary.
// `--page` only writes the page.

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { PAGE, proofPage, results, SUITES } from './proof-page.ts';

const asked = process.argv.slice(2);
const run = asked.includes('--page')
  ? { status: 0 }
  : spawnSync(
      'node_modules/.bin/vitest',
      ['run', '--config', 'test/vitest.config.ts', '--project', 'proof', ...asked],
      { stdio: 'inherit' },
    );
const kept = results();
writeFileSync(PAGE, proofPage(kept));
for (const { suite } of SUITES) {
  const result = kept.get(suite);
  const said =
    result === undefined ? 'not run in full yet' : `${result.date} ${JSON.stringify(result.figures)}`;
  process.stdout.write(`${suite}: ${said}\n`);
}
process.stdout.write(`${kept.size} of ${SUITES.length} suites have figures; docs/proof.md says them.\n`);
process.exitCode = run.status ?? 1;
