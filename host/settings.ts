// What the operator sets: addresses, folders, mail. Everything has a default that works on one machine.

import { resolve } from 'node:path';
import type { Mode } from '#rules/publication';

export type Settings = {
  mode: Mode;
  port: number;
  dataDir: string;
  /** Scheme and host readers use; behind a TLS proxy its address. */
  origin: string;
  smtp: string | undefined;
  mailFrom: string | undefined;
  /** A proxy stands before the door and says whom a request comes from. */
  trustProxy: boolean;
  /** Requests and errors go to the error stream as lines of JSON. */
  log?: boolean;
  /** Below so many free bytes on the disk of the data folder nothing is taken any more. */
  reserveBytes?: number;
};

/** A message for the operator: one sentence with the remedy, no stack. */
export class OperatorError extends Error {}

const PORT = 8787;
const RESERVE_MB = 500;
const MEGABYTE = 2 ** 20;
export const PROJECT = resolve(import.meta.dirname, '..');

export function settingsFromEnvironment(mode: Mode, env: NodeJS.ProcessEnv = process.env): Settings {
  const port = env.PORT === undefined || env.PORT === '' ? PORT : Number(env.PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new OperatorError(`PORT is «${env.PORT}»; set it to a number from 1 to 65535.`);
  }
  const reserve = env.DISK_RESERVE_MB === undefined ? RESERVE_MB : Number(env.DISK_RESERVE_MB);
  if (!Number.isInteger(reserve) || reserve < 0) {
    throw new OperatorError(`DISK_RESERVE_MB is «${env.DISK_RESERVE_MB}»; set it to a number of megabytes.`);
  }
  return {
    mode,
    port,
    dataDir: resolve(env.DATA_DIR ?? '.data'),
    origin: env.ORIGIN ?? `http://127.0.0.1:${port}`,
    smtp: env.SMTP,
    mailFrom: env.MAIL_FROM,
    trustProxy: mode === 'rehearsal' || env.TRUST_PROXY === '1',
    log: env.LOG === undefined ? mode === 'real' : env.LOG === '1',
    reserveBytes: reserve * MEGABYTE,
  };
}
