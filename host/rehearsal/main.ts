// npm run rehearsal: a whole contest over HTTP on a fresh folder with the clock moved. Its last line is one JSON
// object; keys are added over time, none goes away.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Register } from '#rules/publication';
import { receiptFindings } from '#rules/receipt';
import { readReceipt } from '#rules/receipt.schema';
import { verifyRegister } from '#rules/verify-register';
import { OperatorError } from '../settings.ts';
import { workerBundle } from '../worker-bundle.ts';
import { openChild, stopChild, workerdPeakMb } from './child.ts';
import { openMailbox } from './mailbox.ts';
import { play } from './play.ts';
import { Scene } from './scene.ts';

const HELP =
  'npm run rehearsal -- [--regions 1…20] [--applicants 1…] [--seed N] [--port N] [--at-once N] [--keep]';
const WAIT_MS = 100;
const LIVE_MS = 120_000;

type Options = {
  regions: number;
  applicants: number;
  seed: number;
  port: number;
  atOnce: number;
  keep: boolean;
};

function parse(args: string[]): Options {
  const options: Options = { regions: 20, applicants: 6, seed: 1, port: 8788, atOnce: 8, keep: false };
  const names = {
    '--regions': 'regions',
    '--applicants': 'applicants',
    '--seed': 'seed',
    '--port': 'port',
    '--at-once': 'atOnce',
  } as const;
  for (let index = 0; index < args.length; index += 1) {
    const flag = args[index] ?? '';
    if (flag === '--keep') {
      options.keep = true;
      continue;
    }
    const name = names[flag as keyof typeof names];
    const value = Number(args[index + 1]);
    if (name === undefined || !Number.isInteger(value) || value < 0)
      throw new OperatorError(`«${flag}» is not understood. ${HELP}`);
    options[name] = value;
    index += 1;
  }
  if (options.regions < 1 || options.regions > 20)
    throw new OperatorError(`--regions goes from 1 to 20. ${HELP}`);
  return options;
}

export async function rehearsal(args: string[]): Promise<void> {
  const options = parse(args);
  const dataDir = process.env.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'uzdik-rehearsal-'));
  const started = performance.now();
  const bar = progress();
  bar('preparing', 0, 1);
  await workerBundle();
  const mailbox = await openMailbox();
  const house = await openChild(options.port, dataDir, { SMTP: mailbox.address }).catch(
    async (error: unknown) => {
      await mailbox.close();
      throw error;
    },
  );
  const { origin, secret } = house;
  let errors = 0;
  const scene = new Scene(
    {
      origin,
      secret,
      tell: bar,
      async moveClock(to) {
        await fetch(`${origin}/api/clock`, { method: 'POST', body: JSON.stringify({ now: to }) });
      },
      async untilLive() {
        await untilLive(origin, secret, bar);
      },
    },
    options,
  );
  const playing = performance.now();
  try {
    await play(scene);
  } catch (error) {
    errors += 1;
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  }
  const played = performance.now();
  const publishToLiveMs = await untilLive(origin, secret, bar).catch(() => {
    errors += 1;
    return null;
  });
  await untilSent(origin, secret, bar).catch(() => {
    errors += 1;
  });
  const text = await (await fetch(`${origin}/data/register.json`)).text();
  const { ok, head } = await verifyRegister(text);
  const receiptsVerified = await verifiedReceipts(scene.receipts, text);
  if (receiptsVerified < scene.tally.applications) errors += 1;
  const { filingMs, filingSeconds, ...tally } = scene.tally;
  const sorted = [...filingMs].sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) * 10) / 10;
  const seconds = (from: number, to: number): number => Math.round((to - from) / 100) / 10;
  const result = {
    ...tally,
    publications: head?.number ?? 0,
    registerVerified: ok,
    receiptsVerified,
    lettersSent: mailbox.received(),
    errors,
    seconds: {
      total: seconds(started, performance.now()),
      play: seconds(playing, played),
      filing: Math.round(filingSeconds * 10) / 10,
    },
    figures: {
      filingsPerSecond: filingSeconds === 0 ? 0 : Math.round((filingMs.length / filingSeconds) * 10) / 10,
      filingP50Ms: at(0.5),
      filingP95Ms: at(0.95),
      workerdPeakMb: workerdPeakMb(house.child),
      publishToLiveMs,
    },
    urls: {
      site: `${origin}/kk/`,
      results: `${origin}/kk/results/2026/`,
      register: `${origin}/data/register.json`,
      desk: `${origin}/desk/kk/`,
    },
    dataDir,
  };
  process.stderr.write('\n');
  process.stdout.write(`${JSON.stringify(result)}\n`);
  if (errors > 0 || !ok) process.exitCode = 1;
  if (options.keep) {
    process.stderr.write(`The rehearsal goes on at ${origin}/kk/ until Ctrl-C.\n`);
    return;
  }
  await stopChild(house.child);
  await mailbox.close();
}

/** How many of the receipts hold against the register. */
async function verifiedReceipts(receipts: unknown[], registerText: string): Promise<number> {
  const register = JSON.parse(registerText) as Register;
  const verdicts = await Promise.all(
    receipts.map(async (given) => {
      const receipt = readReceipt(JSON.stringify(given));
      return receipt !== null && (await receiptFindings(receipt, register)).length === 0;
    }),
  );
  return verdicts.filter(Boolean).length;
}

/** Lets every letter that waits leave. */
async function untilSent(origin: string, secret: string, tell: ReturnType<typeof progress>): Promise<void> {
  for (;;) {
    const answer = await fetch(`${origin}/api/letters`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}` },
    });
    const { sent, waiting } = await answer.json<{ sent: number; waiting: number }>();
    tell('letters', sent, sent + waiting);
    if (waiting === 0 || sent === 0) return;
  }
}

/** Waits until readers see everything that is committed; milliseconds from now. */
async function untilLive(origin: string, secret: string, tell: ReturnType<typeof progress>): Promise<number> {
  const began = performance.now();
  for (;;) {
    const answer = await fetch(`${origin}/api/rebuild`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}` },
    });
    const { wanted, live } = await answer.json<{ wanted: number; live: number }>();
    if (live >= wanted) return Math.round(performance.now() - began);
    tell('the site follows', live, wanted);
    if (performance.now() - began > LIVE_MS) throw new Error(`the site stays at ${live} of ${wanted}`);
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
}

/** A line that is written over on a terminal; every tenth step elsewhere. */
function progress(): (what: string, done: number, of: number) => void {
  const terminal = process.stderr.isTTY;
  let last = '';
  return (what, done, of) => {
    const line = `${what} ${done}/${of}`;
    if (terminal)
      process.stderr.write(
        `\r\u001b[K${'█'.repeat(Math.round((done / Math.max(of, 1)) * 30)).padEnd(30, '·')} ${line}`,
      );
    else if (what !== last) process.stderr.write(`${line}\n`);
    last = what;
  };
}
