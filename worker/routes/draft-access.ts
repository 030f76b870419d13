// Who holds a draft: the private link's secret, kept in a cookie or sent as a bearer token, stored only as a hash.

import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import type { Language } from '#rules/application';
import { sha256Hex } from '#rules/register';
import { loadDraft } from '../db/drafts.ts';
import type { Draft, Holder } from '../db/drafts.ts';
import type { Bindings } from '../env.ts';
import { isLanguage } from '../pages/frame.ts';
import { fromElsewhere } from './answer.ts';

export const COOKIE = '__Host-application';
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

export const hasBearer = (c: Context<Bindings>): boolean => c.req.header('authorization') !== undefined;

/** Refuses what a page of another site sends. A bearer token is not sent by itself, so it proves the sender. */
export const fromHere = createMiddleware<Bindings>(async (c, next) => {
  if (c.req.method !== 'GET' && !hasBearer(c) && fromElsewhere(c)) {
    return c.json({ error: 'FROM_ELSEWHERE' }, 403);
  }
  return next();
});

/** The token that the request shows, '' where it shows none. */
export const tokenOf = (c: Context<Bindings>): string =>
  hasBearer(c) ? (c.req.header('authorization') ?? '').replace(/^Bearer /, '') : (getCookie(c, COOKIE) ?? '');

/** Which draft a token names and the hash of its secret; null where it is none. */
export async function holderBy(token: string): Promise<Holder | null> {
  const [id = '', secret = ''] = token.split('.');
  if (!/^[0-9a-f]{32}$/.test(id) || secret === '') return null;
  return { id, secretHash: await sha256Hex(secret) };
}

/** Who will hold a draft under a token that the sender made: an id and a secret of 128 bits and more; null where it is none. */
export const newHolderBy = async (c: Context<Bindings>): Promise<Holder | null> =>
  hasBearer(c) && /\.[0-9a-f]{32,128}$/.test(tokenOf(c)) ? holderOf(c) : null;

export const holderOf = (c: Context<Bindings>): Promise<Holder | null> => holderBy(tokenOf(c));

/** The private link. Its secret stands behind the #, which no browser sends, so that no log of any server has it. */
export const linkOf = (c: Context<Bindings>, language: string, token = tokenOf(c)): string =>
  `${c.env.ORIGIN}/${language}/return/#${token}`;

/** The draft of the request; null where there is none. */
export async function ownDraft(c: Context<Bindings>): Promise<Draft | null> {
  const holder = await holderOf(c);
  return holder === null ? null : loadDraft(c.env.DB, holder.id, holder.secretHash);
}

/** The draft as it is in the database by now. */
export async function reread(c: Context<Bindings>, draft: Draft): Promise<Draft> {
  return (await loadDraft(c.env.DB, draft.id)) ?? draft;
}

/** The language that `text` names, or the other. */
export const languageOf = (text: unknown, other: Language): Language =>
  typeof text === 'string' && isLanguage(text) ? text : other;
