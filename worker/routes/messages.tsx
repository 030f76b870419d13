// The applicant's side of a thread: a message with its files, and the files of the thread.

import { Hono } from 'hono';
import type { Context } from 'hono';
import { messageLocked, writeMessage } from '../acts/message.ts';
import { now } from '../clock.ts';
import { filedFrom } from '../db/applications.ts';
import { messageFile } from '../db/messages.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { isKey, wantsJson } from './answer.ts';
import { statusOf } from './after-filing.tsx';
import { sendFile } from './desk-files.ts';
import { fromHere, languageOf, ownDraft } from './draft-access.ts';
import { limited } from './limited.tsx';
import { isMultipart } from './multipart.ts';
import { limitedText } from './sent-form.ts';
import { attachedTo } from './taking-files.ts';
import type { WithFiles } from './taking-files.ts';

const TEXT_BYTES = 100_000;

async function sent(c: Context<Bindings>, draft: string): Promise<WithFiles> {
  if (!isMultipart(c.req.raw)) {
    const fields = new URLSearchParams((await limitedText(c.req.raw, TEXT_BYTES)) ?? '');
    return { fields: new Map(fields), attached: [], findings: [] };
  }
  const { edition } = await inForce(c.env.DB, 0);
  return attachedTo(c.req.raw, c.env, edition, () => messageLocked(c.env, draft, { text: '', files: 1 }));
}

export const messageRoutes = new Hono<Bindings>()
  .use('/api/applications/*', fromHere)

  .post('/api/applications/messages', limited('message'), async (c) => {
    const at = await now(c.env);
    const draft = await ownDraft(c);
    if (draft === null) return c.json({ error: 'NO_DRAFT' }, 404);
    const { fields, attached, findings } = await sent(c, draft.id);
    const key = c.req.header('idempotency-key') ?? fields?.get('key') ?? '';
    if (fields === null || !isKey(key)) return c.json({ error: 'IDEMPOTENCY_KEY_MISSING' }, 422);
    const text = fields.get('text') ?? '';
    const all =
      findings.length > 0 ? findings : await writeMessage(c.env, draft.id, { text, attached }, key, at);
    if (wantsJson(c)) return c.json({ findings: all }, all.length > 0 ? 409 : 201);
    const language = languageOf(fields.get('language'), draft.language);
    return all.length > 0
      ? statusOf(c, language, { findings: all, message: text })
      : c.redirect(`/${language}/application/status/#messages`, 303);
  })

  .get('/api/applications/messages/:id', async (c) => {
    const draft = await ownDraft(c);
    const filed = draft === null ? null : await filedFrom(c.env.DB, draft.id);
    const found =
      draft === null || filed === null
        ? null
        : await messageFile(c.env.DB, { draft: draft.id, id: c.req.param('id') });
    return found === null ? c.json({ error: 'NOT_FOUND' }, 404) : sendFile(c, found, 'attachment');
  });
