// What is made from a commission's record: its protocols as pages and documents, the archive of §19, the table of the
// outcome. Made again, each is the same file.

import { Hono } from 'hono';
import type { Desk } from '../acts/act.ts';
import { listed } from '../acts/desk-lists.ts';
import { materialsOf } from '../db/materials.ts';
import { publicationBefore } from '../db/desk.ts';
import { applicationsCsv } from '../documents/applications-csv.ts';
import { sheetBlocks } from '../documents/application-sheet.ts';
import { outcomeCsv } from '../documents/outcome-csv.ts';
import { protocolDocx } from '../documents/protocol-docx.ts';
import { selectionClosedAt, selectionProtocol, sittingProtocol } from '../documents/protocol.ts';
import type { Block, Record } from '../documents/protocol.ts';
import { applicationZip, dossierZip } from '../documents/dossier.ts';
import type { Bindings } from '../env.ts';
import { files } from '../files/store.ts';
import { commissionName } from '../pages/names.ts';
import { SheetPage } from '../pages/application-sheet.tsx';
import { ProtocolPage } from '../pages/desk-protocol.tsx';
import { registerKeys } from '../register.ts';
import { words } from '../texts.ts';
import { csvAnswer } from './answer.ts';
import { deskPage, open } from './desk-pages.tsx';
import { guard } from './guard.ts';

type Made = { at: number; kk: Block[]; ru: Block[] };

/** What documents are made from, as it was at an instant, milliseconds. */
async function recordOf({ db, env, file, edition, stage }: Desk, at: number): Promise<Record> {
  const { fingerprint } = await registerKeys(env);
  const head = await publicationBefore(db, at);
  return { file, edition, stage, head, key: fingerprint, real: env.MODE === 'real', at };
}

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

export const deskProtocolRoutes = new Hono<Bindings>()
  .get('/desk/:lang/:commission/outcome.csv', guard, async (c) => {
    const { desk, lang } = await open(c);
    return csvAnswer(c, `outcome-${desk.file.commission}.csv`, outcomeCsv(lang, desk.file, desk.edition));
  })
  // The list as it is filtered on the page.
  .get('/desk/:lang/:commission/applications.csv', guard, async (c) => {
    const { desk, lang } = await open(c);
    const { file, edition } = desk;
    const { found } = await listed(desk, c.req.query());
    return csvAnswer(c, `applications-${file.commission}.csv`, applicationsCsv(lang, found, file, edition));
  })
  // §19.
  .get('/desk/:lang/:commission/dossier.zip', guard, async (c) => {
    const { desk } = await open(c);
    const { file } = desk;
    const closed = file.milestones.find(({ name }) => name === 'published');
    if (closed === undefined) return c.notFound();
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
  // One application on paper, and with its files as an archive that is read offline.
  .get('/desk/:lang/:commission/applications/:application/print/', guard, async (c) => {
    const { desk, lang, person, here } = await open(c);
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
    const { desk } = await open(c);
    const row = desk.file.applications.find(({ id }) => id === c.req.param('application'));
    if (row === undefined) return c.notFound();
    const dossier = {
      record: await recordOf(desk, row.receivedAt),
      whose: () => true,
      materials: (application: string) => materialsOf(c.env.DB, application),
      store: files(c.env),
    };
    return new Response(await applicationZip(dossier, row), {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="application-${row.reference}.zip"`,
      },
    });
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
