// Started by host/astro.ts: loads Astro at once and waits to be told what to build, so that loading it takes no time of its
// own beside what is done before.

import { build } from 'astro';

/** What to build, in which folder and by which environment. */
export type Task = { root: string; cwd: string; env: Record<string, string> };

process.once('message', (task: Task) => {
  Object.assign(process.env, task.env);
  // Astro keeps chunks of its own under the folder it is started in.
  process.chdir(task.cwd);
  build({ root: task.root }).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exit(1);
    },
  );
});
// Whoever started it is gone.
process.once('disconnect', () => process.exit(1));
