// Filing: the last look, the filing itself, the receipt.

import { Hono } from 'hono';
import type { Context } from 'hono';
import { canonical } from '#rules/canonical';
import type { SignedReceipt } from '#rules/receipt';
import { correct, keepFiled, withdrawOwn } from '../acts/own-application.ts';
import type { OwnOutcome } from '../acts/own-application.ts';
import { filedNow, fileApplication, receiptOf, receivedBy } from '../acts/file-application.ts';
import { now } from '../clock.ts';
import { filedFrom } from '../db/applications.ts';
import type { Filed } from '../db/applications.ts';
import { receiptPdf } from '../documents/receipt-pdf.ts';
import type { Draft } from '../db/drafts.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { checkPage, receiptPage, statusPage, stepPage } from '../pages/application.tsx';
import { stepOf } from '../pages/steps.ts';
import { isKey, refusal, wantsJson } from './answer.ts';
import { fromHere, languageOf, ownDraft, reread } from './draft-access.ts';
import { limitedText } from './sent-form.ts';

// The small filing request.
const FILING_BYTES = 10_000;
const LONGEST_REASON = 2000;
const MOST_TURNS = 3;

export const applicationRoutes = new Hono<Bindings>()
  .use('/api/applications', fromHere)
  .use('/api/applications/*', fromHere)

  .get('/:lang{kk|ru|en}/application/check/', async (c) => {
    const language = languageOf(c.req.param('lang'), 'kk');
    const draft = await ownDraft(c);
    if (draft === null) return c.redirect(`/${language}/application/`, 302);
    if (draft.application !== null) return c.redirect(`/${language}/application/receipt/`, 302);
    return checkPage(c, language, draft);
  })

  .post('/api/applications', async (c) => {
    const arrived = await now(c.env);
    let draft = await ownDraft(c);
    if (draft === null) return c.json({ error: 'NO_DRAFT' }, 404);
    const text = await limitedText(c.req.raw, FILING_BYTES);
    if (text === null) return c.json({ error: 'FIELDS_UNREADABLE' }, 422);
    const at = text === '' ? arrived : receivedBy(arrived, await now(c.env));
    const fields = wantsJson(c) ? new URLSearchParams() : new URLSearchParams(text);
    const language = languageOf(fields.get('language'), draft.language);
    const key = c.req.header('idempotency-key') ?? fields.get('key') ?? '';
    if (!isKey(key)) return c.json({ error: 'IDEMPOTENCY_KEY_MISSING' }, 422);
    let outcome = await fileApplication(c.env, draft, key, at);
    for (let turn = 1; outcome.kind === 'stale' && turn < MOST_TURNS; turn += 1) {
      draft = await reread(c, draft);
      outcome = await fileApplication(c.env, draft, key, at);
    }
    if (outcome.kind === 'filed') {
      return wantsJson(c)
        ? c.json(outcome.answer, 201)
        : c.redirect(`/${language}/application/receipt/`, 303);
    }
    const findings = outcome.kind === 'stale' ? [refusal('STATE_CHANGED')] : outcome.findings;
    if (wantsJson(c)) return c.json({ findings }, outcome.kind === 'unreadable' ? 422 : 409);
    return outcome.kind === 'unreadable'
      ? stepPage(c, language, draft, stepOf(findings[0]?.field), { findings })
      : checkPage(c, language, draft, findings);
  })

  .get('/:lang{kk|ru|en}/application/receipt/', async (c) => {
    const language = languageOf(c.req.param('lang'), 'kk');
    const draft = await ownDraft(c);
    const { filed, receipt } = await ownFiling(c);
    if (draft === null || filed === null || receipt === null)
      return c.redirect(`/${language}/application/`, 302);
    return receiptPage(c, language, { draft, filed, receipt });
  })

  .post('/api/applications/correct', (c) =>
    own(c, 'application/', (draft, key, _, at) => correct(c.env, draft, key, at)),
  )
  .post('/api/applications/keep', (c) =>
    own(c, 'application/status/', (draft, key, _, at) => keepFiled(c.env, draft, key, at)),
  )
  .post('/api/applications/withdraw', (c) =>
    own(c, 'application/status/', (draft, key, fields, at) =>
      withdrawOwn(c.env, draft, key, (fields.get('reason') ?? '').trim().slice(0, LONGEST_REASON), at),
    ),
  )

  .get('/api/applications/receipt', async (c) => {
    const { filed, receipt } = await ownFiling(c);
    if (filed === null || receipt === null) return c.json({ error: 'NOT_FILED' }, 404);
    const { edition } = await inForce(c.env.DB);
    return c.json(filedNow(filed, edition, receipt));
  })

  .get('/api/applications/receipt.json', async (c) => {
    const { receipt } = await ownFiling(c);
    if (receipt === null) return c.json({ error: 'NOT_FILED' }, 404);
    return c.body(`${canonical(receipt)}\n`, 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${receipt.reference}.json"`,
    });
  })

  .get('/api/applications/receipt.pdf', async (c) => {
    const { filed, receipt } = await ownFiling(c);
    if (filed === null || receipt === null) return c.json({ error: 'NOT_FILED' }, 404);
    const language = languageOf(c.req.query('language'), filed.form.letterLanguage);
    return c.body(await receiptPdf(language, receipt, c.env.ORIGIN), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${receipt.reference}.pdf"`,
    });
  });

/** An act of the holder upon their own application, from a button: `key` makes a double click one act. */
async function own(
  c: Context<Bindings>,
  next: string,
  act: (draft: Draft, key: string, fields: URLSearchParams, at: number) => Promise<OwnOutcome>,
): Promise<Response> {
  const at = await now(c.env);
  const draft = await ownDraft(c);
  if (draft === null) return c.json({ error: 'NO_DRAFT' }, 404);
  const fields = new URLSearchParams((await limitedText(c.req.raw, FILING_BYTES)) ?? '');
  const key = c.req.header('idempotency-key') ?? fields.get('key') ?? '';
  if (!isKey(key)) return c.json({ error: 'IDEMPOTENCY_KEY_MISSING' }, 422);
  const language = languageOf(fields.get('language'), draft.language);
  const findings = await act(draft, key, fields, at);
  if (wantsJson(c)) return findings === null ? c.json({}) : c.json({ findings }, 409);
  if (findings === null) return c.redirect(`/${language}/${next}`, 303);
  const filed = await filedFrom(c.env.DB, draft.id);
  return filed === null
    ? c.redirect(`/${language}/application/`, 303)
    : statusPage(c, language, { draft, filed, findings, objection: '' });
}

/** What the holder's draft was filed as. */
async function ownFiling(
  c: Context<Bindings>,
): Promise<{ filed: Filed | null; receipt: SignedReceipt | null }> {
  const draft = await ownDraft(c);
  if (draft === null) return { filed: null, receipt: null };
  const [filed, receipt] = await Promise.all([filedFrom(c.env.DB, draft.id), receiptOf(c.env.DB, draft.id)]);
  return { filed, receipt };
}
