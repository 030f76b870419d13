// What must hold of a house and SQL cannot say: hashes, signatures, and the files on disk.

import { createHash, createPublicKey, createPrivateKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { canonical } from '#rules/canonical';
import type { SignedPublication } from '#rules/publication';
import { fingerprintOf, isSignedBy, publicationHash, signatureHolds } from '#rules/register';
import type { SignedReceipt } from '#rules/receipt';

export type Seal = {
  name: string;
  /** What breaks it; none where it holds. */
  find: (db: DatabaseSync, dataDir: string) => Promise<string[]> | string[];
  /** Breaks it in the rows, in a copy. */
  spoil: string;
};

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

type Entry = { stream: string; seq: number; hash: string };
type Sheet = { filing: string; marks: string; violations: string; nonce: string; commitment: string };

/** The raw public key of the house, base64. */
function publicKeyOf(dataDir: string): string {
  const pkcs8 = Buffer.from(readFileSync(join(dataDir, 'register.key'), 'utf8').trim(), 'base64');
  const { x } = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })).export({
    format: 'jwk',
  });
  return Buffer.from(x ?? '', 'base64url').toString('base64');
}

const FILES = `SELECT sha256, size FROM draft_files
  UNION SELECT f.sha256, f.size FROM application_files f JOIN applications a ON a.id = f.application WHERE a.erased_at IS NULL
  UNION SELECT sha256, size FROM materials WHERE sha256 <> ''
  UNION SELECT sha256, size FROM message_files
  UNION SELECT sha256, size FROM scans
  UNION SELECT scan ->> 'sha256', NULL FROM mark_sheets WHERE scan IS NOT NULL`;

export const SEALS: readonly Seal[] = [
  {
    name: 'the hash of an entry covers it',
    find: (db) =>
      (
        db
          .prepare('SELECT stream, seq, at, actor, act, body, previous, hash FROM journal')
          .all() as unknown as Entry[]
      ).flatMap(({ hash, ...entry }) =>
        sha256(canonical(entry)) === hash ? [] : [`${entry.stream} ${entry.seq}`],
      ),
    spoil: `UPDATE journal SET body = '{}' WHERE rowid = (SELECT max(rowid) FROM journal)`,
  },
  {
    name: 'hash and signature of a publication cover it',
    async find(db, dataDir) {
      const key = publicKeyOf(dataDir);
      const rows = db.prepare('SELECT signed FROM publications').all() as { signed: string }[];
      const broken: string[] = [];
      for (const { signed } of rows) {
        const publication = JSON.parse(signed) as SignedPublication;
        const whole =
          (await publicationHash(publication)) === publication.hash &&
          (await signatureHolds(publication, key));
        if (!whole) broken.push(String(publication.number));
      }
      return broken;
    },
    spoil: `UPDATE publications SET signed = json_set(signed, '$.contest', '1') WHERE number = 1`,
  },
  {
    name: 'the receipt of an application is signed',
    async find(db, dataDir) {
      const key = publicKeyOf(dataDir);
      const rows = db
        .prepare("SELECT key, answer -> 'receipt' AS receipt FROM requests WHERE key LIKE 'file:%'")
        .all() as { key: string; receipt: string }[];
      const broken: string[] = [];
      for (const row of rows) {
        const { key: fingerprint, signature, ...receipt } = JSON.parse(row.receipt) as SignedReceipt;
        const whole =
          fingerprint === (await fingerprintOf(key)) &&
          (await isSignedBy(canonical(receipt), signature, key));
        if (!whole) broken.push(row.key);
      }
      return broken;
    },
    spoil: `UPDATE requests SET answer = json_set(answer, '$.receipt.late', json('true'), '$.receipt.version', 9)
      WHERE rowid = (SELECT rowid FROM requests WHERE key LIKE 'file:%' LIMIT 1)`,
  },
  {
    name: 'a sheet is the one that was committed',
    find: (db) =>
      (
        db
          .prepare(
            `SELECT filing, marks, violations, nonce, commitment FROM mark_sheets m
             JOIN applications a ON a.id = m.application`,
          )
          .all() as unknown as Sheet[]
      ).flatMap(({ filing, marks, violations, nonce, commitment }) => {
        const said = {
          filing,
          marks: JSON.parse(marks) as unknown,
          nonce,
          violations: JSON.parse(violations) as unknown,
        };
        return sha256(canonical(said)) === commitment ? [] : [commitment];
      }),
    spoil: `UPDATE mark_sheets SET marks = '[5,5,5,5,5,5]' WHERE rowid = (SELECT rowid FROM mark_sheets WHERE marks <> '[5,5,5,5,5,5]' LIMIT 1)`,
  },
  {
    name: 'a file that a row names is on disk under its hash',
    find: (db, dataDir) =>
      (db.prepare(FILES).all() as { sha256: string; size: number | null }[]).flatMap((row) => {
        const path = join(dataDir, 'files', row.sha256);
        if (!existsSync(path)) return [`${row.sha256} is not there`];
        const bytes = readFileSync(path);
        const whole =
          sha256(bytes) === row.sha256 && (row.size === null || bytes.byteLength === Number(row.size));
        return whole ? [] : [`${row.sha256} is not its bytes`];
      }),
    spoil: `UPDATE application_files SET sha256 = 'x' WHERE rowid = (SELECT rowid FROM application_files LIMIT 1)`,
  },
];
