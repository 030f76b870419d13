// Signing in and out, and the first administrator of an empty house.

import { Hono } from 'hono';
import * as z from 'zod/mini';
import { commit, headOf } from '../db/commit.ts';
import { guardNoAgency, hasAgency, insertPerson, insertSeat } from '../db/seats.ts';
import { newId } from '../acts/act.ts';
import { now } from '../clock.ts';
import type { Bindings, Env } from '../env.ts';
import { finishSignIn, signOut, startSignIn } from '../sign-in.ts';
import { fromElsewhere, onlyHost, wantsJson } from './answer.ts';
import { jsonOf, plainFields } from './sent-form.ts';

const language = z.catch(z.enum(['kk', 'ru', 'en']), 'kk');
const linkForm = z.object({ email: z.string().check(z.trim(), z.toLowerCase(), z.email()), language });
const useForm = z.object({ token: z.string(), language });
const firstForm = z.object({
  token: z.string(),
  language,
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  position: z.string().check(z.trim(), z.maxLength(300)),
  email: z.string().check(z.trim(), z.toLowerCase(), z.email()),
});

const signInPage = (env: Env, lang: string, token: string): string =>
  `${env.ORIGIN}/desk/${lang}/sign-in/?token=${token}`;

/** Opens the house once: whoever holds the host's secret can make it, nobody else can guess it. */
async function firstToken(env: Env): Promise<string> {
  const bytes = new TextEncoder().encode(`first-administrator:${env.SECRET}`);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const sessionRoutes = new Hono<Bindings>()
  .post('/api/sign-in', async (c) => {
    if (fromElsewhere(c)) return c.notFound();
    const at = await now(c.env);
    const parsed = linkForm.safeParse(await plainFields(c.req.raw));
    if (!parsed.success) return c.redirect('/desk/kk/sign-in/?wrong=email', 303);
    const { email, language: lang } = parsed.data;
    const started = await startSignIn(c.env, email);
    if (started !== null) {
      const link = signInPage(c.env, started.seat.language, started.token);
      const stream = `sign-in:${started.seat.id}`;
      const head = await headOf(c.env.DB, stream);
      const key = newId();
      await commit(c.env.DB, {
        name: 'sign-in-link',
        stream,
        actor: started.seat.id,
        at,
        request: { key, payload: email },
        head,
        body: {},
        guards: [],
        changes: [],
        letters: [
          {
            key: `sign-in:${key}`,
            to: email,
            language: started.seat.language,
            template: 'sign-in',
            values: { link },
          },
        ],
        answer: {},
      });
    }
    // The same answer whether the address holds a seat or not.
    return c.redirect(`/desk/${lang}/sign-in/?sent=1`, 303);
  })
  .post('/api/sign-in/link', onlyHost, async (c) => {
    if (c.env.MODE === 'real') return c.notFound();
    const parsed = linkForm.safeParse(await jsonOf(c.req.raw));
    const started = parsed.success ? await startSignIn(c.env, parsed.data.email) : null;
    if (started === null) return c.notFound();
    return c.json({ link: signInPage(c.env, started.seat.language, started.token), token: started.token });
  })
  .post('/api/sign-in/use', async (c) => {
    if (fromElsewhere(c)) return c.notFound();
    const parsed = useForm.safeParse(await plainFields(c.req.raw));
    const lang = parsed.success ? parsed.data.language : 'kk';
    const cookies = parsed.success ? await finishSignIn(c.env, parsed.data.token, c.req.raw.headers) : null;
    if (cookies === null)
      return wantsJson(c)
        ? c.json({ error: 'LINK_SPENT' }, 403)
        : c.redirect(`/desk/${lang}/sign-in/?spent=1`, 303);
    for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
    return wantsJson(c) ? c.json({ signedIn: true }) : c.redirect(`/desk/${lang}/`, 303);
  })
  .post('/api/sign-out', async (c) => {
    if (fromElsewhere(c)) return c.notFound();
    for (const cookie of await signOut(c.env, c.req.raw.headers))
      c.header('set-cookie', cookie, { append: true });
    return c.redirect('/desk/kk/sign-in/', 303);
  })
  .post('/api/first-administrator', onlyHost, async (c) => {
    if (await hasAgency(c.env.DB)) return c.json({ error: 'ALREADY_THERE' }, 409);
    return c.json({ link: `${c.env.ORIGIN}/desk/kk/first/?token=${await firstToken(c.env)}` });
  })
  .post('/api/first-administrator/use', async (c) => {
    if (fromElsewhere(c)) return c.notFound();
    const at = await now(c.env);
    const parsed = firstForm.safeParse(await plainFields(c.req.raw));
    if (!parsed.success) return c.redirect('/desk/kk/first/?wrong=1', 303);
    const { token, ...person } = parsed.data;
    if (token !== (await firstToken(c.env))) return c.notFound();
    const seat = {
      id: newId(),
      commission: 'agency',
      role: 'agency' as const,
      number: null,
      deputy: false,
      employer: '',
      ...person,
    };
    const outcome = await commit(c.env.DB, {
      name: 'first-administrator',
      stream: 'commission:agency',
      actor: seat.id,
      at,
      request: { key: `first-administrator:${token}`, payload: {} },
      head: await headOf(c.env.DB, 'commission:agency'),
      body: seat,
      guards: [guardNoAgency(c.env.DB)],
      changes: [insertSeat(c.env.DB, seat, at), insertPerson(c.env.DB, newId(), seat.name, seat.email, at)],
      letters: [],
      answer: {},
    });
    // The link is used once: who lost the answer holds the seat and signs in by mail.
    if (outcome.kind !== 'done') return c.notFound();
    const started = await startSignIn(c.env, seat.email);
    const cookies = started === null ? null : await finishSignIn(c.env, started.token, c.req.raw.headers);
    for (const cookie of cookies ?? []) c.header('set-cookie', cookie, { append: true });
    return wantsJson(c) ? c.json({ seat: seat.id }, 201) : c.redirect(`/desk/${person.language}/`, 303);
  });
