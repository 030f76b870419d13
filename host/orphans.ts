// A workerd whose house was killed alone lives on with the folder's database open. The next start ends it; where its house
// still lives, two houses would share a folder, and the second does not open. Under systemd both end as one group.

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import { OperatorError } from './settings.ts';

const PAUSE_MS = 20;
const GONE_MS = 10_000;

/** What `read` finds under /proc; null where the process is gone, another user's, or no Linux. */
function found<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
const statusOf = (pid: number | string): string =>
  found(() => readFileSync(`/proc/${pid}/status`, 'utf8')) ?? '';
const parentOf = (status: string): number => Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0);
const isGone = (status: string): boolean => status === '' || /^State:\s+[ZX]/m.test(status);

/** Processes of workerd that hold a file open under `folder`. */
function workerdsIn(folder: string): number[] {
  const inside = resolve(folder) + sep;
  return (found(() => readdirSync('/proc')) ?? [])
    .filter((name) => /^\d+$/.test(name) && /^Name:\s+workerd$/m.test(statusOf(name)))
    .filter((pid) =>
      (found(() => readdirSync(`/proc/${pid}/fd`)) ?? []).some((fd) =>
        found(() => readlinkSync(`/proc/${pid}/fd/${fd}`))?.startsWith(inside),
      ),
    )
    .map(Number);
}

/** Whether `pid` is a house: who has lost theirs is handed to the init of the system or of a session. */
const isHouse = (pid: number): boolean =>
  basename(found(() => readlinkSync(`/proc/${pid}/exe`)) ?? '').startsWith('node');

/**
 * Ends each workerd that holds the database in `dataDir` and has lost its house.
 * @throws OperatorError where a house lives in the folder, or where a workerd does not end
 */
export async function endOrphans(dataDir: string, say: (line: string) => void): Promise<void> {
  for (const pid of workerdsIn(join(dataDir, 'd1'))) {
    const house = parentOf(statusOf(pid));
    if (isHouse(house))
      throw new OperatorError(
        `Process ${house} is a house that has ${dataDir} open; end it first (kill ${house}), or set DATA_DIR to another folder.`,
      );
    say(`Ending workerd (process ${pid}), which was left behind by a house that was killed …`);
    found(() => process.kill(pid, 'SIGKILL'));
    for (let waited = 0; !isGone(statusOf(pid)); waited += PAUSE_MS) {
      if (waited > GONE_MS)
        throw new OperatorError(
          `Process ${pid} still has the database in ${dataDir} open and could not be ended; end it (kill -9 ${pid}) and start again.`,
        );
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
  }
}
