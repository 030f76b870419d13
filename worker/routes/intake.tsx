// The secretary enters what came on paper, by post or by mail: one form with its scans, filed as the applicant's own
// would be, received when it was handed in.

import { Hono } from 'hono';
import type { Context } from 'hono';
import { emptyForm } from '#rules/application.schema';
import { sha256Hex } from '#rules/register';
import { newId } from '../acts/act.ts';
import { fileApplication, PAPER_CHANNELS, receiptOf } from '../acts/file-application.ts';
import { now } from '../clock.ts';
import { draftOf } from '../db/applications.ts';
import { insertDraft, loadDraft, removeDraftFile, saveDraft } from '../db/drafts.ts';
import type { Draft, Holder } from '../db/drafts.ts';
import { receiptPdf } from '../documents/receipt-pdf.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { consentText, storedHere } from '../pages/consent.ts';
import { deskPage } from '../pages/desk-frame.tsx';
import { IntakePage } from '../pages/desk-intake.tsx';
import { words } from '../texts.ts';
import { isKey, refusal } from './answer.ts';
import { languageOf, linkOf } from './draft-access.ts';
import { languageIn } from './desk-pages.tsx';
import { guard } from './guard.ts';
import { sentForm } from './sent-form.ts';
import { into, taker } from './taking-files.ts';

const WALL = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

/** The draft of one entry: the same key names the same draft, so that an entry sent twice is one application. */
async function holderOf(c: Context<Bindings>, entry: string): Promise<{ holder: Holder; token: string }> {
  const id = (await sha256Hex(`intake:${c.var.seat.id}:${entry}`)).slice(0, 32);
  const secret = await sha256Hex(`${c.env.SECRET}:intake:${id}`);
  return { holder: { id, secretHash: await sha256Hex(secret) }, token: `${id}.${secret}` };
}

type Shown = {
  draft: Draft;
  entry: string;
  channel: string;
  handedInAt: string;
  findings: Parameters<typeof IntakePage>[0]['findings'];
};

async function intakePage(
  c: Context<Bindings>,
  language: 'kk' | 'ru' | 'en',
  shown: Shown,
  status: 200 | 422,
) {
  const { edition, placement } = await inForce(c.env.DB);
  const content = (
    <IntakePage
      {...shown}
      {...{ language, edition, placement }}
      commission={c.req.param('commission') ?? ''}
      now={await now(c.env)}
      uploads={[]}
      consent={consentText(language, shown.draft.form.signatoryName, edition, storedHere(c.env))}
    />
  );
  const title = words(language, 'desk', 'intake');
  const path = `/desk/${language}/${c.req.param('commission') ?? ''}/intake/`;
  return deskPage(c, language, c.var.person, title, content, status, path);
}

const blank = (): Draft => ({
  id: '',
  language: 'kk',
  form: emptyForm(),
  version: 1,
  savedAt: 0,
  files: [],
  application: null,
  versions: 0,
  head: null,
});

export const intakeRoutes = new Hono<Bindings>()
  .get('/desk/:lang/:commission/intake/', guard, (c) =>
    intakePage(
      c,
      languageIn(c),
      { draft: blank(), entry: newId(), channel: '', handedInAt: '', findings: [] },
      200,
    ),
  )
  .post('/api/desk/:commission/intake', guard, async (c) => {
    const at = await now(c.env);
    const { seat } = c.var;
    const { edition } = await inForce(c.env.DB, 0);
    // Files follow the key in the form, so their draft is known when the first of them comes.
    let own: Awaited<ReturnType<typeof holderOf>> | null = null;
    const started = async (entry: string) => {
      const made = await holderOf(c, entry);
      if ((await loadDraft(c.env.DB, made.holder.id)) === null)
        await insertDraft(c.env.DB, made.holder, { language: 'kk', form: emptyForm(), files: [] }, at);
      return made;
    };
    let taking: ReturnType<typeof taker> | null = null;
    const sent = await sentForm(c.req.raw, async (parts) => {
      const entry = parts[0]?.before.get('key') ?? '';
      if (!isKey(entry)) return;
      own ??= await started(entry);
      taking ??= taker(c, edition, into(c, own.holder, at));
      await taking.parts(parts);
    });
    const text = (name: string): string => {
      const value = sent?.fields[name];
      return typeof value === 'string' ? value : '';
    };
    const entry = text('key');
    if (sent === null || !isKey(entry)) return c.json({ error: 'FIELDS_UNREADABLE' }, 422);
    const { holder, token } = own ?? (await started(entry));
    const language = languageOf(sent.fields.language, 'kk');
    const channel = PAPER_CHANNELS.find((way) => way === text('channel'));
    const before = await loadDraft(c.env.DB, holder.id);
    if (before === null) return c.notFound();
    if (before.application === null)
      await saveDraft(c.env.DB, { id: holder.id, version: before.version, form: sent.form, language }, at);
    if (text('remove') !== '') await removeDraftFile(c.env.DB, holder.id, text('remove'));
    const draft = (await loadDraft(c.env.DB, holder.id)) ?? before;
    const handedInAt = text('handedInAt');
    const findings = [...findingsOf(taking), ...(channel === undefined ? [refusal('CHANNEL_MISSING')] : [])];
    if (channel !== undefined && findings.length === 0 && text('remove') === '') {
      const instant = WALL.test(handedInAt) ? Date.parse(`${handedInAt}:00+05:00`) : NaN;
      const paper = { channel, handedInAt: instant, seat, link: linkOf(c, language, token) };
      const outcome = await fileApplication(c.env, draft, entry, at, { paper });
      if (outcome.kind === 'filed')
        return c.redirect(
          `/desk/${language}/${seat.commission}/applications/${outcome.answer.application}/check/`,
          303,
        );
      if (outcome.kind !== 'stale') findings.push(...outcome.findings);
    }
    return intakePage(c, language, { draft, entry, channel: channel ?? '', handedInAt, findings }, 422);
  })
  .get('/desk/:lang/:commission/applications/:application/receipt.pdf', guard, async (c) => {
    const draft = await draftOf(c.env.DB, c.req.param('application'));
    const receipt = draft === null ? null : await receiptOf(c.env.DB, draft);
    if (receipt === null) return c.notFound();
    return c.body(await receiptPdf(languageIn(c), receipt, c.env.ORIGIN), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${receipt.reference}.pdf"`,
    });
  });

const findingsOf = (taking: ReturnType<typeof taker> | null) => taking?.findings ?? [];
