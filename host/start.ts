// Starts the house for a person, and as the child of a rehearsal.

import { readFileSync } from 'node:fs';
import type { Mode } from '#rules/publication';
import { serve } from './serve.ts';
import type { House } from './serve.ts';
import { settingsFromEnvironment } from './settings.ts';
import type { Settings } from './settings.ts';

/** Ends cleanly at Ctrl-C: everything that the house started ends with it. */
export function untilStopped(house: House): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    house.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** The one-time link of the Agency's first administrator; null where there is one already. */
export async function firstLink(house: House): Promise<string | null> {
  const answer = await fetch(`${house.door}/api/first-administrator`, {
    method: 'POST',
    headers: { authorization: `Bearer ${house.secret}` },
  });
  return answer.ok ? (await answer.json<{ link: string }>()).link : null;
}

export async function start(settings: Settings): Promise<void> {
  const say = (what: string): void => void process.stdout.write(`${what}\n`);
  const house = await serve(settings, say);
  untilStopped(house);
  say(`\nUzdik is open at ${settings.origin}/`);
  say(`The desk of the commissions: ${settings.origin}/desk/`);
  say(`Everything it keeps is in ${settings.dataDir}`);
  const link = await firstLink(house);
  if (link !== null)
    say(`\nNobody works here yet. Register the Agency's first administrator, once:\n  ${link}`);
  if (settings.smtp === undefined) say('\nLetters wait in the outbox until SMTP=host:port is set.');
}

/**
 * The child of a rehearsal: says on its first line where it is and ends with its parent. A test may put a module before
 * the worker's own by the path in UZDIK_BEFORE.
 */
export async function house(): Promise<void> {
  const mode = (process.env.UZDIK_HOUSE_MODE ?? 'rehearsal') as Mode;
  const before = process.env.UZDIK_BEFORE;
  const between = before === undefined ? {} : { main: readFileSync(before, 'utf8') };
  const opened = await serve(settingsFromEnvironment(mode), undefined, between);
  untilStopped(opened);
  process.stdout.write(`${JSON.stringify({ origin: opened.origin, secret: opened.secret })}\n`);
  process.stdin.on('end', () => process.emit('SIGTERM'));
  process.stdin.resume();
}
