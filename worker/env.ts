// What the worker is given: bindings on Cloudflare, services of the host on one machine (design: one code path).

import type { Mode } from '#rules/publication';
import type { Seat } from './db/commission.ts';
import type { Refused } from './pages/typed-again.ts';
import type { Signed } from './sign-in.ts';

export type Env = {
  DB: D1Database;
  /** The host's file store; absent where R2 keeps the files. */
  FILES?: Fetcher;
  FILES_BUCKET?: R2Bucket;
  /** The built site. */
  SITE: Fetcher;
  /** POST /rebuild with the register starts a rebuild; absent on Cloudflare, where REBUILD_HOOK is called. */
  HOST?: Fetcher;
  /** GET answers the moved clock in milliseconds; production has no such binding. */
  CLOCK?: Fetcher;
  /** Scheme and host under which readers know the site; links are made from it alone. */
  ORIGIN: string;
  MODE: Mode;
  /** 32 random bytes as hex: signs sessions, opens the host's own routes. */
  SECRET: string;
  /** Ed25519 private key of the register, PKCS #8 in base64. */
  REGISTER_KEY: string;
  /** Cloudflare's e-mail service; absent on one machine. */
  EMAIL?: SendEmail;
  /** 'host:port' of the mail server; without it and EMAIL letters wait in the outbox. */
  SMTP?: string;
  MAIL_FROM?: string;
  REBUILD_HOOK?: string;
};

export type Bindings = {
  Bindings: Env;
  /** The first two are set by the guard of the desk, `refused` by an act that was refused to a form. */
  Variables: { person: Signed; seat: Seat; refused?: Refused };
};
