// One's own data: read, taken along, taken away.

import { Hono } from 'hono';
import { deleteCookie } from 'hono/cookie';
import { forgetMe } from '../acts/erase.ts';
import { now } from '../clock.ts';
import { allVersions } from '../db/applications.ts';
import { messagesOfDraft } from '../db/messages.ts';
import { lettersAbout } from '../db/outbox.ts';
import type { Bindings } from '../env.ts';
import { myDataPage } from '../pages/application.tsx';
import { refusal, wantsJson } from './answer.ts';
import { COOKIE, fromHere, languageOf, ownDraft } from './draft-access.ts';
import { limitedText } from './sent-form.ts';

const FORM_BYTES = 2000;

export const myDataRoutes = new Hono<Bindings>()
  .use('/api/applications/*', fromHere)

  .get('/:lang{kk|ru|en}/application/my-data/', async (c) => {
    const language = languageOf(c.req.param('lang'), 'kk');
    const draft = await ownDraft(c);
    return draft === null && c.req.query('erased') === undefined
      ? c.redirect(`/${language}/application/`, 302)
      : myDataPage(c, language, draft, []);
  })

  .get('/api/applications/my-data.json', async (c) => {
    const draft = await ownDraft(c);
    if (draft === null) return c.json({ error: 'NO_DRAFT' }, 404);
    const versions = await allVersions(c.env.DB, draft.id);
    const letters = await Promise.all(versions.map(({ id }) => lettersAbout(c.env.DB, id)));
    const messages = await messagesOfDraft(c.env.DB, draft.id);
    const { form, files, language, savedAt } = draft;
    const data = {
      draft: { form, files, language, savedAt: new Date(savedAt).toISOString() },
      versions,
      letters: letters.flat().map(({ recipient, template, createdAt, sentAt }) => ({
        recipient,
        template,
        createdAt: new Date(createdAt).toISOString(),
        sentAt: sentAt === null ? null : new Date(sentAt).toISOString(),
      })),
      messages: messages.map((message) => ({ ...message, at: new Date(message.at).toISOString() })),
    };
    return c.body(`${JSON.stringify(data, null, 2)}\n`, 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="my-data.json"',
    });
  })

  .post('/api/applications/forget', async (c) => {
    const at = await now(c.env);
    const draft = await ownDraft(c);
    if (draft === null) return c.json({ error: 'NO_DRAFT' }, 404);
    const fields = new URLSearchParams((await limitedText(c.req.raw, FORM_BYTES)) ?? '');
    const language = languageOf(fields.get('language'), draft.language);
    const findings = fields.get('sure') === '1' ? await forgetMe(c.env, draft.id, at) : [refusal('NOT_SURE')];
    if (wantsJson(c)) return c.json({ findings }, findings.length > 0 ? 409 : 200);
    if (findings.length > 0) return myDataPage(c, language, draft, findings);
    deleteCookie(c, COOKIE, { path: '/', secure: true });
    return c.redirect(`/${language}/application/my-data/?erased=1`, 303);
  });
