// What is handed over (§19): the papers of the contenders and the commission's decision as one archive, with the hash of
// every file, its list of contents and how to check it. Files pass through as streams, so that a film takes no memory.

import { makeZip } from 'client-zip';
import { canonical } from '#rules/canonical';
import { matchesType } from '#rules/file-types';
import { sha256Hex } from '#rules/register';
import { standing } from '../acts/voters.ts';
import type { Application } from '../db/commission.ts';
import type { Material } from '../db/materials.ts';
import { wholeFile } from '../files/store.ts';
import type { FileStore } from '../files/store.ts';
import { words } from '../texts.ts';
import { appendix1Docx } from './appendix-1-docx.ts';
import { protocolDocx } from './protocol-docx.ts';
import { selectionClosedAt, selectionProtocol } from './protocol.ts';
import { sittingProtocol } from './protocol-sitting.ts';
import type { Record } from './protocol.ts';

export type Dossier = {
  record: Record;
  /** Whose papers go: all contenders, or the finalist alone. */
  whose: (application: Application) => boolean;
  materials: (application: string) => Promise<Material[]>;
  store: FileStore;
};

/** Made here, or kept in the store under its hash. */
type Entry = { path: string; sha256: string } & ({ bytes: Uint8Array<ArrayBuffer> } | { size: number });

const LONGEST_NAME = 120;
/** What a signed protocol may be. */
const SCANS = ['pdf', 'jpg', 'png'];
/** A name that every system can unpack: its number keeps two of one name apart. */
const fileName = (index: number, name: string): string =>
  `${String(index + 1).padStart(2, '0')}-${name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_').slice(-LONGEST_NAME)}`;

async function made(path: string, content: string | Uint8Array<ArrayBuffer>): Promise<Entry> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { path, sha256: await sha256Hex(bytes), bytes };
}

/** The archive, written while it is read. The same record gives the same archive. */
export async function dossierZip(dossier: Dossier): Promise<ReadableStream<Uint8Array>> {
  const { record, store } = dossier;
  const entries = [...(await decisions(record)), ...(await scans(record, store)), ...(await papers(dossier))];
  const listed = entries.map(({ path, sha256, ...entry }) => ({
    path,
    sha256,
    size: 'bytes' in entry ? entry.bytes.byteLength : entry.size,
  }));
  const manifest = canonical({
    format: 'uzdik-dossier/1',
    commission: record.file.commission,
    closedAt: new Date(record.at).toISOString(),
    register: record.head,
    key: record.key,
    files: listed,
  });
  const contents = listed.map(({ path, size, sha256 }) => `${path}\t${size}\t${sha256}`).join('\n');
  const about = (['kk', 'ru'] as const)
    .map((language) => words(language, 'documents', 'dossier.about', { n: listed.length }))
    .join('\n\n');
  const first = [
    await made('manifest.json', `${manifest}\n`),
    await made('contents.txt', `${about}\n\n${contents}\n`),
  ];
  const lastModified = new Date(record.at);
  async function* inputs() {
    for (const entry of [...first, ...entries]) {
      const input = 'bytes' in entry ? entry.bytes : await stored(store, entry.sha256);
      yield { name: entry.path, lastModified, input };
    }
  }
  return makeZip(inputs());
}

async function stored(store: FileStore, sha256: string): Promise<ReadableStream<Uint8Array>> {
  const found = await store.read(sha256);
  if (found?.body == null) throw new Error(`the file ${sha256} is not in the store`);
  return found.body;
}

/** The protocols as they are made from the record, and the scans that were signed. */
async function decisions(record: Record): Promise<Entry[]> {
  const { file } = record;
  const entries: Entry[] = [];
  const selection = selectionClosedAt(file);
  if (selection !== null) {
    const own = { ...record, at: selection };
    const docx = await protocolDocx(selectionProtocol('kk', own), selectionProtocol('ru', own), selection);
    entries.push(await made('decision/selection.docx', docx));
  }
  for (const sitting of file.sittings) {
    const own = { ...record, at: sitting.closedAt ?? sitting.openedAt };
    const docx = await protocolDocx(
      sittingProtocol('kk', own, sitting),
      sittingProtocol('ru', own, sitting),
      own.at,
    );
    entries.push(await made(`decision/sitting-${sitting.number}.docx`, docx));
  }
  return entries;
}

/** The signed protocols as they were uploaded. */
async function scans({ file }: Record, store: FileStore): Promise<Entry[]> {
  const signed = file.milestones.filter(({ name }) => ['selection-signed', 'protocol-signed'].includes(name));
  return Promise.all(
    signed.map(async ({ name, body }) => {
      const bytes = await wholeFile(store, String(body.protocolSha256));
      const type = SCANS.find((one) => matchesType(bytes, one)) ?? 'bin';
      return made(`decision/${name}.${type}`, bytes);
    }),
  );
}

async function papers({ record, whose, materials }: Dossier): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const row of standing(record.file).filter(whose)) {
    const folder = `applications/${row.reference}`;
    entries.push(await made(`${folder}/application.json`, `${canonical(row.form)}\n`));
    const form = await appendix1Docx(row.form, row.files, record.edition, row.receivedAt);
    entries.push(await made(`${folder}/appendix-1.docx`, form));
    row.files.forEach(({ name, size, sha256 }, index) =>
      entries.push({ path: `${folder}/files/${fileName(index, name)}`, sha256, size }),
    );
    for (const [index, { kind, name, link, size, sha256 }] of (await materials(row.id)).reverse().entries()) {
      const path = `${folder}/${kind}/${fileName(index, name)}`;
      entries.push(link === '' ? { path, sha256, size } : await made(`${path}link.txt`, `${link}\n`));
    }
  }
  return entries;
}
