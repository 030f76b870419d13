// An application that a program sends whole: form and files in one request, under a token that the program made itself, so
// that the same request again is the same application, whatever became of its answer.

import { Hono } from 'hono';
import { beginning, fileApplication, receivedBy } from '../acts/file-application.ts';
import type { FilingOutcome } from '../acts/file-application.ts';
import { now } from '../clock.ts';
import { findDraft } from '../db/drafts.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { isKey, refusal } from './answer.ts';
import { fromHere, languageOf, newHolderBy, ownDraft } from './draft-access.ts';
import { limited } from './limited.tsx';
import { sentForm } from './sent-form.ts';
import { intoNone, taker } from './taking-files.ts';

export const wholeFilingRoutes = new Hono<Bindings>()
  .use('/api/applications/whole', fromHere)
  .use('/api/applications/whole', limited('start'))
  .post('/api/applications/whole', async (c) => {
    const arrived = await now(c.env);
    const holder = await newHolderBy(c);
    if (holder === null) return c.json({ error: 'TOKEN_UNREADABLE' }, 422);
    const key = c.req.header('idempotency-key') ?? '';
    if (!isKey(key)) return c.json({ error: 'IDEMPOTENCY_KEY_MISSING' }, 422);
    const { edition } = await inForce(c.env.DB, 0);
    const { enter, files } = intoNone();
    const { findings, parts } = taker(c, edition, enter);
    const sent = await sentForm(c.req.raw, parts);
    if (sent === null) return c.json({ error: 'FIELDS_UNREADABLE' }, 422);
    // A receipt names what was taken, so a file that cannot be taken is said before anything is filed.
    if (findings.length > 0) return c.json({ findings }, 422);
    const at = receivedBy(arrived, await now(c.env));
    const { draft, head } = await findDraft(c.env.DB, holder.id, holder.secretHash);
    const letterLanguage = languageOf(sent.fields.language, sent.form.letterLanguage);
    const begun = beginning(holder.id, { ...sent.form, letterLanguage }, files, head, at);
    let outcome: FilingOutcome =
      draft === null ? await fileApplication(c.env, begun, key, at, { holder }) : { kind: 'stale' };
    if (outcome.kind === 'stale') {
      // The same request was here before. A draft under this token that is not filed is filed by its own address.
      const there = draft ?? (await ownDraft(c));
      if (there !== null && there.application !== null)
        outcome = await fileApplication(c.env, there, key, at);
    }
    if (outcome.kind === 'filed') return c.json(outcome.answer, 201);
    const said = outcome.kind === 'stale' ? [refusal('STATE_CHANGED')] : outcome.findings;
    return c.json({ findings: said }, outcome.kind === 'unreadable' ? 422 : 409);
  });
