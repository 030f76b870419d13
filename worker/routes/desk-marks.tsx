// Mark sheets beside the act of filing one: what is not finished is kept for its member, a sheet on paper is entered with
// its scan, and the scan is shown to whom the sheet is open.

import { Hono } from 'hono';
import type { Context } from 'hono';
import { reached } from '../acts/act.ts';
import { keepSheet } from '../acts/keep-sheet.ts';
import { receiveScan } from '../acts/scan.ts';
import { now } from '../clock.ts';
import { loadCommission } from '../db/commission.ts';
import type { SheetDraft } from '../db/sheets.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { wantsJson } from './answer.ts';
import { actAndAnswer, deskPath, NOTHING } from './desk-acts.tsx';
import { guard } from './guard.ts';
import type { SentAct } from './desk-acts.tsx';
import { sendFile } from './desk-files.ts';
import { formInput } from './form-input.ts';
import { refusedForm } from './fresh-page.tsx';
import { readMultipart } from './multipart.ts';
import { limitedText } from './sent-form.ts';

const DRAFT_BYTES = 200_000;
const LONGEST = 4000;

/** A sheet as its form says it, criterion by criterion: what is not chosen stays open. */
function draftFrom(fields: URLSearchParams, criteria: number): Omit<SheetDraft, 'savedAt'> {
  const each = <T,>(read: (index: number) => T): T[] => Array.from({ length: criteria }, (_, i) => read(i));
  const text = (name: string): string => (fields.get(name) ?? '').trim().slice(0, LONGEST);
  return {
    version: Number(fields.get('after') ?? 0),
    marks: each((index) => {
      const value = fields.get(`marks.${index}`);
      return value === null || value === '' ? null : Number(value);
    }),
    violations: each((index) => (fields.getAll(`violations.${index}:bool`).at(-1) ?? '') !== ''),
    remarks: each((index) => text(`remarks.${index}`)),
    reason: text('reason'),
  };
}

/** A sheet on paper with its scan, which is stored before the act names it. */
async function readPaper(c: Context<Bindings>, at: number): Promise<SentAct> {
  const { edition } = await inForce(c.env.DB, 0);
  const sent: SentAct = { key: '', back: '', input: {}, code: '', sent: NOTHING };
  const by = { commission: c.req.param('commission') ?? '', seat: c.var.seat, at };
  let scan: { sha256: string } | undefined;
  const fields = await readMultipart(c.req.raw, async (parts) => {
    for (const part of parts) {
      const received = await receiveScan(c.env, edition, by, part);
      if (received.kind === 'stored') scan = { sha256: received.file.sha256 };
      else sent.findings = [received.finding];
    }
  });
  const [key, back] = [fields?.get('key') ?? '', fields?.get('back') ?? ''];
  const typed = new URLSearchParams([...(fields ?? [])]);
  return { ...sent, key, back, input: { ...formInput(fields ?? []), scan }, sent: typed };
}

export const deskMarkRoutes = new Hono<Bindings>()
  // The member's own, like the act `mark`, and nobody else's.
  .post('/api/desk/:commission/sheet-draft', guard, async (c) => {
    const at = await now(c.env);
    const commission = c.req.param('commission');
    const { seat } = c.var;
    const text = await limitedText(c.req.raw, DRAFT_BYTES);
    if (text === null) return c.json({ error: 'FIELDS_UNREADABLE' }, 422);
    const fields = new URLSearchParams(text);
    const { edition } = await inForce(c.env.DB, 0);
    const draft = draftFrom(fields, edition.marks.criteria.value.length);
    const who = { env: c.env, at, seat, commission };
    const findings = await keepSheet(who, fields.get('application') ?? '', draft);
    if (wantsJson(c)) {
      return findings.length > 0
        ? c.json({ kind: 'refused', findings }, 409)
        : c.json({ savedAt: new Date(at).toISOString() });
    }
    const back = deskPath(fields.get('back') ?? '');
    if (findings.length === 0) return c.redirect(back, 303);
    // The same form is filed as a sheet: there its words stand again.
    const typed = { action: `/api/desk/${commission}/mark`, fields };
    return refusedForm(c, { back, findings, typed, status: 409 });
  })

  .post('/api/desk/:commission/paper-sheet', guard, async (c) => {
    const at = await now(c.env);
    return actAndAnswer(c, at, 'mark', () => readPaper(c, at));
  })

  // Before the sheets are opened only the member whose sheet it is sees its scan; the secretary has the paper.
  .get('/desk/sheets/:commission/:application/:seat', guard, async (c) => {
    const { commission, application, seat: number } = c.req.param();
    const file = await loadCommission(c.env.DB, commission, { only: [application] });
    const row = file.applications.find(({ id }) => id === application);
    const of = file.seats.find((one) => String(one.number) === number && one.endedAt === null);
    if (row === undefined || of === undefined) return c.notFound();
    if (c.var.seat.id !== of.id && !reached(file, 'opened')) return c.notFound();
    const scan = row.sheets.find((sheet) => sheet.seat === of.id)?.scan ?? null;
    if (scan === null) return c.notFound();
    return sendFile(c, { ...scan, name: `${row.reference}-${number}.${scan.type}` }, 'inline');
  });
