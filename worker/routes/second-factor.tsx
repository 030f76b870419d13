// The second factor between the link and the desk.

import { Hono } from 'hono';
import { now } from '../clock.ts';
import type { Bindings } from '../env.ts';
import { RecoveryCodesPage, SecondFactorPage } from '../pages/desk-second-factor.tsx';
import { framed, isLanguage } from '../pages/frame.ts';
import { factorState, passSecondFactor } from '../second-factor.ts';
import { signedIn } from '../sign-in.ts';
import { words } from '../texts.ts';
import { fromElsewhere, wantsJson } from './answer.ts';
import { limitedText } from './sent-form.ts';

const FORM_BYTES = 1000;
const pathOf = (language: string): string => `/desk/${language}/second-factor/`;

export const secondFactorRoutes = new Hono<Bindings>()
  .get('/desk/:lang/second-factor/', async (c) => {
    const language = c.req.param('lang');
    if (!isLanguage(language)) return c.notFound();
    const person = await signedIn(c.env, c.req.raw.headers);
    if (person === null) return c.redirect(`/desk/${language}/sign-in/`, 302);
    if (person.passed) return c.redirect(`/desk/${language}/`, 302);
    const notice = (['wrong', 'locked'] as const).find((key) => c.req.query(key) !== undefined) ?? null;
    const state = await factorState(c.env, person);
    return framed(c, {
      language,
      frame: 'desk-frame',
      title: words(language, 'desk', 'second-factor'),
      content: <SecondFactorPage language={language} state={state} notice={notice} />,
      here: pathOf,
    });
  })
  .post('/api/second-factor', async (c) => {
    const person = fromElsewhere(c) ? null : await signedIn(c.env, c.req.raw.headers);
    if (person === null) return c.notFound();
    const at = await now(c.env);
    const fields = new URLSearchParams((await limitedText(c.req.raw, FORM_BYTES)) ?? '');
    const asked = fields.get('language') ?? undefined;
    const language = isLanguage(asked) ? asked : 'kk';
    // Shown already, it may be shown once more: what cannot be taken back asks for it again.
    const code = fields.get('code') ?? '';
    const shown =
      person.passed && code === ''
        ? { kind: 'shown' as const, recoveryCodes: [] }
        : await passSecondFactor(c.env, person, code, at);
    if (wantsJson(c)) return c.json(shown, shown.kind === 'shown' ? 200 : 403);
    if (shown.kind !== 'shown') return c.redirect(`${pathOf(language)}?${shown.kind}=1`, 303);
    if (shown.recoveryCodes.length === 0) return c.redirect(`/desk/${language}/`, 303);
    return framed(c, {
      language,
      frame: 'desk-frame',
      title: words(language, 'desk', 'recovery-codes'),
      content: <RecoveryCodesPage language={language} codes={shown.recoveryCodes} />,
      here: pathOf,
    });
  });
