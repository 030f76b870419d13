// What a process and those it started have used, as Linux counts it.

import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second that /proc counts in (USER_HZ, always 100 on Linux). */
const TICKS = 100;

type Process = { pid: number; parent: number; ticks: number };

function processes(): Process[] {
  return readdirSync('/proc').flatMap((name): Process[] => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // The name of the program stands in brackets and may hold blanks.
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return [
        { pid: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) },
      ];
    } catch {
      return [];
    }
  });
}

/** The process and everything that it started, directly or not. */
function family(pid: number): Process[] {
  const all = processes();
  const found = all.filter((one) => one.pid === pid);
  for (const one of found) found.push(...all.filter(({ parent }) => parent === one.pid));
  return found;
}

/** Milliseconds of processor time so far. */
export const cpuMs = (pid: number): number =>
  family(pid).reduce((sum, { ticks }) => sum + (ticks * 1000) / TICKS, 0);

/** Resident megabytes now. */
export const residentMb = (pid: number): number =>
  family(pid).reduce((sum, one) => sum + statusOf(one.pid, 'VmRSS') / 1024, 0);

/** The most resident megabytes that there were. */
export const peakMb = (pid: number): number =>
  family(pid).reduce((sum, one) => sum + statusOf(one.pid, 'VmHWM') / 1024, 0);

function statusOf(pid: number, name: string): number {
  try {
    const [, kb] =
      new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kb ?? 0);
  } catch {
    return 0;
  }
}
