// How the worker answers: one way for scripts (JSON) and one for browsers, one translation of findings to statuses.

import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Finding } from '#rules/finding';
import { sha256Hex } from '#rules/register';
import type { Bindings } from '../env.ts';

/** True where the caller asked for JSON. */
export const wantsJson = (c: Context<Bindings>): boolean =>
  (c.req.header('accept') ?? '').includes('application/json');

/**
 * True when a browser says the request comes from another site; scripts say nothing. Under our Referrer-Policy a
 * browser sends `Origin: null` even to ourselves, so Sec-Fetch-Site is asked first.
 */
export function fromElsewhere(c: Context<Bindings>): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = c.req.header('origin');
  return origin !== undefined && origin !== new URL(c.env.ORIGIN).origin;
}

/** Lets pass who shows the host's secret. Compared by hash, so that time tells nothing. */
export const onlyHost = createMiddleware<Bindings>(async (c, next) => {
  const given = (c.req.header('authorization') ?? '').replace(/^Bearer /, '');
  const [a, b] = await Promise.all([sha256Hex(given), sha256Hex(c.env.SECRET)]);
  return a === b ? next() : c.notFound();
});

/** A refusal of the applicant's way, by its code. */
export const refusal = (code: string): Finding => ({ clause: '12', code, kind: 'refusal' });

/** A table to be saved. */
export const csvAnswer = (c: Context<Bindings>, name: string, text: string): Response =>
  c.body(text, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
  });

/** What may be an idempotency key. */
export const isKey = (text: string): boolean => /^[\w-]{16,64}$/.test(text);
