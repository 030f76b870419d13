// After filing: where the application stands, what is handed in then, the calendar file of an interview.

import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Language } from '#rules/application';
import { claimedType } from '#rules/file-types';
import type { Finding } from '#rules/finding';
import { isLink } from '#rules/form-errors';
import { MATERIAL_KINDS } from '#rules/materials';
import { plainName } from '../acts/add-file.ts';
import { addMaterial, fileObjection, materialsLocked } from '../acts/after-filing.ts';
import { sayOnInterview } from '../acts/own-interview.ts';
import type { InterviewWord } from '../acts/own-interview.ts';
import { receiveFile } from '../acts/receive-file.ts';
import { giveUpUpload } from '../acts/receive-upload.ts';
import { now } from '../clock.ts';
import { filedFrom } from '../db/applications.ts';
import { interviewCalendar } from '../documents/calendar.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { statusPage } from '../pages/application.tsx';
import { isKey, refusal, wantsJson } from './answer.ts';
import { sendFile } from './desk-files.ts';
import { fromHere, languageOf, ownDraft } from './draft-access.ts';
import { readMultipart } from './multipart.ts';
import type { Part } from './multipart.ts';
import { limitedText } from './sent-form.ts';

const OBJECTION_BYTES = 100_000;
const INTERVIEW_BYTES = 20_000;

/** What the form of an interview says; null where it is none that there is. */
function wordOf(fields: URLSearchParams): InterviewWord | null {
  const act = fields.get('act');
  if (act === 'chosen') return { act, startsAt: Date.parse(fields.get('startsAt') ?? '') };
  if (act === 'asked') return { act, text: (fields.get('text') ?? '').replace(/\r\n?/g, '\n') };
  return act === 'confirmed' ? { act } : null;
}

export const afterFilingRoutes = new Hono<Bindings>()
  .use('/api/applications/*', fromHere)

  .get('/:lang{kk|ru|en}/application/status/', (c) => shown(c, languageOf(c.req.param('lang'), 'kk')))

  .get('/api/applications/interview.ics', async (c) => {
    const draft = await ownDraft(c);
    const filed = draft === null ? null : await filedFrom(c.env.DB, draft.id);
    const invitation = filed?.invitations.find(({ stage }) => stage === c.req.query('stage'));
    if (filed === null || invitation === undefined) return c.json({ error: 'NOT_INVITED' }, 404);
    const language = languageOf(c.req.query('language'), filed.form.letterLanguage);
    const text = interviewCalendar(language, filed.reference, invitation, await now(c.env), c.env.ORIGIN);
    return c.body(text, 200, {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="interview-${filed.reference}.ics"`,
    });
  })

  // §16, §20: the time is confirmed, another free one is taken, or another is asked for in words.
  .post('/api/applications/interview', async (c) => {
    const at = await now(c.env);
    const draft = await ownDraft(c);
    if (draft === null) return c.json({ error: 'NO_DRAFT' }, 404);
    const fields = new URLSearchParams((await limitedText(c.req.raw, INTERVIEW_BYTES)) ?? '');
    const key = c.req.header('idempotency-key') ?? fields.get('key') ?? '';
    if (!isKey(key)) return c.json({ error: 'IDEMPOTENCY_KEY_MISSING' }, 422);
    const language = languageOf(fields.get('language'), draft.language);
    const stage = fields.get('stage') === 'republican' ? 'republican' : 'regional';
    const word = wordOf(fields);
    if (word === null) return c.json({ error: 'FIELDS_UNREADABLE' }, 422);
    const findings = await sayOnInterview(c.env, draft.id, stage, word, key, at);
    if (wantsJson(c)) return c.json({ findings }, findings.length > 0 ? 409 : 201);
    return findings.length > 0
      ? shown(c, language, findings)
      : c.redirect(`/${language}/application/status/#interview`, 303);
  })

  // A file, a link or both; without a script as a form, a long video of a script comes in pieces.
  .post('/api/applications/materials', async (c) => {
    const at = await now(c.env);
    const draft = await ownDraft(c);
    if (draft === null) return c.json({ error: 'NO_DRAFT' }, 404);
    const { edition } = await inForce(c.env.DB, 0);
    const locked = await materialsLocked(c.env, draft.id);
    const findings: Finding[] = [...locked];
    const kindOf = (text: string | undefined) => MATERIAL_KINDS.find((kind) => kind === text);
    const take = async ({ field, name, body, before }: Part, index: number): Promise<void> => {
      const kind = kindOf(field.replace(/^files\./, ''));
      if (locked.length > 0 || kind === undefined) {
        if ('stream' in body) await body.stream.cancel();
        return;
      }
      const plain = plainName(name);
      const received = await receiveFile(c.env, edition, plain, body);
      if (received.kind === 'refused') findings.push({ ...received.finding, field: `files.${kind}` });
      else {
        const material = { ...received.file, kind, name: plain, type: claimedType(plain), link: '' };
        findings.push(
          ...(await addMaterial(
            c.env,
            draft.id,
            material,
            `${before.get('key') ?? ''}-${field}-${index}`,
            at,
          )),
        );
      }
    };
    const fields = await readMultipart(c.req.raw, async (parts) => {
      for (const [index, part] of parts.entries()) await take(part, index);
    });
    if (fields === null) return c.json({ error: 'FIELDS_UNREADABLE' }, 422);
    const language = languageOf(fields.get('language'), draft.language);
    await giveUpUpload(c.env, draft.id, fields.get('forget') ?? '');
    for (const kind of MATERIAL_KINDS) {
      const link = (fields.get(`link.${kind}`) ?? '').trim();
      if (link === '' || locked.length > 0) continue;
      if (!isLink(link)) findings.push({ ...refusal('LINK_INVALID'), field: `link.${kind}` });
      else {
        const empty = { name: '', size: 0, sha256: '', type: '' };
        findings.push(
          ...(await addMaterial(
            c.env,
            draft.id,
            { ...empty, kind, link },
            `${fields.get('key') ?? ''}-${kind}`,
            at,
          )),
        );
      }
    }
    if (wantsJson(c)) return c.json({ findings }, findings.length > 0 ? 409 : 201);
    return findings.length > 0
      ? shown(c, language, findings)
      : c.redirect(`/${language}/application/status/#materials`, 303);
  })

  // One's own materials, every version of them.
  .get('/api/applications/materials/:id', async (c) => {
    const draft = await ownDraft(c);
    const filed = draft === null ? null : await filedFrom(c.env.DB, draft.id);
    const found = filed?.materials.find(({ id }) => id === c.req.param('id'));
    return found === undefined ? c.json({ error: 'NOT_FOUND' }, 404) : sendFile(c, found, 'attachment');
  })

  .post('/api/applications/object', async (c) => {
    const at = await now(c.env);
    const draft = await ownDraft(c);
    if (draft === null) return c.json({ error: 'NO_DRAFT' }, 404);
    const fields = new URLSearchParams((await limitedText(c.req.raw, OBJECTION_BYTES)) ?? '');
    const key = c.req.header('idempotency-key') ?? fields.get('key') ?? '';
    if (!isKey(key)) return c.json({ error: 'IDEMPOTENCY_KEY_MISSING' }, 422);
    const language = languageOf(fields.get('language'), draft.language);
    const text = (fields.get('text') ?? '').replace(/\r\n?/g, '\n');
    const findings = await fileObjection(c.env, draft.id, text, key, at);
    if (wantsJson(c)) return c.json({ findings }, findings.length > 0 ? 409 : 201);
    return findings.length > 0
      ? shown(c, language, findings, text)
      : c.redirect(`/${language}/application/status/#objection`, 303);
  });

/** Where it stands; with findings, what was refused just now, and the objection as it was typed. */
const shown = (
  c: Context<Bindings>,
  language: Language,
  findings: Finding[] = [],
  objection = '',
): Promise<Response> => statusOf(c, language, { findings, objection });

/** Where the holder's application stands; what was refused just now comes back as it was typed. */
export async function statusOf(
  c: Context<Bindings>,
  language: Language,
  refused: { findings: Finding[]; objection?: string; message?: string },
): Promise<Response> {
  const draft = await ownDraft(c);
  const filed = draft === null ? null : await filedFrom(c.env.DB, draft.id);
  if (draft === null || filed === null) return c.redirect(`/${language}/application/`, 302);
  return statusPage(c, language, { objection: '', ...refused, draft, filed });
}
