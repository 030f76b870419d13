// What is made from a commission's record: its protocols as pages and documents, the archive of §19, the table of the
// outcome. Made again, each is the same file.

import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Desk } from '../acts/act.ts';
import { DOSSIERS, REPUBLIC } from '#rules/edition';
import { handoversOf } from '../db/handovers.ts';
import { zipOf } from '../documents/archive.ts';
import type { Archive } from '../documents/archive.ts';
import { outcomeCsv } from '../documents/outcome-csv.ts';
import { protocolDocx } from '../documents/protocol-docx.ts';
import { selectionClosedAt, selectionProtocol, sittingProtocol } from '../documents/protocol.ts';
import type { Block } from '../documents/protocol.ts';
import { dossierOf } from '../documents/dossier.ts';
import { recordOf } from '../documents/record.ts';
import { winnerPackage, winnersOf } from '../documents/winner-package.ts';
import type { Bindings } from '../env.ts';
import { files } from '../files/store.ts';
import { commissionName } from '../pages/names.ts';
import { ProtocolPage } from '../pages/desk-protocol.tsx';
import { words } from '../texts.ts';
import { deskPage, open } from './desk-pages.tsx';

type Made = { at: number; kk: Block[]; ru: Block[] };

/** The protocol that `name` means: 'selection', or 'sitting-2'; null while its record is open. */
async function protocolOf(desk: Desk, name: string): Promise<Made | null> {
  const { file } = desk;
  const [, number] = /^sitting-(\d{1,3})$/.exec(name) ?? [];
  const sitting = file.sittings.find((row) => String(row.number) === number);
  const at = sitting === undefined ? null : sitting.quorate ? sitting.closedAt : sitting.openedAt;
  const closed = name === 'selection' ? selectionClosedAt(file) : at;
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

/** The archive as it is written. */
const archiveAnswer = (c: Context<Bindings>, archive: Archive, name: string): Response =>
  new Response(zipOf(archive, files(c.env)), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${name}.zip"`,
    },
  });

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
    if (!['secretary', 'agency'].includes(desk.seat.role)) return c.notFound();
    const asked = DOSSIERS.find((one) => one === c.req.query('only'));
    const last = (await handoversOf(desk.db, desk.file.commission)).at(-1);
    const dossiers = asked ?? last?.dossiers ?? desk.edition.handover.dossiers.value;
    const archive = await dossierOf(desk, dossiers, last?.at ?? null);
    return archive === null ? c.notFound() : archiveAnswer(c, archive, `dossier-${desk.file.commission}`);
  })
  // §8.3: for the republican secretary who prepares them and for the Agency that publishes.
  .get('/desk/:lang/KZ/winners/:file{[0-9a-f]{32}\\.zip}', async (c) => {
    const opened = await open(c, REPUBLIC);
    if (opened instanceof Response) return opened;
    const { desk } = opened;
    const winner = winnersOf(desk).find(({ id }) => `${id}.zip` === c.req.param('file'));
    if (!['secretary', 'agency'].includes(desk.seat.role)) return c.notFound();
    if (winner === undefined || winner.erased) return c.notFound();
    return archiveAnswer(c, await winnerPackage(desk, winner), `winner-${winner.reference}`);
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
