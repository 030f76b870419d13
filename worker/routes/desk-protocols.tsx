// What is made from a commission's record: its protocols as pages and documents, the archive of §19, the table of the
// outcome. Made again, each is the same file.

import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Desk } from '../acts/act.ts';
import { meetingsOf } from '../acts/call-sitting.ts';
import type { Sitting } from '../db/commission.ts';
import { materialsOf } from '../db/materials.ts';
import { publicationBefore } from '../db/desk.ts';
import { outcomeCsv } from '../documents/outcome-csv.ts';
import { protocolDocx } from '../documents/protocol-docx.ts';
import { selectionClosedAt, selectionProtocol } from '../documents/protocol.ts';
import { sittingProtocol } from '../documents/protocol-sitting.ts';
import type { Block, Record } from '../documents/protocol.ts';
import { dossierZip } from '../documents/dossier.ts';
import type { Bindings } from '../env.ts';
import { files } from '../files/store.ts';
import { commissionName } from '../pages/names.ts';
import { ProtocolPage } from '../pages/desk-protocol.tsx';
import { registerKeys } from '../register.ts';
import { words } from '../texts.ts';
import { deskPage, open } from './desk-pages.tsx';

type Made = { at: number; kk: Block[]; ru: Block[] };

/** What documents are made from, as it was at an instant, milliseconds. */
async function recordOf(desk: Desk, at: number): Promise<Record> {
  const { db, env, file, edition, stage } = desk;
  const { fingerprint } = await registerKeys(env);
  const head = await publicationBefore(db, at);
  const meetings = await meetingsOf(desk);
  return { file, meetings, edition, stage, head, key: fingerprint, real: env.MODE === 'real', at };
}

/** When the record of a sitting was closed: by its vote, or where it has no quorum by its last attendance. */
async function closedAt(desk: Desk, sitting: Sitting | undefined): Promise<number | null> {
  if (sitting === undefined || sitting.quorate) return sitting?.closedAt ?? null;
  const { attendances } = await meetingsOf(desk);
  return attendances.findLast((row) => row.sitting === sitting.id)?.at ?? sitting.openedAt;
}

/** The protocol that `name` means: 'selection', or 'sitting-2'; null while its record is open. */
async function protocolOf(desk: Desk, name: string): Promise<Made | null> {
  const { file } = desk;
  const [, number] = /^sitting-(\d{1,3})$/.exec(name) ?? [];
  const sitting = file.sittings.find((row) => String(row.number) === number);
  const closed = name === 'selection' ? selectionClosedAt(file) : await closedAt(desk, sitting);
  if (closed === null) return null;
  const record = await recordOf(desk, closed);
  const made = (language: 'kk' | 'ru'): Block[] =>
    sitting === undefined ? selectionProtocol(language, record) : sittingProtocol(language, record, sitting);
  return { at: closed, kk: made('kk'), ru: made('ru') };
}

/** Protocols name members and applicants: for the commission's own people and the Agency. */
async function found(
  c: Context<Bindings>,
  name: string,
): Promise<{ opened: Exclude<Awaited<ReturnType<typeof open>>, Response>; made: Made } | Response> {
  const opened = await open(c);
  if (opened instanceof Response) return opened;
  const made = await protocolOf(opened.desk, name);
  return made === null ? c.notFound() : { opened, made };
}

export const deskProtocolRoutes = new Hono<Bindings>()
  .get('/desk/:lang/:commission/outcome.csv', async (c) => {
    const opened = await open(c);
    if (opened instanceof Response) return opened;
    const { desk, lang } = opened;
    // A member's own conflicts close lines of it; the secretary and the Agency have none.
    if (!['secretary', 'agency'].includes(desk.seat.role)) return c.notFound();
    return c.body(outcomeCsv(lang, desk.file, desk.edition), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="outcome-${desk.file.commission}.csv"`,
    });
  })
  // §19: for the secretary who hands over and for the Agency that receives.
  .get('/desk/:lang/:commission/dossier.zip', async (c) => {
    const opened = await open(c);
    if (opened instanceof Response) return opened;
    const { desk } = opened;
    const { file } = desk;
    const closed = file.milestones.find(({ name }) => name === 'published');
    if (!['secretary', 'agency'].includes(desk.seat.role) || closed === undefined) return c.notFound();
    const finalist = c.req.query('only') === 'finalist';
    const zip = await dossierZip({
      record: await recordOf(desk, closed.at),
      whose: ({ id }) => !finalist || closed.body.finalist === id,
      materials: (application) => materialsOf(c.env.DB, application),
      store: files(c.env),
    });
    return new Response(zip, {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="dossier-${file.commission}.zip"`,
      },
    });
  })
  .get('/desk/:lang/:commission/protocols/:name{[a-z0-9-]+\\.docx}', async (c) => {
    const name = c.req.param('name').replace(/\.docx$/, '');
    const result = await found(c, name);
    if (result instanceof Response) return result;
    const { opened, made } = result;
    return c.body(await protocolDocx(made.kk, made.ru, made.at), 200, {
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'content-disposition': `attachment; filename="protocol-${opened.desk.file.commission}-${name}.docx"`,
    });
  })
  .get('/desk/:lang/:commission/protocols/:name/', async (c) => {
    const result = await found(c, c.req.param('name'));
    if (result instanceof Response) return result;
    const { opened, made } = result;
    const { lang, person, desk, here } = opened;
    const title = commissionName(lang, desk.file.commission);
    const content = (
      <ProtocolPage
        language={lang}
        docx={`${here}protocols/${c.req.param('name')}.docx`}
        back={here}
        title={title}
        kk={made.kk}
        ru={made.ru}
      />
    );
    return deskPage(c, lang, person, words(lang, 'desk', 'protocol'), content);
  });
