// An archive that says what is in it: a manifest with the hash of every file, sums for sha256sum, a list of contents in
// Kazakh and Russian with the commands that check it, and the same as a page with links. Files pass through as streams, so that a film takes no memory.

import { makeZip } from 'client-zip';
import { canonical } from '#rules/canonical';
import { sha256Hex } from '#rules/register';
import type { FileStore } from '../files/store.ts';
import { archiveIndex } from '../pages/archive-index.tsx';
import { words } from '../texts.ts';

/** Made here, or kept in the store under its hash. */
export type Entry = { path: string; sha256: string } & (
  { bytes: Uint8Array<ArrayBuffer> } | { size: number }
);

/** What the manifest says beside its files. */
export type About = {
  format: 'uzdik-dossier/1' | 'uzdik-winner/1';
  commission: string;
  /** When the record was closed, milliseconds. */
  at: number;
  /** The register as it stood then. */
  head: { number: number; hash: string };
  key: string;
  /** Where the register is read. */
  origin: string;
  /** Text of content/texts/documents.json that opens the list of contents. */
  opening: 'dossier.about' | 'winner.about';
  /** Whose papers are in it, by folder. */
  names: { folder: string; kk: string; ru: string }[];
};

export type Archive = { sha256: string; entries: Entry[]; at: number; files: number };

const LONGEST_NAME = 120;
/** A name that every system can unpack: its number keeps two of one name apart. */
export const fileName = (index: number, name: string): string =>
  `${String(index + 1).padStart(2, '0')}-${name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_').slice(-LONGEST_NAME)}`;

export async function made(path: string, content: string | Uint8Array<ArrayBuffer>): Promise<Entry> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { path, sha256: await sha256Hex(bytes), bytes };
}

/** The archive of `entries`, its manifest made; `sha256` is the manifest's. The same record gives the same archive. */
export async function archiveOf(entries: Entry[], about: About): Promise<Archive> {
  const files = entries.map(({ path, sha256, ...entry }) => ({
    path,
    sha256,
    size: 'bytes' in entry ? entry.bytes.byteLength : entry.size,
  }));
  const { format, commission, at, head, key } = about;
  const manifest = await made(
    'manifest.json',
    `${canonical({ format, commission, closedAt: new Date(at).toISOString(), register: head, key, files })}\n`,
  );
  const sums = [manifest, ...entries].map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');
  const first = [
    manifest,
    await made('index.html', archiveIndex({ ...about, files })),
    await made('contents.txt', contents(about, files)),
    await made('SHA256SUMS', sums),
  ];
  return { sha256: manifest.sha256, entries: [...first, ...entries], at, files: files.length };
}

function contents(about: About, files: { path: string; sha256: string; size: number }[]): string {
  const command = `npm run verify -- ${about.origin} --key ${about.key} --head ${about.head.number}:${about.head.hash}`;
  const said = (['kk', 'ru'] as const).map((language) =>
    [
      words(language, 'documents', about.opening, { n: files.length }),
      words(language, 'documents', 'archive.check', { command }),
      ...about.names.map(({ folder, ...name }) => `${folder} – ${name[language]}`),
    ].join('\n'),
  );
  const lines = files.map(({ path, size, sha256 }) => `${path}\t${size}\t${sha256}\n`).join('');
  return `${said.join('\n\n')}\n\n${lines}`;
}

/** The archive, written while it is read. */
export function zipOf(
  { entries, at }: Pick<Archive, 'entries' | 'at'>,
  store: FileStore,
): ReadableStream<Uint8Array> {
  const lastModified = new Date(at);
  async function* inputs() {
    for (const entry of entries) {
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
