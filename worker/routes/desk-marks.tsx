// Mark sheets beside the act of filing one: what is not finished is kept for its member, a sheet on paper is entered with
// its scan, and the scan is shown to whom the sheet is open.

import { Hono } from 'hono';
import type { Context } from 'hono';
import { reached } from '../acts/act.ts';
import { plainName } from '../acts/add-file.ts';
import { keepSheet } from '../acts/keep-sheet.ts';
import { receiveFile } from '../acts/receive-file.ts';
import { now } from '../clock.ts';
import { loadCommission } from '../db/commission.ts';
import type { SheetDraft } from '../db/sheets.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { files } from '../files/store.ts';
import { whoIs } from '../sign-in.ts';
import { fromElsewhere, wantsJson } from './answer.ts';
import { actAndAnswer, deskPath, seatFor } from './desk-acts.tsx';
import type { SentAct } from './desk-acts.tsx';
import { shownFile } from './desk-files.ts';
import { refusalPage } from './desk-pages.tsx';
import { formInput } from './form-input.ts';
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
async function readPaper(c: Context<Bindings>): Promise<SentAct> {
  const { edition } = await inForce(c.env.DB, 0);
  const sent: SentAct = { key: '', back: '', input: {} };
  let scan: unknown;
  const fields = await readMultipart(c.req.raw, async (parts) => {
    for (const { name, body } of parts) {
      const received = await receiveFile(c.env, edition, plainName(name), body);
      if (received.kind === 'stored') scan = received.file;
      else sent.findings = [received.finding];
    }
  });
  const [key, back] = [fields?.get('key') ?? '', fields?.get('back') ?? ''];
  return { ...sent, key, back, input: { ...formInput(fields ?? []), scan } };
}

export const deskMarkRoutes = new Hono<Bindings>()
  // The member's own, like the act `mark`, and nobody else's.
  .post('/api/desk/:commission/sheet-draft', async (c) => {
    const at = await now(c.env);
    const commission = c.req.param('commission');
    const person = fromElsewhere(c) ? null : await whoIs(c.env, c.req.raw.headers);
    const seat = person === null ? undefined : seatFor(person.seats, commission, ['chair', 'member']);
    if (person === null || seat === undefined) return c.notFound();
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
    return findings.length > 0 ? refusalPage(c, person, back, findings, 409) : c.redirect(back, 303);
  })

  .post('/api/desk/:commission/paper-sheet', async (c) => {
    const at = await now(c.env);
    const person = fromElsewhere(c) ? null : await whoIs(c.env, c.req.raw.headers);
    const allowed = person !== null && seatFor(person.seats, c.req.param('commission'), ['secretary']);
    return allowed ? actAndAnswer(c, at, 'mark', () => readPaper(c)) : c.notFound();
  })

  // Before the sheets are opened only the member whose sheet it is sees its scan; the secretary has the paper.
  .get('/desk/sheets/:commission/:application/:seat', async (c) => {
    const { commission, application, seat: number } = c.req.param();
    const person = await whoIs(c.env, c.req.raw.headers);
    const seat = person?.seats.find((row) => row.commission === commission);
    if (seat === undefined) return c.notFound();
    const file = await loadCommission(c.env.DB, commission);
    const row = file.applications.find(({ id }) => id === application);
    const of = file.seats.find((one) => String(one.number) === number && one.endedAt === null);
    const own = seat.id === of?.id;
    const closed = seat.number !== null && row?.declared.includes(seat.id) !== true;
    if (row === undefined || row.recused.includes(seat.id)) return c.notFound();
    if (!own && (closed || !reached(file, 'opened'))) return c.notFound();
    const scan = row.sheets.find((sheet) => sheet.seat === of?.id)?.scan ?? null;
    const stored = scan === null ? null : await files(c.env).read(scan.sha256);
    if (scan === null || stored === null) return c.notFound();
    return shownFile(c, stored, { ...scan, name: `${row.reference}-${number}.${scan.type}` });
  });
