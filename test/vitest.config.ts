// The suites of `npm test`: rules (pure functions), meta (the project's own order), worker (real workerd over HTTP),
// browser; and proof, the long ones of `npm run proof`.

import { defineConfig } from 'vitest/config';

const MINUTE = 60_000;
const suite = (name: string) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: name === 'rules' || name === 'meta' ? MINUTE : 3 * MINUTE,
    hookTimeout: 5 * MINUTE,
    // Each house is a workerd of its own; two cores carry two.
    maxWorkers: 2,
    fileParallelism: name === 'rules' || name === 'meta',
  },
});

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: { projects: ['rules', 'meta', 'worker', 'browser', 'proof'].map(suite) },
});
