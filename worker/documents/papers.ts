// The papers of an application and of a commission as entries of an archive.

import { canonical } from '#rules/canonical';
import { matchesType } from '#rules/file-types';
import type { Application } from '../db/commission.ts';
import type { Material } from '../db/materials.ts';
import { wholeFile } from '../files/store.ts';
import type { FileStore } from '../files/store.ts';
import { offlineSheet } from '../pages/application-sheet.tsx';
import { sheetBlocks } from './application-sheet.ts';
import { appendix1Docx } from './appendix-1-docx.ts';
import { fileName, made } from './archive.ts';
import type { Entry } from './archive.ts';
import type { CorrectionMade } from './corrections-made.ts';
import { protocolDocx } from './protocol-docx.ts';
import { admissionClosedAt, admissionProtocol, selectionClosedAt, selectionProtocol } from './protocol.ts';
import { sittingProtocol } from './protocol-sitting.ts';
import type { Record } from './protocol-blocks.ts';

/** What a signed protocol may be. */
const SCANS = ['pdf', 'jpg', 'png'];

/** The protocols of a commission as they are made from the record, and the scans that were signed. */
export async function decisions(record: Record, store: FileStore, folder = 'decision'): Promise<Entry[]> {
  const { file, stage } = record;
  const entries: Entry[] = [];
  const admission = stage === 'regional' ? admissionClosedAt(file) : null;
  if (admission !== null) {
    const own = { ...record, at: admission };
    const docx = await protocolDocx(admissionProtocol('kk', own), admissionProtocol('ru', own), admission);
    entries.push(await made(`${folder}/admission.docx`, docx));
  }
  const selection = stage === 'regional' ? selectionClosedAt(file) : null;
  if (selection !== null) {
    const own = { ...record, at: selection };
    const docx = await protocolDocx(selectionProtocol('kk', own), selectionProtocol('ru', own), selection);
    entries.push(await made(`${folder}/selection.docx`, docx));
  }
  for (const sitting of file.sittings) {
    const own = { ...record, at: sitting.closedAt ?? sitting.openedAt };
    const docx = await protocolDocx(
      sittingProtocol('kk', own, sitting),
      sittingProtocol('ru', own, sitting),
      own.at,
    );
    entries.push(await made(`${folder}/sitting-${sitting.number}.docx`, docx));
  }
  return [...entries, ...(await scans(record, store, folder))];
}

/** The signed protocols as they were uploaded. */
async function scans({ file }: Record, store: FileStore, folder: string): Promise<Entry[]> {
  const signed = file.milestones.filter(({ name }) => ['selection-signed', 'protocol-signed'].includes(name));
  return Promise.all(
    signed.map(({ name, body }) => scanOf(`${folder}/${name}`, String(body.protocolSha256), store)),
  );
}

async function scanOf(path: string, sha256: string, store: FileStore): Promise<Entry> {
  const bytes = await wholeFile(store, sha256);
  const type = SCANS.find((one) => matchesType(bytes, one)) ?? 'bin';
  return made(`${path}.${type}`, bytes);
}

/** What was put right after the protocols were signed. */
export async function corrected(
  corrections: CorrectionMade[],
  store: FileStore,
  folder: string,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const { number, at, kk, ru, scan } of corrections) {
    const path = `${folder}/correction-${number}`;
    entries.push(await made(`${path}.docx`, await protocolDocx(kk, ru, at)));
    if (scan !== null) entries.push(await scanOf(`${path}-signed`, scan, store));
  }
  return entries;
}

/**
 * An application with its files and every version of its materials, the oldest first, and a sheet that is read offline
 * and leads to them. `folder` is '' at the top of the archive.
 */
export async function papersOf(
  row: Application,
  materials: Material[],
  { file, edition }: Pick<Record, 'file' | 'edition'>,
  folder: string,
): Promise<Entry[]> {
  const under = folder === '' ? '' : `${folder}/`;
  const paths = new Map<string, string>();
  const entries: Entry[] = row.files.map(({ id, name, size, sha256 }, index) => {
    const path = `files/${fileName(index, name)}`;
    paths.set(id, path);
    return { path: `${under}${path}`, sha256, size };
  });
  const later = [...materials].reverse();
  for (const [index, { id, kind, name, link, size, sha256 }] of later.entries()) {
    const path = `${kind}/${fileName(index, name)}${link === '' ? '' : 'link.txt'}`;
    paths.set(id, path);
    entries.push(
      link === '' ? { path: `${under}${path}`, sha256, size } : await made(`${under}${path}`, `${link}\n`),
    );
  }
  const pathOf = (id: string): string => (paths.get(id) ?? '').split('/').map(encodeURIComponent).join('/');
  const sheet = { row, file, edition, materials: later, pathOf };
  return [
    await made(
      `${under}application.html`,
      offlineSheet(row.reference, (language) => sheetBlocks(language, sheet)),
    ),
    await made(`${under}application.json`, `${canonical(row.form)}\n`),
    await made(`${under}appendix-1.docx`, await appendix1Docx(row.form, row.files, edition, row.receivedAt)),
    ...entries,
  ];
}
