// The applicant's way: start a draft, save it, add files, file it, keep the receipt.

import { Hono } from 'hono';
import type { Context } from 'hono';
import { formSchema } from '#rules/application.schema';
import type { FileKind, Language } from '#rules/application';
import type { Finding } from '#rules/finding';
import { formErrors } from '#rules/form-errors';
import { sha256Hex } from '#rules/register';
import { newId } from '../acts/act.ts';
import { fileApplication } from '../acts/file-application.ts';
import { receiveFile } from '../acts/receive-file.ts';
import { now } from '../clock.ts';
import { receiptOf } from '../db/applications.ts';
import { addDraftFile, insertDraft, removeDraftFile, saveDraft } from '../db/drafts.ts';
import type { Draft } from '../db/drafts.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { ApplicationPage, NoDraftPage, ReceiptPage } from '../pages/application.tsx';
import { framed, isLanguage } from '../pages/frame.ts';
import { words } from '../texts.ts';
import { fromElsewhere, wantsJson } from './answer.ts';
import { keepDraft, ownDraft } from './draft-access.ts';
import { formInput } from './form-input.ts';
import { readMultipart } from './multipart.ts';

const SECRET_BYTES = 32;
const KINDS: readonly FileKind[] = ['form', 'report', 'evidence', 'video', 'project'];

const languageOf = (text: string | undefined): Language => (isLanguage(text) ? text : 'kk');

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The page of a draft, or after filing its receipt; `findings` stand at their fields. */
async function draftPage(
  c: Context<Bindings>,
  language: Language,
  draft: Draft,
  findings: Finding[] = [],
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { edition, placement } = await inForce(c.env.DB);
  const at = await now(c.env);
  const content = (
    <ApplicationPage
      language={language}
      draft={draft}
      edition={edition}
      placement={placement}
      now={at}
      findings={findings}
      saved={c.req.query('saved') !== undefined}
    />
  );
  return framed(c, {
    language,
    frame: 'application-frame',
    title: words(language, 'apply', 'title'),
    content: content.toString(),
    here: (other) => `/${other}/application/`,
    status,
  });
}

/** What a form of the page or a script sent as JSON, as the form of a draft. */
async function sentForm(c: Context<Bindings>): Promise<{ fields: Record<string, unknown>; form: unknown }> {
  if ((c.req.header('content-type') ?? '').includes('application/json')) {
    const fields = await c.req.json<Record<string, unknown>>();
    return { fields, form: fields.form ?? {} };
  }
  const fields = formInput(new URLSearchParams(await c.req.text()));
  return { fields, form: fields };
}

export const applicationRoutes = new Hono<Bindings>()
  .post('/api/drafts', async (c) => {
    if (fromElsewhere(c)) return c.notFound();
    const at = await now(c.env);
    const { fields, form } = await sentForm(c);
    const parsed = formSchema.safeParse(form);
    if (!parsed.success) return c.json({ error: 'FIELDS_UNREADABLE' }, 422);
    const language = languageOf(textOf(fields.language) ?? parsed.data.letterLanguage);
    const id = newId();
    const secret = newId(SECRET_BYTES);
    await insertDraft(
      c.env.DB,
      {
        id,
        secretHash: await sha256Hex(secret),
        language,
        form: { ...parsed.data, letterLanguage: language },
      },
      at,
    );
    const token = `${id}.${secret}`;
    if (wantsJson(c)) return c.json({ draft: id, token }, 201);
    keepDraft(c, token);
    return c.redirect(`/${language}/application/`, 303);
  })
  .get('/:lang{kk|ru|en}/application/', async (c) => {
    const language = languageOf(c.req.param('lang'));
    const draft = await ownDraft(c);
    if (draft?.application != null) return c.redirect(`/${language}/application/receipt/`, 302);
    if (draft !== null) return draftPage(c, language, draft);
    return framed(c, {
      language,
      frame: 'application-frame',
      title: words(language, 'apply', 'title'),
      content: (<NoDraftPage language={language} />).toString(),
      here: (other) => `/${other}/application/`,
    });
  })
  .post('/api/drafts/save', async (c) => {
    const at = await now(c.env);
    const draft = await ownDraft(c);
    if (draft === null) return c.notFound();
    const { fields, form: sent } = await sentForm(c);
    const language = languageOf(textOf(fields.language) ?? draft.language);
    const parsed = formSchema.safeParse(sent);
    if (!parsed.success) return c.json({ error: 'FIELDS_UNREADABLE' }, 422);
    const form = parsed.data;
    if (draft.application !== null)
      return refused(c, language, { ...draft, form }, [finding('12', 'ALREADY_DONE')]);
    const version = Number(fields.version ?? draft.version);
    const saved = await saveDraft(c.env.DB, { id: draft.id, version, form, language }, at);
    if (!saved) return refused(c, language, { ...draft, form }, [finding('12', 'STATE_CHANGED')]);
    const { edition } = await inForce(c.env.DB);
    const errors = formErrors(form, edition);
    const fresh = { ...draft, form, version: version + 1 };
    if (errors.length > 0) {
      return wantsJson(c) ? c.json({ findings: errors }, 422) : draftPage(c, language, fresh, errors, 422);
    }
    return wantsJson(c)
      ? c.json({ version: fresh.version, savedAt: new Date(at).toISOString() })
      : c.redirect(`/${language}/application/?saved=1`, 303);
  })
  .post('/api/drafts/files', async (c) => {
    const at = await now(c.env);
    const draft = await ownDraft(c);
    if (draft === null || draft.application !== null) return c.notFound();
    const { edition } = await inForce(c.env.DB);
    const findings: Finding[] = [];
    const stored: { id: string; sha256: string; size: number }[] = [];
    const take = async (kind: string, criterion: string, name: string, body: ReadableStream<Uint8Array>) => {
      const of = KINDS.find((known) => known === kind) ?? 'evidence';
      const number = Number(criterion);
      const serves = Number.isInteger(number) && number >= 1 && number <= edition.marks.criteria.value.length;
      const received = await receiveFile(c.env, edition, name.slice(-200), body);
      if (received.kind === 'refused') {
        findings.push(received.finding);
        return;
      }
      const { sha256, size, type } = received.file;
      const file = {
        id: newId(),
        kind: of,
        criterion: serves ? number : null,
        name: name.slice(-200),
        size,
        sha256,
        type,
      };
      await addDraftFile(c.env.DB, draft.id, file, at);
      stored.push({ id: file.id, sha256, size });
    };
    let language = draft.language;
    if ((c.req.header('content-type') ?? '').startsWith('multipart/form-data')) {
      const fields = await readMultipart(c.req.raw, ({ name, body }, before) =>
        take(before.get('kind') ?? '', before.get('criterion') ?? '', name, body),
      );
      if (fields === null) findings.push(finding('12', 'FIELDS_UNREADABLE', { fields: 'file' }));
      language = languageOf(fields?.get('language') ?? draft.language);
    } else if (c.req.raw.body !== null) {
      await take(
        c.req.query('kind') ?? '',
        c.req.query('criterion') ?? '',
        c.req.query('name') ?? '',
        c.req.raw.body,
      );
    }
    const status = findings.length > 0 ? 422 : 201;
    if (wantsJson(c)) return c.json({ files: stored, findings }, status);
    if (findings.length === 0) return c.redirect(`/${language}/application/?saved=1#files`, 303);
    const fresh = await ownDraft(c);
    return draftPage(c, language, fresh ?? draft, findings, 422);
  })
  .post('/api/drafts/files/remove', async (c) => {
    const draft = await ownDraft(c);
    if (draft === null || draft.application !== null) return c.notFound();
    const fields = new URLSearchParams(await c.req.text());
    await removeDraftFile(c.env.DB, draft.id, fields.get('file') ?? '');
    return c.redirect(`/${languageOf(fields.get('language') ?? undefined)}/application/#files`, 303);
  })
  .post('/api/applications', async (c) => {
    const at = await now(c.env);
    const draft = await ownDraft(c);
    if (draft === null) return c.notFound();
    const fields = wantsJson(c) ? new URLSearchParams() : new URLSearchParams(await c.req.text());
    const key = c.req.header('idempotency-key') ?? fields.get('key') ?? '';
    const language = languageOf(fields.get('language') ?? draft.language);
    if (!/^[\w-]{16,64}$/.test(key)) return c.json({ error: 'IDEMPOTENCY_KEY_MISSING' }, 400);
    const outcome = await fileApplication(c.env.DB, draft, key, at);
    if (outcome.kind === 'filed') {
      return wantsJson(c)
        ? c.json(outcome.answer, 201)
        : c.redirect(`/${language}/application/receipt/`, 303);
    }
    const status = outcome.kind === 'unreadable' ? 422 : 409;
    if (wantsJson(c)) return c.json({ findings: outcome.findings }, status);
    return draftPage(c, language, draft, outcome.findings, status);
  })
  .get('/:lang{kk|ru|en}/application/receipt/', async (c) => {
    const language = languageOf(c.req.param('lang'));
    const draft = await ownDraft(c);
    const receipt = draft === null ? null : await receiptOf(c.env.DB, draft.id);
    if (receipt === null) return c.redirect(`/${language}/application/`, 302);
    const { edition, placement } = await inForce(c.env.DB);
    const content = (
      <ReceiptPage language={language} receipt={receipt} edition={edition} placement={placement} />
    );
    return framed(c, {
      language,
      frame: 'application-frame',
      title: words(language, 'apply', 'receipt'),
      content: content.toString(),
      here: (other) => `/${other}/application/receipt/`,
    });
  })
  .get('/api/applications/receipt', async (c) => {
    const draft = await ownDraft(c);
    const receipt = draft === null ? null : await receiptOf(c.env.DB, draft.id);
    return receipt === null
      ? c.notFound()
      : c.json({ ...receipt, receivedAt: new Date(receipt.receivedAt).toISOString() });
  });

const finding = (clause: string, code: string, values?: Finding['values']): Finding => ({
  clause,
  code,
  kind: 'refusal',
  ...(values === undefined ? {} : { values }),
});

/** A save that did not happen: what was typed comes back. */
function refused(
  c: Context<Bindings>,
  language: Language,
  typed: Draft,
  findings: Finding[],
): Response | Promise<Response> {
  return wantsJson(c) ? c.json({ findings }, 409) : draftPage(c, language, typed, findings, 409);
}
