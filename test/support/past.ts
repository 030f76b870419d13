// Editions of former years for tests: a lawful register said to be of another year, sealed anew, where closing an edition
// puts it.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonical } from '#rules/canonical';
import type { Register } from '#rules/publication';
import { sealed } from './forge.ts';

/** The register as that of `year`: canonical text. Its days stay where they were, which no rule forbids. */
export function registerOfYear(register: Register, year: string): string {
  const copy = structuredClone(register);
  for (const publication of copy.publications) {
    publication.contest = year;
    if (publication.body.kind === 'placement') publication.body.edition.edition = year;
  }
  return canonical(sealed(copy));
}

/** Writes YEAR/results/register.json below `folder` for each year. */
export function pastEditions(folder: string, register: Register, years: string[]): void {
  for (const year of years) {
    mkdirSync(join(folder, year, 'results'), { recursive: true });
    writeFileSync(join(folder, year, 'results', 'register.json'), registerOfYear(register, year));
  }
}
