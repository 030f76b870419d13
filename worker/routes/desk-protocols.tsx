// What is made from a commission's record: its protocols as pages and documents, the archive of §19, the table of the
// outcome. Made again, each is the same file.

import { Hono } from 'hono';
import { canonical } from '#rules/canonical';
import { correctionOf } from '#rules/publication';
import type { Desk } from '../acts/act.ts';
import { elected } from '../acts/bodies.ts';
import { correctionsInForce } from '../acts/correction-plan.ts';
import { materialsOf } from '../db/materials.ts';
import { loadCommission } from '../db/commission.ts';
import { publicationBefore, publications } from '../db/desk.ts';
import { correctionProtocol } from '../documents/correction-protocol.ts';
import { outcomeCsv } from '../documents/outcome-csv.ts';
import { protocolDocx } from '../documents/protocol-docx.ts';
import {
  admissionClosedAt,
  admissionProtocol,
  selectionClosedAt,
  selectionProtocol,
  sittingProtocol,
} from '../documents/protocol.ts';
import type { Block, Record } from '../documents/protocol.ts';
import { dossierZip } from '../documents/dossier.ts';
import type { CorrectionMade } from '../documents/dossier.ts';
import type { Bindings } from '../env.ts';
import { files } from '../files/store.ts';
import { commissionName } from '../pages/names.ts';
import { ProtocolPage } from '../pages/desk-protocol.tsx';
import { registerKeys } from '../register.ts';
import { words } from '../texts.ts';
import { deskPage } from '../pages/desk-frame.tsx';
import { open } from './desk-pages.tsx';
import { guard } from './guard.ts';

type Made = { at: number; kk: Block[]; ru: Block[] };

/** What documents are made from, as it was at an instant, milliseconds. */
async function recordOf({ db, env, file, edition, stage }: Desk, at: number): Promise<Record> {
  const { fingerprint } = await registerKeys(env);
  const head = await publicationBefore(db, at);
  return { file, edition, stage, head, key: fingerprint, real: env.MODE === 'real', at };
}

/** The protocol that `name` means: 'admission', 'selection', 'sitting-2' or 'correction-1'; null while its record is open. */
async function protocolOf(desk: Desk, name: string): Promise<Made | null> {
  const [, number] = /^(?:sitting|correction)-(\d{1,3})$/.exec(name) ?? [];
  if (name.startsWith('correction-')) return correctionMade(desk, Number(number));
  // As it was signed: a correction has a protocol of its own.
  const first = { ...desk, file: await loadCommission(desk.db, desk.file.commission, { upTo: 0 }) };
  const sitting = first.file.sittings.find((row) => String(row.number) === number);
  const at = sitting === undefined ? null : sitting.quorate ? sitting.closedAt : sitting.openedAt;
  const closed =
    name === 'admission'
      ? admissionClosedAt(first.file)
      : name === 'selection'
        ? selectionClosedAt(first.file)
        : at;
  if (closed === null) return null;
  const record = await recordOf(first, closed);
  const made = (language: 'kk' | 'ru'): Block[] => {
    if (sitting !== undefined) return sittingProtocol(language, record, sitting);
    return (name === 'admission' ? admissionProtocol : selectionProtocol)(language, record);
  };
  return { at: closed, kk: made('kk'), ru: made('ru') };
}

/** A correction's protocol, once it is in force. */
async function correctionMade(desk: Desk, number: number): Promise<Made | null> {
  const { commission } = desk.file;
  const file = await loadCommission(desk.db, commission, { upTo: number });
  const correction = file.corrections.find((row) => row.commission === commission && row.number === number);
  if (correction?.ended?.kind !== 'in-force') return null;
  const { at } = correction.ended;
  const made = (await publications(desk.db)).filter(
    (row) =>
      Date.parse(row.at) === at &&
      canonical(correctionOf(row.body)?.reason ?? null) === canonical(correction.reason),
  );
  const record = await recordOf({ ...desk, file }, at);
  return {
    at,
    kk: correctionProtocol('kk', record, correction, made),
    ru: correctionProtocol('ru', record, correction, made),
  };
}

/** The protocols of the corrections in force, with the scan that each of them put right. */
async function correctionsMade(desk: Desk): Promise<CorrectionMade[]> {
  const own = correctionsInForce(desk.file);
  const made = await Promise.all(own.map(({ number }) => correctionMade(desk, number)));
  return made.flatMap((one, index) => {
    const { number, change } = own[index] ?? {};
    if (one === null || number === undefined) return [];
    return [{ ...one, number, scan: change?.kind === 'protocol' ? change.now.protocolSha256 : null }];
  });
}

export const deskProtocolRoutes = new Hono<Bindings>()
  .get('/desk/:lang/:commission/outcome.csv', guard, async (c) => {
    const { desk, lang } = await open(c);
    return c.body(outcomeCsv(lang, desk.file, desk.edition), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="outcome-${desk.file.commission}.csv"`,
    });
  })
  // §19.
  .get('/desk/:lang/:commission/dossier.zip', guard, async (c) => {
    const { desk } = await open(c);
    const { file } = desk;
    const closed = file.milestones.find(({ name }) => name === 'published');
    if (closed === undefined) return c.notFound();
    const finalist = c.req.query('only') === 'finalist';
    const chosen = new Set(elected(file)?.map(({ id }) => id));
    const first = await loadCommission(c.env.DB, file.commission, { upTo: 0 });
    const corrections = await correctionsMade(desk);
    const zip = await dossierZip({
      record: await recordOf(
        { ...desk, file: first },
        Math.max(closed.at, ...corrections.map(({ at }) => at)),
      ),
      corrections,
      whose: ({ id }) => !finalist || chosen.has(id),
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
