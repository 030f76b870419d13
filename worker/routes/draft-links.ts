// The private link of a draft: opened on any device, kept as a file, sent by mail.

import { Hono } from 'hono';
import { isEmail } from '#rules/form-errors';
import { newId } from '../acts/act.ts';
import { now } from '../clock.ts';
import { commit, headOf } from '../db/commit.ts';
import { loadDraft } from '../db/drafts.ts';
import type { Bindings } from '../env.ts';
import { words } from '../texts.ts';
import { isKey } from './answer.ts';
import { fromHere, holderBy, keepDraft, languageOf, linkOf, ownDraft } from './draft-access.ts';
import { limited } from './limited.tsx';
import { limitedText } from './sent-form.ts';

const FORM_BYTES = 2000;
const TOKEN = /[0-9a-f]{32}\.[0-9a-f]{64}/;

export const draftLinkRoutes = new Hono<Bindings>()
  .use('/api/drafts/open', fromHere)
  .use('/api/drafts/link', fromHere)
  .use('/api/drafts/link', limited('mail'))

  // The link is swapped for a cookie; what was pasted may have blanks or words around it.
  .post('/api/drafts/open', async (c) => {
    const fields = new URLSearchParams((await limitedText(c.req.raw, FORM_BYTES)) ?? '');
    const language = languageOf(fields.get('language'), 'kk');
    const [token = ''] = TOKEN.exec((fields.get('link') ?? '').replace(/\s/g, '')) ?? [];
    const holder = await holderBy(token);
    const draft = holder === null ? null : await loadDraft(c.env.DB, holder.id, holder.secretHash);
    if (draft === null) return c.redirect(`/${language}/return/#wrong`, 303);
    keepDraft(c, token);
    return c.redirect(`/${language}/application/`, 303);
  })

  .get('/api/drafts/link', async (c) => {
    if ((await ownDraft(c)) === null) return c.json({ error: 'NO_DRAFT' }, 404);
    const language = languageOf(c.req.query('language'), 'kk');
    return c.body(words(language, 'apply', 'link-file-text', { link: linkOf(c, language) }), 200, {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="uzdik-link.txt"',
    });
  })

  .post('/api/drafts/link', async (c) => {
    const at = await now(c.env);
    const draft = await ownDraft(c);
    if (draft === null) return c.json({ error: 'NO_DRAFT' }, 404);
    const fields = new URLSearchParams((await limitedText(c.req.raw, FORM_BYTES)) ?? '');
    const language = languageOf(fields.get('language'), 'kk');
    const to = (fields.get('to') ?? '').trim();
    const key = fields.get('key') ?? '';
    const back = (said: string) => c.redirect(`/${language}/application/?link=${said}#link`, 303);
    if (!isEmail(to) || !isKey(key)) return back('not-sent');
    const stream = `draft:${draft.id}`;
    const outcome = await commit(c.env.DB, {
      name: 'send-draft-link',
      stream,
      actor: 'applicant',
      at,
      request: { key: `draft-link:${draft.id}:${key}`, payload: { to } },
      head: await headOf(c.env.DB, stream),
      body: {},
      guards: [],
      changes: [],
      letters: [
        {
          key: `draft-link:${newId()}`,
          to,
          language,
          template: 'draft-link',
          values: { link: linkOf(c, language) },
        },
      ],
      answer: {},
    });
    return back(outcome.kind === 'done' || outcome.kind === 'replayed' ? 'sent' : 'not-sent');
  });
