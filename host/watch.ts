// Watches what the house stands on: the room left on its disk, and its clock. Where one of them would make what is filed
// unsafe or its instant wrong, nothing more is taken until it is put right; everything can be read.

import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';

/** Why nothing is taken; null where all is well. */
export type Refuses = 'disk' | 'clock' | null;

export type State = {
  refuses: Refuses;
  disk: { freeBytes: number; reserveBytes: number };
  /** Seconds by which the clock has been moved since the house started, forward positive. */
  clockMovedSeconds: number;
  /** The clock stands before the newest entry of the journal. */
  clockBehindJournal: boolean;
  /** ISO UTC; null where none was made, or is known of. */
  newestBackup: string | null;
  lastTick: string | null;
};

type Options = {
  dataDir: string;
  reserveBytes: number;
  /** A moved clock tells nothing of the machine's. */ moved: boolean;
};

const EACH_MS = 5000;
// A step of the time service at its start is less; a wrong battery or a slip of the hand is more.
const MOST_MOVED_MS = 60_000;
/** What the last backup says of itself, in the data folder. */
export const BACKED_UP = 'last-backup.json';

export class Watch {
  private readonly options: Options;
  private readonly tell: (refuses: Refuses) => void;
  private readonly began = { wall: Date.now(), steady: performance.now() };
  private newestEntry = 0;
  private freeBytes = Number.MAX_SAFE_INTEGER;
  private told: Refuses = null;
  private lastTick: number | null = null;
  private readonly timer: NodeJS.Timeout;

  /** `tell` hears of each change. */
  constructor(options: Options, tell: (refuses: Refuses) => void) {
    this.options = options;
    this.tell = tell;
    this.timer = setInterval(() => void this.look(), EACH_MS);
  }

  /** Looks now; `newestEntry` is the instant of the newest entry of the journal, milliseconds. */
  async look(newestEntry = this.newestEntry): Promise<Refuses> {
    this.newestEntry = newestEntry;
    // A disk that does not even say how full it is holds nothing.
    this.freeBytes = await statfs(this.options.dataDir).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => 0,
    );
    const refuses = this.refuses();
    if (refuses !== this.told) this.tell(refuses);
    this.told = refuses;
    return refuses;
  }

  ticked(): void {
    this.lastTick = Date.now();
  }

  state(): State {
    return {
      refuses: this.refuses(),
      disk: { freeBytes: this.freeBytes, reserveBytes: this.options.reserveBytes },
      clockMovedSeconds: Math.round(this.moved() / 1000),
      clockBehindJournal: this.behind(),
      newestBackup: newestBackup(this.options.dataDir),
      lastTick: this.lastTick === null ? null : new Date(this.lastTick).toISOString(),
    };
  }

  end(): void {
    clearInterval(this.timer);
  }

  private refuses(): Refuses {
    if (this.behind() || Math.abs(this.moved()) > MOST_MOVED_MS) return 'clock';
    return this.freeBytes < this.options.reserveBytes ? 'disk' : null;
  }

  private moved(): number {
    return Date.now() - this.began.wall - (performance.now() - this.began.steady);
  }

  private behind(): boolean {
    return !this.options.moved && Date.now() < this.newestEntry - MOST_MOVED_MS;
  }
}

function newestBackup(dataDir: string): string | null {
  try {
    const { takenAt } = JSON.parse(readFileSync(join(dataDir, BACKED_UP), 'utf8')) as { takenAt?: unknown };
    return typeof takenAt === 'string' ? takenAt : null;
  } catch {
    return null;
  }
}
