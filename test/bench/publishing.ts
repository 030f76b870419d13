// How long a publication takes until readers see it, beside 1, 10 and 100 archived editions: their pages are made once,
// so that the figures should be alike. And ten editions of twenty regions built from nothing.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonical } from '#rules/canonical';
import { buildSite } from '../../host/site-build.ts';
import { pastEditions } from '../support/past.ts';
import { bodies, registerOf } from '../support/register.ts';
import { median } from './median.ts';

const ARCHIVED = [1, 10, 100];
const TIMES = 5;
const EDITIONS = 10;
const NEWEST = 2025;

const seconds = (milliseconds: number): number => Math.round(milliseconds / 100) / 10;
const years = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(NEWEST - index));

/** Seconds of a build from nothing, and the median of publications one after the other. */
async function measured(archived: number): Promise<{ first: number; next: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'uzdik-publishing-'));
  const [dataDir, archive] = [join(folder, 'data'), join(folder, 'content')];
  const list = await bodies();
  // The numbers of a run are its own, so nothing of them was made before.
  pastEditions(archive, await registerOf(list), years(archived));
  const times: number[] = [];
  for (let cut = list.length - TIMES; cut <= list.length; cut += 1) {
    const register = canonical(await registerOf(list.slice(0, cut)));
    const began = performance.now();
    await buildSite({
      ...{ dataDir, archive, mode: 'rehearsal', origin: 'http://127.0.0.1', register, content: null },
    });
    times.push(performance.now() - began);
  }
  rmSync(folder, { recursive: true });
  const [first = 0, ...next] = times;
  return { first: seconds(first), next: seconds(median(next)) };
}

/** Seconds; `tenEditions` are nine archived ones and the one in force. */
export async function publishing(say: (text: string) => void) {
  const live: Record<string, number> = {};
  for (const archived of ARCHIVED) {
    live[`${archived} archived`] = (await measured(archived)).next;
    say(`publication → live beside ${archived} archived editions: ${live[`${archived} archived`]} s`);
  }
  const { first } = await measured(EDITIONS - 1);
  say(`${EDITIONS} editions of 20 regions in three languages from nothing: ${first} s`);
  return { publicationToLive: live, tenEditions: first };
}
