// Filings a second beside the practical floor and a bare worker, in one run, in turn, as medians and ratios.

import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { median, rounded } from '../median.ts';
import { cpuMs, peakMb } from './processes.ts';

/** The floor, a bare worker, the house with an application in one request, and with a draft that is then filed. */
const KINDS = ['floor', 'bare', 'uzdik', 'draft'] as const;
type Kind = (typeof KINDS)[number];
type Server = { origin: string; pid: number; stop(): void };
type Round = { perSecond: number; p50: number; cpuMs: number };

const run = promisify(execFile);

/** Starts one of them and waits for its address. */
export async function start(kind: Kind): Promise<Server> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server.ts'), kind], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const origin of createInterface(child.stdout))
    return { origin, pid: child.pid ?? 0, stop: () => child.stdin.end() };
  throw new Error(`${kind} did not start`);
}

/** One round of `count` filings, `atOnce` side by side; `same` sends the same bytes again, which take no new room. */
export async function round(
  kind: Kind,
  server: Server,
  atOnce: number,
  count: number,
  same = false,
): Promise<Round> {
  const before = cpuMs(server.pid);
  const asked = [kind, server.origin, atOnce, count, same].map(String);
  const args = [join(import.meta.dirname, 'load.ts'), ...asked];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 2 ** 26 });
  const { seconds, times } = JSON.parse(stdout) as { seconds: number; times: number[] };
  return {
    perSecond: count / seconds,
    p50: median(times),
    cpuMs: (cpuMs(server.pid) - before) / count,
  };
}

/** Every kind at every width, `rounds` times in turn. */
export async function filing(
  say: (text: string) => void,
  { rounds, count, widths }: { rounds: number; count: number; widths: number[] },
) {
  const servers = await Promise.all(KINDS.map(async (kind) => [kind, await start(kind)] as const));
  const found = new Map<string, Round[]>();
  for (const [kind, server] of servers) await round(kind, server, 8, count);
  for (let turn = 1; turn <= rounds; turn += 1)
    for (const width of widths)
      for (const [kind, server] of servers) {
        const key = `${kind} ${width}`;
        found.set(key, [
          ...(found.get(key) ?? []),
          await round(kind, server, width, width === 1 ? count / 4 : count),
        ]);
        say(
          `filing: round ${turn} of ${rounds}, ${key}: ${rounded(found.get(key)?.at(-1)?.perSecond ?? 0)} a second`,
        );
      }
  const figures = Object.fromEntries(
    [...found].map(([key, list]) => [
      key,
      {
        perSecond: rounded(median(list.map((one) => one.perSecond))),
        p50: rounded(median(list.map((one) => one.p50))),
        cpuMs: rounded(median(list.map((one) => one.cpuMs))),
      },
    ]),
  );
  const peaks = Object.fromEntries(servers.map(([kind, { pid }]) => [kind, Math.round(peakMb(pid))]));
  for (const [, server] of servers) server.stop();
  return { figures, peakMb: peaks };
}
