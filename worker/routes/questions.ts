// What readers ask, and what the site shows beside the register.

import { Hono } from 'hono';
import { canonical } from '#rules/canonical';
import type { Question } from '#rules/questions';
import { askQuestion } from '../acts/ask-question.ts';
import { now } from '../clock.ts';
import { siteContent } from '../db/site-content.ts';
import type { Bindings } from '../env.ts';
import { askAgain } from '../pages/ask-again.tsx';
import { keysOf } from '../texts.ts';
import { refusal, wantsJson } from './answer.ts';
import { fromHere, languageOf } from './draft-access.ts';
import { limited } from './limited.tsx';
import { limitedText } from './sent-form.ts';

// The longest question as a browser encodes Cyrillic, with room.
const FORM_BYTES = 40_000;

export const questionRoutes = new Hono<Bindings>()
  .get('/api/site-content', async (c) =>
    c.body(canonical(await siteContent(c.env.DB)), 200, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    }),
  )
  .post('/api/questions', fromHere, limited('question'), async (c) => {
    const at = await now(c.env);
    const text = await limitedText(c.req.raw, FORM_BYTES);
    if (text === null) return c.json({ findings: [refusal('TOO_LONG')] }, 413);
    const fields = new URLSearchParams(text);
    const said = (name: string): string => (fields.get(name) ?? '').toWellFormed().trim();
    const page = languageOf(c.req.query('language'), 'kk');
    const clause = said('clause');
    const question: Question = {
      language: languageOf(said('language'), page),
      clause: keysOf('terms').includes(`clause.${clause}`) ? clause : '',
      text: said('text').replace(/\r\n?/g, '\n'),
      mail: said('mail'),
    };
    // A field that people do not see: who fills it in is told what everybody is told.
    const findings = said('website') === '' ? await askQuestion(c.env.DB, question, at) : [];
    if (wantsJson(c)) return c.json({ findings }, findings.length > 0 ? 422 : 201);
    return findings.length > 0
      ? askAgain(c, page, question, findings)
      : c.redirect(`/${page}/questions/#asked`, 303);
  });
