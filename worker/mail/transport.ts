// How a letter leaves: over SMTP on one machine, by the e-mail service on Cloudflare.

import type { Env } from '../env.ts';
import type { Mail } from './compose.ts';
import { handOver } from './smtp.ts';

/** Hands one letter over; rejects with the reason where nobody took it. */
export type Transport = (mail: Mail) => Promise<void>;

/** Null where no way is set: letters wait in the outbox. */
export function transport(env: Env): Transport | null {
  const { EMAIL, SMTP } = env;
  if (EMAIL !== undefined) {
    return async (mail) => {
      await EMAIL.send(mail);
    };
  }
  if (SMTP === undefined) return null;
  const [hostname = '', port = '25'] = SMTP.split(':');
  return (mail) => handOver({ hostname, port: Number(port) }, mail);
}
