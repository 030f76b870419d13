// The system calls of running processes, in their order, as strace tells them; and what at any of them was written and
// not yet synced.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

const CALLS =
  'openat,write,writev,pwrite64,pwritev,fsync,fdatasync,syncfs,rename,renameat,renameat2,link,linkat,symlink,symlinkat,sendto,sendmsg';

/** True where this machine lets us look. */
export const canTrace = (): boolean =>
  spawnSync('strace', ['-qq', '-e', 'trace=none', 'true'], { stdio: 'ignore' }).status === 0;

/** A system call that has ended, whole, after the name of who made it: `workerd fsync(50</data/files/x>) = 0`. */
export type Call = string;

/** Threads too, files and programs by name, the beginning of what is written. */
const into = (output: string): string[] => [
  '-f',
  '-y',
  '-Y',
  '-s',
  '160',
  '-e',
  `trace=${CALLS}`,
  '-o',
  output,
];

/** Traces `pids` and all their threads while `work` runs. */
export async function traced(pids: number[], output: string, work: () => Promise<void>): Promise<Call[]> {
  const strace = spawn('strace', [...into(output), ...pids.flatMap((pid) => ['-p', String(pid)])], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // It says of each process that it is attached, after that nothing escapes it.
  let attached = 0;
  for await (const line of createInterface({ input: strace.stderr })) {
    if (line.includes('attached') && (attached += 1) === pids.length) break;
  }
  try {
    await work();
  } finally {
    strace.kill('SIGINT');
    await once(strace, 'exit');
  }
  return callsIn(readFileSync(output, 'utf8'));
}

/** The calls of a program from its beginning to its end. */
export function tracedProgram(program: string[], output: string): Call[] {
  const ran = spawnSync('strace', [...into(output), ...program]);
  if (ran.status !== 0) throw new Error(ran.stderr.toString());
  return callsIn(readFileSync(output, 'utf8'));
}

/** A call that another thread came between is put together where it ended. */
function callsIn(text: string): Call[] {
  const begun = new Map<string, string>();
  return text.split('\n').flatMap((line) => {
    const [, thread = '', by = '', call = ''] = /^(\d+)(?:<([^>]*)>)?\s+(.*)$/.exec(line) ?? [];
    if (call.endsWith('<unfinished ...>')) {
      begun.set(thread, call.slice(0, -'<unfinished ...>'.length).trimEnd());
      return [];
    }
    const [, rest] = /^<\.\.\. \w+ resumed>(.*)$/.exec(call) ?? [];
    const whole = rest === undefined ? call : `${begun.get(thread) ?? ''}${rest}`;
    return whole === '' ? [] : [`${by} ${whole}`];
  });
}

const WRITE = /^\S+ (?:write|writev|pwrite64|pwritev)\(\d+<([^>]+)>/;
const SYNC = /^\S+ (?:fsync|fdatasync)\(\d+<([^>]+)>\)\s+= 0/;
const NAMED = /^\S+ (?:rename|renameat|renameat2|link|linkat)\(.*?"([^"]+)".*?"([^"]+)"/;

/** What below `folder` is written, or named, and not synced, after the calls: paths. Pages of a checkpoint are in the log too. */
export function unsynced(calls: Call[], folder: string): string[] {
  const dirty = new Set<string>();
  for (const call of calls) {
    const [, written] = WRITE.exec(call) ?? [];
    if (written?.startsWith(folder) && !/\.sqlite(-shm)?$/.test(written)) dirty.add(written);
    const [, synced] = SYNC.exec(call) ?? [];
    if (synced !== undefined) dirty.delete(synced);
    const [, from, to] = NAMED.exec(call) ?? [];
    if (from?.startsWith(folder) && to?.startsWith(folder)) {
      if (dirty.delete(from)) dirty.add(to);
      dirty.add(dirname(to));
    }
  }
  return [...dirty];
}

/** True for a call by which workerd begins an answer over HTTP: it writes rows and answers in one thread. */
export const isAnswer = (call: Call): boolean =>
  /^workerd (?:write|writev|sendto|sendmsg)\(\d+<(?:socket|TCP|UNIX).*?"HTTP\/1\.1 \d/.test(call);
