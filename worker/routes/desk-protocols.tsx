// What is made from a commission's record: its protocols as pages and documents, the archive of §19, the table of the
// outcome. Made again, each is the same file.

import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Desk } from '../acts/act.ts';
import { DOSSIERS, REPUBLIC } from '#rules/edition';
import { loadCommission } from '../db/commission.ts';
import { handoversOf } from '../db/handovers.ts';
import { zipOf } from '../documents/archive.ts';
import type { Archive } from '../documents/archive.ts';
import { correctionMade } from '../documents/corrections-made.ts';
import type { Made } from '../documents/corrections-made.ts';
import { outcomeCsv } from '../documents/outcome-csv.ts';
import { protocolDocx } from '../documents/protocol-docx.ts';
import {
  admissionClosedAt,
  admissionProtocol,
  selectionClosedAt,
  selectionProtocol,
} from '../documents/protocol.ts';
import { sittingProtocol } from '../documents/protocol-sitting.ts';
import type { Block } from '../documents/protocol-blocks.ts';
import { dossierOf } from '../documents/dossier.ts';
import { recordOf } from '../documents/record.ts';
import { winnerPackage, winnersOf } from '../documents/winner-package.ts';
import { listed } from '../acts/desk-lists.ts';
import { materialsOf } from '../db/materials.ts';
import { applicationsCsv } from '../documents/applications-csv.ts';
import { sheetBlocks } from '../documents/application-sheet.ts';
import { papersOf } from '../documents/papers.ts';
import { inForce } from '../edition.ts';
import { meetingsOf } from '../acts/call-sitting.ts';
import type { Sitting } from '../db/commission.ts';
import type { Bindings } from '../env.ts';
import { files } from '../files/store.ts';
import { commissionName } from '../pages/names.ts';
import { SheetPage } from '../pages/application-sheet.tsx';
import { ProtocolPage } from '../pages/desk-protocol.tsx';
import { words } from '../texts.ts';
import { deskPage } from '../pages/desk-frame.tsx';
import { open } from './desk-pages.tsx';
import { csvAnswer } from './answer.ts';
import { guard } from './guard.ts';

/** When the record of a sitting was closed: by its vote, or where it has no quorum by its last attendance. */
async function closedAt(desk: Desk, sitting: Sitting | undefined): Promise<number | null> {
  if (sitting === undefined || sitting.quorate) return sitting?.closedAt ?? null;
  const { attendances } = await meetingsOf(desk);
  return attendances.findLast((row) => row.sitting === sitting.id)?.at ?? sitting.openedAt;
}

/** The protocol that `name` means: 'admission', 'selection', 'sitting-2' or 'correction-1'; null while its record is open. */
async function protocolOf(desk: Desk, name: string): Promise<Made | null> {
  const [, number] = /^(?:sitting|correction)-(\d{1,3})$/.exec(name) ?? [];
  if (name.startsWith('correction-')) return correctionMade(desk, Number(number));
  // As it was signed: a correction has a protocol of its own.
  const first = { ...desk, file: await loadCommission(desk.db, desk.file.commission, { upTo: 0 }) };
  const sitting = first.file.sittings.find((row) => String(row.number) === number);
  const closed =
    name === 'admission'
      ? admissionClosedAt(first.file)
      : name === 'selection'
        ? selectionClosedAt(first.file)
        : await closedAt(first, sitting);
  if (closed === null) return null;
  const record = await recordOf(first, closed);
  const made = (language: 'kk' | 'ru'): Block[] => {
    if (sitting !== undefined) return sittingProtocol(language, record, sitting);
    return (name === 'admission' ? admissionProtocol : selectionProtocol)(language, record);
  };
  return { at: closed, kk: made('kk'), ru: made('ru') };
}

// As many as a table takes.
const ALL = 100_000;

const placeOf = async (c: Context<Bindings>) => ({
  db: c.env.DB,
  seat: c.var.seat,
  commission: c.req.param('commission') ?? '',
  edition: (await inForce(c.env.DB, 0)).edition,
});

/** The archive as it is written. */
const archiveAnswer = (
  c: Context<Bindings>,
  archive: Pick<Archive, 'entries' | 'at'>,
  name: string,
): Response =>
  new Response(zipOf(archive, files(c.env)), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${name}.zip"`,
    },
  });

export const deskProtocolRoutes = new Hono<Bindings>()
  .get('/desk/:lang/:commission/outcome.csv', guard, async (c) => {
    const { desk, lang } = await open(c);
    return csvAnswer(c, `outcome-${desk.file.commission}.csv`, outcomeCsv(lang, desk.file, desk.edition));
  })
  // The list as it is filtered on the page.
  .get('/desk/:lang/:commission/applications.csv', guard, async (c) => {
    const { db, seat, commission, edition } = await placeOf(c);
    const { ids } = await listed({ db, seat, commission, edition }, c.req.query(), 0, ALL);
    const { desk, lang } = await open(c, undefined, ids);
    const rows = desk.file.applications;
    return csvAnswer(c, `applications-${commission}.csv`, applicationsCsv(lang, rows, desk.file, edition));
  })
  // §19.
  .get('/desk/:lang/:commission/dossier.zip', guard, async (c) => {
    const { desk } = await open(c);
    const asked = DOSSIERS.find((one) => one === c.req.query('only'));
    const last = (await handoversOf(desk.db, desk.file.commission)).at(-1);
    const dossiers = asked ?? last?.dossiers ?? desk.edition.handover.dossiers.value;
    const archive = await dossierOf(desk, dossiers, last?.at ?? null);
    return archive === null ? c.notFound() : archiveAnswer(c, archive, `dossier-${desk.file.commission}`);
  })
  // §8.3.
  .get('/desk/:lang/:commission/winners/:file{[0-9a-f]{32}\\.zip}', guard, async (c) => {
    if (c.req.param('commission') !== REPUBLIC) return c.notFound();
    const { desk } = await open(c);
    const winner = winnersOf(desk).find(({ id }) => `${id}.zip` === c.req.param('file'));
    if (winner === undefined || winner.erased) return c.notFound();
    return archiveAnswer(c, await winnerPackage(desk, winner), `winner-${winner.reference}`);
  })
  // One application on paper, and with its files as an archive that is read offline.
  .get('/desk/:lang/:commission/applications/:application/print/', guard, async (c) => {
    const { desk, lang, person, here } = await open(c, undefined, [c.req.param('application')]);
    const { file, edition } = desk;
    const row = file.applications.find(({ id }) => id === c.req.param('application'));
    if (row === undefined) return c.notFound();
    const materials = await materialsOf(c.env.DB, row.id);
    const pathOf = (id: string): string => `/desk/files/${file.commission}/${row.id}/${id}`;
    const content = (
      <SheetPage
        language={lang}
        title={row.reference}
        back={`${here}applications/${row.id}/`}
        blocks={(language) => sheetBlocks(language, { row, file, edition, materials, pathOf })}
      />
    );
    return deskPage(c, lang, person, row.reference, content);
  })
  .get('/desk/:lang/:commission/applications/:application/dossier.zip', guard, async (c) => {
    const { desk } = await open(c, undefined, [c.req.param('application')]);
    const row = desk.file.applications.find(({ id }) => id === c.req.param('application'));
    if (row === undefined) return c.notFound();
    // Dated by its receipt, so always the same archive.
    const entries = await papersOf(row, await materialsOf(c.env.DB, row.id), desk, '');
    return archiveAnswer(c, { entries, at: row.receivedAt }, `application-${row.reference}`);
  })
  .get('/desk/:lang/:commission/protocols/:name{[a-z0-9-]+\\.docx}', guard, async (c) => {
    const name = c.req.param('name').replace(/\.docx$/, '');
    const opened = await open(c);
    const made = await protocolOf(opened.desk, name);
    if (made === null) return c.notFound();
    return c.body(await protocolDocx(made.kk, made.ru, made.at), 200, {
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'content-disposition': `attachment; filename="protocol-${opened.desk.file.commission}-${name}.docx"`,
    });
  })
  .get('/desk/:lang/:commission/protocols/:name/', guard, async (c) => {
    const { lang, person, desk, here } = await open(c);
    const made = await protocolOf(desk, c.req.param('name'));
    if (made === null) return c.notFound();
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
