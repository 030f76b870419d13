// What a suite of the proof measured: printed, and kept as test/proof/results/<suite>.json for the page of proofs.

import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../proof/results');
const GIB = 2 ** 30;

export type Figures = Readonly<Record<string, number | string | boolean>>;
export type Result = {
  suite: string;
  /** What anybody types to measure it again. */
  command: string;
  /** Day of the run, UTC. */
  date: string;
  machine: { cores: number; memoryGiB: number; node: string };
  figures: Figures;
};

/** Prints the figures of a suite's full form and writes them; a run of the same suite replaces the last one. */
export function keepFigures(suite: string, figures: Figures, command = `npm run proof -- ${suite}`): void {
  const result: Result = {
    suite,
    command,
    date: new Date().toISOString().slice(0, 10),
    machine: {
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / GIB),
      node: process.versions.node,
    },
    figures,
  };
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${suite}.json`), `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(`${suite}: ${JSON.stringify(figures)}\n`);
}
