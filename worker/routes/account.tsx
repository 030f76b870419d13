// Where a person is signed in, listed and ended.

import { Hono } from 'hono';
import { now } from '../clock.ts';
import { commit, headOf } from '../db/commit.ts';
import { endSession, endSessions, sessionsOf } from '../db/sessions.ts';
import type { Bindings } from '../env.ts';
import { AccountPage } from '../pages/desk-account.tsx';
import { isLanguage } from '../pages/frame.ts';
import { isKey, wantsJson } from './answer.ts';
import { deskPage } from '../pages/desk-frame.tsx';
import { languageIn } from './desk-pages.tsx';
import { guard } from './guard.ts';
import { limitedText } from './sent-form.ts';

const FORM_BYTES = 1000;

export const accountRoutes = new Hono<Bindings>()
  .get('/desk/:lang/account/', guard, async (c) => {
    const language = languageIn(c);
    const { person } = c.var;
    const sessions = await sessionsOf(c.env.DB, person.email);
    const content = <AccountPage {...{ language, person, sessions }} />;
    return deskPage(c, language, person, person.name, content);
  })
  .post('/api/sessions/end', guard, async (c) => {
    const at = await now(c.env);
    const { person, seat } = c.var;
    const fields = new URLSearchParams((await limitedText(c.req.raw, FORM_BYTES)) ?? '');
    const key = fields.get('key') ?? '';
    if (!isKey(key)) return c.json({ error: 'IDEMPOTENCY_KEY_MISSING' }, 400);
    const which = fields.get('session') ?? '';
    const stream = `sign-in:${seat.id}`;
    await commit(c.env.DB, {
      name: 'end-session',
      stream,
      actor: seat.id,
      at,
      request: { key: `${seat.id}:${key}`, payload: { which } },
      head: await headOf(c.env.DB, stream),
      body: { others: which === 'others' },
      guards: [],
      changes: [
        which === 'others'
          ? endSessions(c.env.DB, person.email, person.session)
          : endSession(c.env.DB, person.email, which),
      ],
      letters: [],
      answer: {},
    });
    const asked = fields.get('language') ?? undefined;
    return wantsJson(c) ? c.json({}) : c.redirect(`/desk/${isLanguage(asked) ? asked : 'kk'}/account/`, 303);
  });
