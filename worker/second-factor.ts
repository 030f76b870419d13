// The second factor: six digits of an authenticator app (RFC 6238), or a recovery code. The library that keeps the
// sessions asks for none after a link, so the desk's own guard does.

import { Secret, TOTP } from 'otpauth';
import { sha256Hex } from '#rules/register';
import { newId } from './acts/act.ts';
import { commit, headOf } from './db/commit.ts';
import {
  countFailure,
  factorOf,
  guardPeriod,
  guardRecoveryCode,
  hasRecoveryCode,
  keepRecoveryCodes,
  showFactor,
  spendRecoveryCode,
  usePeriod,
} from './db/factors.ts';
import type { Env } from './env.ts';
import type { Signed } from './sign-in.ts';

const PERIOD_SECONDS = 30;
// One period before and after: clocks of phones are rarely exact.
const WINDOW = 1;
const MOST_FAILURES = 5;
const LOCK_MS = 5 * 60_000;
const RECOVERY_CODES = 8;
const SECRET_BYTES = 20;
// No letter or digit that is taken for another.
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export type FactorState = {
  confirmed: boolean;
  /** What the app is given; null once it has it. */
  secret: { text: string; uri: string } | null;
};
export type Shown =
  /** The codes are told once, when the factor is first shown. */
  { kind: 'shown'; recoveryCodes: string[] } | { kind: 'wrong' } | { kind: 'locked' };

async function totpOf(env: Env, email: string, nonce: string): Promise<TOTP> {
  const key = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(env.SECRET),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const message = new TextEncoder().encode(`second-factor:${email}:${nonce}`);
  const bytes = (await crypto.subtle.sign('HMAC', key, message)).slice(0, SECRET_BYTES);
  const issuer = new URL(env.ORIGIN).hostname;
  return new TOTP({ issuer, label: email, secret: new Secret({ buffer: bytes }), period: PERIOD_SECONDS });
}

/** Where the person's factor stands. */
export async function factorState(env: Env, { email }: Signed): Promise<FactorState> {
  const factor = await factorOf(env.DB, email, newId());
  if (factor.confirmed) return { confirmed: true, secret: null };
  const totp = await totpOf(env, email, factor.nonce);
  return { confirmed: false, secret: { text: totp.secret.base32, uri: totp.toString() } };
}

/** Shows a code in the person's session. */
export async function passSecondFactor(env: Env, person: Signed, typed: string, at: number): Promise<Shown> {
  const { email, session, seats } = person;
  const factor = await factorOf(env.DB, email, newId());
  if (factor.lockedUntil > at) return { kind: 'locked' };
  const code = typed.replace(/[\s-]/g, '').toUpperCase();
  const way = /^\d{6}$/.test(code)
    ? await byApp(env, email, factor.nonce, code, at)
    : await byRecoveryCode(env, email, code, at);
  if (way !== null && way.period > factor.lastPeriod) {
    const recoveryCodes = factor.confirmed ? [] : Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    const hashes = await Promise.all(recoveryCodes.map((made) => hashOf(email, made.replace(/-/g, ''))));
    const stream = `sign-in:${seats[0]?.id ?? ''}`;
    const outcome = await commit(env.DB, {
      name: 'second-factor',
      stream,
      actor: seats[0]?.id ?? '',
      at,
      request: { key: `second-factor:${session}:${await hashOf(email, code)}`, payload: { session } },
      head: await headOf(env.DB, stream),
      body: { by: way.by, first: !factor.confirmed },
      guards: [way.guard],
      changes: [
        way.change,
        showFactor(env.DB, session, at),
        ...(hashes.length === 0 ? [] : [keepRecoveryCodes(env.DB, email, hashes)]),
      ],
      letters: [],
      answer: {},
    });
    if (outcome.kind === 'done') return { kind: 'shown', recoveryCodes };
    if (outcome.kind === 'replayed') return { kind: 'shown', recoveryCodes: [] };
  }
  await countFailure(env.DB, email, MOST_FAILURES, at + LOCK_MS);
  return { kind: 'wrong' };
}

type Way = {
  by: 'app' | 'recovery';
  period: number;
  guard: D1PreparedStatement;
  change: D1PreparedStatement;
};

async function byApp(env: Env, email: string, nonce: string, code: string, at: number): Promise<Way | null> {
  const delta = (await totpOf(env, email, nonce)).validate({ token: code, timestamp: at, window: WINDOW });
  if (delta === null) return null;
  const period = Math.floor(at / 1000 / PERIOD_SECONDS) + delta;
  return {
    by: 'app',
    period,
    guard: guardPeriod(env.DB, email, period),
    change: usePeriod(env.DB, email, period, at),
  };
}

async function byRecoveryCode(env: Env, email: string, code: string, at: number): Promise<Way | null> {
  const hash = await hashOf(email, code);
  if (!(await hasRecoveryCode(env.DB, email, hash))) return null;
  return {
    by: 'recovery',
    period: Infinity,
    guard: guardRecoveryCode(env.DB, email, hash),
    change: spendRecoveryCode(env.DB, hash, at),
  };
}

const hashOf = (email: string, code: string): Promise<string> => sha256Hex(`${email}:${code}`);

/** '7K3M9-QXT2A': fifty random bits. */
function newRecoveryCode(): string {
  const letters = [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => LETTERS[byte % 32] ?? '0');
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
}
