// Who holds a draft: the private link's secret, kept in a cookie or sent as a bearer token, stored only as a hash.

import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { sha256Hex } from '#rules/register';
import { loadDraft } from '../db/drafts.ts';
import type { Draft } from '../db/drafts.ts';
import type { Bindings } from '../env.ts';
import { fromElsewhere } from './answer.ts';

const COOKIE = '__Host-application';
const YEAR_SECONDS = 365 * 24 * 3600;

export function keepDraft(c: Context<Bindings>, token: string): void {
  setCookie(c, COOKIE, token, {
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'Strict',
    maxAge: YEAR_SECONDS,
  });
}

/** The draft of the request; null where there is none, or where the request comes from another site. */
export async function ownDraft(c: Context<Bindings>): Promise<Draft | null> {
  const bearer = (c.req.header('authorization') ?? '').replace(/^Bearer /, '');
  if (bearer === '' && c.req.method !== 'GET' && fromElsewhere(c)) return null;
  const [id = '', secret = ''] = (bearer === '' ? (getCookie(c, COOKIE) ?? '') : bearer).split('.');
  if (!/^[0-9a-f]{32}$/.test(id) || secret === '') return null;
  return loadDraft(c.env.DB, id, await sha256Hex(secret));
}
