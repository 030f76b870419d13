// The names of the store's files: durable once the folder is synced, and given and taken away one after the other, so that
// a file which comes again while it is swept is not lost.

import { link, rename, rm, stat, utimes } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

export class StoredNames {
  private readonly folder: string;
  private readonly handle: FileHandle;
  private readonly turns = new Map<string, Promise<void>>();
  private running: Promise<void> = Promise.resolve();
  private waiting: Promise<void> | null = null;
  constructor(folder: string, handle: FileHandle) {
    this.folder = folder;
    this.handle = handle;
  }

  /** Gives a synced file its name by hash; the same bytes again take the place of themselves. Durable when it resolves. */
  async give(sha256: string, from: string, how: 'moved' | 'linked'): Promise<void> {
    const to = join(this.folder, sha256);
    await this.inTurn(sha256, async () => {
      if (how === 'moved') await rename(from, to);
      else {
        await link(from, to).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'EEXIST') throw error;
        });
        // A sweep sees that the bytes have come again.
        await utimes(to, new Date(), new Date());
      }
    });
    await this.sync();
  }

  /** Takes a file away; with `before`, milliseconds, only where it has not come again since. */
  async remove(sha256: string, before?: string | string[]): Promise<void> {
    const path = join(this.folder, sha256);
    await this.inTurn(sha256, async () => {
      const found = before === undefined ? null : await stat(path).catch(() => null);
      if (found === null || found.mtimeMs < Number(before)) await rm(path, { force: true });
    });
    await this.sync();
  }

  private async inTurn(sha256: string, work: () => Promise<void>): Promise<void> {
    const before = this.turns.get(sha256) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(work);
    this.turns.set(sha256, turn);
    await turn.finally(() => {
      if (this.turns.get(sha256) === turn) this.turns.delete(sha256);
    });
  }

  /** Resolves after a sync that began after this call; files that come together share one. */
  private sync(): Promise<void> {
    this.waiting ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.running = this.handle.sync();
        this.waiting = null;
        return this.running;
      });
    return this.waiting;
  }
}
