// Sends what waits in the outbox. Mail is never on the critical path: without a server letters wait, and a letter
// that fails is tried again, later each time, under the same Message-ID.

import { LogLevel, WorkerMailer } from 'worker-mailer';
import { formatInstant } from '#rules/dates-in-words';
import { claimLetter, letterFailed, letterSent } from '../db/outbox.ts';
import type { Waiting } from '../db/outbox.ts';
import type { Env } from '../env.ts';
import { words } from '../texts.ts';

const MOST_PER_TICK = 50;

/** Sends up to fifty letters that are due at `at`; the number sent. */
export async function sendLetters(env: Env, at: number): Promise<number> {
  if (env.SMTP === undefined) return 0;
  const [host = '', port = '25'] = env.SMTP.split(':');
  let sent = 0;
  for (let turn = 0; turn < MOST_PER_TICK; turn += 1) {
    const letter = await claimLetter(env.DB, at);
    if (letter === null) break;
    try {
      await WorkerMailer.send(
        { host, port: Number(port), secure: false, startTls: false, logLevel: LogLevel.NONE },
        compose(env, letter),
      );
      await letterSent(env.DB, letter.key, at);
      sent += 1;
    } catch (error) {
      await letterFailed(env.DB, letter, at, error instanceof Error ? error.message : String(error));
    }
  }
  return sent;
}

function compose(env: Env, letter: Waiting): Parameters<typeof WorkerMailer.send>[1] {
  const values = inWords(letter);
  const host = new URL(env.ORIGIN).hostname;
  const id = letter.key.replace(/[^A-Za-z0-9:-]/g, '');
  return {
    from: env.MAIL_FROM ?? `uzdik@${host}`,
    to: letter.recipient,
    subject: oneLine(words(letter.language, 'letters', `${letter.template}.subject`, values)),
    text: words(letter.language, 'letters', `${letter.template}.body`, values),
    headers: { 'Message-ID': `<${id}@${host}>`, 'Auto-Submitted': 'auto-generated' },
  };
}

/** A letter's values in the reader's words: instants as dates, grounds as sentences. */
function inWords({ vals, language }: Waiting): Record<string, string | number> {
  const values = JSON.parse(vals) as Record<string, string | number>;
  const said = (key: string, value: string | number): string | number => {
    if (typeof value !== 'string') return value;
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return formatInstant(value, language);
    if (key !== 'grounds') return value;
    return value
      .split(' ')
      .map((ground) => words(language, 'desk', `ground.${ground}`))
      .join('; ');
  };
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, said(key, value)]));
}

const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ');
