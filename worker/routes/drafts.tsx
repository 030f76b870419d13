// Drafts: start one, save its steps, add files and take them out.

import { Hono } from 'hono';
import { emptyForm } from '#rules/application.schema';
import type { ApplicationForm } from '#rules/application';
import { formErrors } from '#rules/form-errors';
import { sha256Hex } from '#rules/register';
import { newId } from '../acts/act.ts';
import { giveUpUpload } from '../acts/receive-upload.ts';
import { now } from '../clock.ts';
import { insertDraft, removeDraftFile, saveDraft } from '../db/drafts.ts';
import type { Holder } from '../db/drafts.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { noDraftPage, overviewPage, stepPage } from '../pages/application.tsx';
import { isStep, stepOf, stepPath } from '../pages/steps.ts';
import { refusal, wantsJson } from './answer.ts';
import {
  fromHere,
  hasBearer,
  holderOf,
  keepDraft,
  languageOf,
  linkOf,
  ownDraft,
  reread,
} from './draft-access.ts';
import { limited } from './limited.tsx';
import { isMultipart, readMultipart } from './multipart.ts';
import { limitedText, sentForm } from './sent-form.ts';
import type { Sent } from './sent-form.ts';
import { bodyOf, into, intoNone, taker } from './taking-files.ts';

const SECRET_BYTES = 32;
const SMALL_BYTES = 2 * 1024 * 1024;
const FORM_BYTES = 10_000;

type NewHolder = { holder: Holder; token: string };

/** Who will hold a new draft; a browser is given the cookie, a script the token. */
async function newHolder(): Promise<NewHolder> {
  const id = newId();
  const secret = newId(SECRET_BYTES);
  return { holder: { id, secretHash: await sha256Hex(secret) }, token: `${id}.${secret}` };
}

export const draftRoutes = new Hono<Bindings>()
  .use('/api/drafts/*', fromHere)
  .use('/api/drafts', fromHere)
  .use('/api/drafts', limited('start'))
  .use('/api/drafts/save', limited('save'))
  .use('/api/drafts/files', limited('piece'))

  .post('/api/drafts', async (c) => {
    const at = await now(c.env);
    const { edition } = await inForce(c.env.DB, 0);
    // The draft begins with everything that comes with it, files too.
    const { enter, files } = intoNone();
    const { added, findings, parts } = taker(c, edition, enter);
    const sent = await sentForm(c.req.raw, parts);
    if (sent === null) return c.json({ error: 'FIELDS_UNREADABLE' }, 422);
    const language = languageOf(sent.fields.language, sent.form.letterLanguage);
    const { holder, token } = await newHolder();
    const form = { ...sent.form, letterLanguage: language };
    await insertDraft(c.env.DB, holder, { language, form, files }, at);
    if (wantsJson(c)) return c.json({ draft: holder.id, token, files: added, findings }, 201);
    keepDraft(c, token);
    return c.redirect(`/${language}/application/?started=1`, 303);
  })

  .get('/:lang{kk|ru|en}/application/', async (c) => {
    const language = languageOf(c.req.param('lang'), 'kk');
    const draft = await ownDraft(c);
    if (draft === null) return noDraftPage(c, language);
    if (draft.application !== null) return c.redirect(`/${language}/application/status/`, 302);
    return overviewPage(c, language, draft, linkOf(c, language));
  })

  .get('/:lang{kk|ru|en}/application/:step{organisation|representatives|report|evidence}/', async (c) => {
    const { lang, step } = c.req.param();
    const language = languageOf(lang, 'kk');
    const draft = await ownDraft(c);
    if (draft === null || !isStep(step)) return c.redirect(`/${language}/application/`, 302);
    if (draft.application !== null) return c.redirect(`/${language}/application/status/`, 302);
    return stepPage(c, language, draft, step);
  })

  .post('/api/drafts/save', async (c) => {
    const at = await now(c.env);
    const { edition } = await inForce(c.env.DB, 0);
    const own = await ownDraft(c);
    let draft = own;
    let holder = await holderOf(c);
    if (draft === null || holder === null) {
      if (hasBearer(c)) return c.json({ error: 'NO_DRAFT' }, 404);
      // The cookie is gone: what was typed goes into a new draft rather than nowhere.
      const started = await newHolder();
      holder = started.holder;
      draft = {
        ...holder,
        language: 'kk',
        form: emptyForm(),
        version: 1,
        savedAt: at,
        files: [],
        application: null,
        versions: 0,
        head: null,
      };
      await insertDraft(c.env.DB, holder, { language: draft.language, form: draft.form, files: [] }, at);
      keepDraft(c, started.token);
    }
    const { findings, parts } = taker(c, edition, into(c, holder, at));
    const sent = await sentForm(c.req.raw, parts);
    if (sent === null) return c.json({ error: 'FIELDS_UNREADABLE' }, 422);
    const language = languageOf(sent.fields.language, draft.language);
    const form = merged(draft.form, sent);
    const version = own === null ? draft.version : Number(sent.fields.version ?? draft.version);
    const saved =
      Number.isInteger(version) && (await saveDraft(c.env.DB, { id: draft.id, version, form, language }, at));
    if (!saved) {
      const fresh = await ownDraft(c);
      if (wantsJson(c)) {
        const code = fresh?.application == null ? 'STATE_CHANGED' : 'ALREADY_DONE';
        return c.json({ findings: [refusal(code)], version: fresh?.version }, 409);
      }
      const other = fresh ?? draft;
      const mine = { ...other, form: merged(other.form, sent) };
      const step = isStep(sent.fields.step) ? sent.fields.step : 'organisation';
      // Filed in another window: what was typed here is not part of it, and is given back.
      if (other.application !== null)
        return stepPage(c, language, mine, step, { notice: 'filed', findings, saved: other.form });
      return stepPage(c, language, mine, step, { notice: 'conflict', findings, saved: other.form });
    }
    if (typeof sent.fields.remove === 'string') {
      await removeDraftFile(c.env.DB, draft.id, sent.fields.remove);
    }
    if (typeof sent.fields.forget === 'string') await giveUpUpload(c.env, draft.id, sent.fields.forget);
    // What another step says is not this one's to mend.
    const { step, next } = sent.fields;
    const here = (field: string | undefined): boolean => !isStep(step) || stepOf(field) === step;
    findings.unshift(...formErrors(form, edition).filter(({ field }) => here(field)));
    if (wantsJson(c)) {
      const answer = { version: version + 1, savedAt: new Date(at).toISOString() };
      return findings.length > 0 ? c.json({ ...answer, findings }, 422) : c.json(answer);
    }
    if (findings.length > 0) {
      const shown = isStep(step) ? step : stepOf(findings[0]?.field);
      return stepPage(c, language, await reread(c, draft), shown, { findings });
    }
    const to = isStep(next) || next === 'check' ? `${next}/` : isStep(step) ? `${step}/?saved=1` : '?saved=1';
    return c.redirect(`/${language}/application/${to}`, 303);
  })

  // Small files of a script: their rows say whether the secret was right, so nothing is asked before.
  .post('/api/drafts/files', async (c, next) => {
    const small = Number(c.req.header('content-length') ?? Infinity) <= SMALL_BYTES;
    const holder = small && wantsJson(c) ? await holderOf(c) : null;
    if (holder === null) return next();
    const at = await now(c.env);
    const { edition } = await inForce(c.env.DB, 0);
    const { added, findings, take, parts } = taker(c, edition, into(c, holder, at));
    if (isMultipart(c.req.raw)) {
      if ((await readMultipart(c.req.raw, parts)) === null)
        return c.json({ error: 'FIELDS_UNREADABLE', files: added, findings }, 422);
    } else {
      const { kind = '', criterion = '', name = '' } = c.req.query();
      await take([{ kind, criterion, name, body: bodyOf(c.req.raw) }]);
    }
    if (findings.some(({ code }) => code === 'ALREADY_DONE')) {
      return (await ownDraft(c)) === null ? c.json({ error: 'NO_DRAFT' }, 404) : c.json({ findings }, 409);
    }
    return c.json({ files: added, findings }, findings.length > 0 ? 422 : 201);
  })

  .post('/api/drafts/files', async (c) => {
    const at = await now(c.env);
    const draft = await ownDraft(c);
    const holder = await holderOf(c);
    if (draft === null || holder === null) return c.json({ error: 'NO_DRAFT' }, 404);
    if (draft.application !== null) return c.json({ findings: [refusal('ALREADY_DONE')] }, 409);
    const { edition } = await inForce(c.env.DB, 0);
    const { added, findings, take, parts } = taker(c, edition, into(c, holder, at));
    let language = draft.language;
    if (isMultipart(c.req.raw)) {
      const fields = await readMultipart(c.req.raw, parts);
      if (fields === null) return c.json({ error: 'FIELDS_UNREADABLE', files: added, findings }, 422);
      language = languageOf(fields.get('language'), language);
    } else {
      const { kind = '', criterion = '', name = '' } = c.req.query();
      await take([{ kind, criterion, name, body: bodyOf(c.req.raw) }]);
    }
    if (wantsJson(c)) return c.json({ files: added, findings }, findings.length > 0 ? 422 : 201);
    if (findings.length === 0) return c.redirect(`${stepPath(language, 'evidence')}?saved=1`, 303);
    return stepPage(c, language, await reread(c, draft), 'evidence', { findings });
  })

  .post('/api/drafts/files/remove', async (c) => {
    const draft = await ownDraft(c);
    if (draft === null) return c.json({ error: 'NO_DRAFT' }, 404);
    const fields = new URLSearchParams((await limitedText(c.req.raw, FORM_BYTES)) ?? '');
    await removeDraftFile(c.env.DB, draft.id, fields.get('file') ?? '');
    if (wantsJson(c)) return c.json({});
    return c.redirect(
      `${stepPath(languageOf(fields.get('language'), draft.language), 'evidence')}?saved=1`,
      303,
    );
  });

/** The form with what was sent in the place of what stood there: a step says only its own fields. */
function merged(form: ApplicationForm, { fields, form: sent }: Sent): ApplicationForm {
  const said = typeof fields.form === 'object' && fields.form !== null ? fields.form : fields;
  const given = Object.entries(sent).filter(([name]) => name in said);
  return { ...form, ...Object.fromEntries(given) };
}
