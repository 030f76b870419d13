// The first entry of a backup: what it holds, by hash.

import * as z from 'zod/mini';

const hex = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const count = z.int().check(z.nonnegative());

const manifestSchema = z.object({
  format: z.literal('uzdik-backup/1'),
  /** The machine's clock before the copy began, ISO UTC: what was acknowledged until then is in it. */
  takenAt: z.string(),
  /** Migrations the database has had. */
  migrations: z.array(z.string()),
  /** Where it lies in a data folder, and its bytes. */
  database: z.object({
    path: z.string().check(z.regex(/^d1\/[\w-]+\/[0-9a-f]+\.sqlite$/)),
    size: count,
    sha256: hex,
  }),
  /** Rows by table. */
  rows: z.record(z.string(), count),
  files: z.array(z.object({ sha256: hex, size: count })),
  register: z.object({
    keys: z.array(z.object({ fingerprint: hex, publicKey: z.string() })),
    /** The last publication; null before the first. */
    head: z.nullable(z.object({ number: count, hash: hex })),
  }),
  /** Other files of the data folder by name: the two keys where they were asked for, the moved clock of a rehearsal. */
  beside: z.array(
    z.object({ name: z.enum(['register.key', 'secret', 'clock.json']), sha256: hex, size: count }),
  ),
});

export type Manifest = z.infer<typeof manifestSchema>;

export const MANIFEST = 'manifest.json';
export const DATABASE = 'database.sqlite';
export const KEYS = ['register.key', 'secret'] as const;

/** Bytes of the database and of the files. */
export const bytesIn = ({ database, files }: Manifest): number =>
  files.reduce((sum, { size }) => sum + size, database.size);

/** The last publication for the operator, who may keep it beside the backup. */
export const headWords = ({ register: { head } }: Manifest): string =>
  `Register head: ${head === null ? 'nothing is published' : `${head.number}:${head.hash}`}`;

/** Reads a manifest; null where it is none of this format. */
export function readManifest(text: string): Manifest | null {
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
