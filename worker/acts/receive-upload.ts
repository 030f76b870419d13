// A file that comes in pieces: begun, made a file of the draft once it is whole, or given up. Each step may be repeated,
// because a line or a server can go away between any two.

import type { Edition } from '#rules/edition';
import type { Finding } from '#rules/finding';
import { MATERIAL_KINDS } from '#rules/materials';
import { claimedType } from '#rules/file-types';
import { addDraftFiles } from '../db/drafts.ts';
import type { Holder } from '../db/drafts.ts';
import { deleteUpload, endUpload, insertUpload } from '../db/uploads.ts';
import type { Upload } from '../db/uploads.ts';
import type { Env } from '../env.ts';
import { files } from '../files/store.ts';
import { newId } from './act.ts';
import { fieldOf } from './add-file.ts';
import { addMaterial } from './after-filing.ts';
import { fileFinding, limitFor, peekInto, refusedFile } from './file-findings.ts';

const GIGABYTE = 2 ** 30;

/** Begins an upload; a finding where type or size say already that it will not be taken. */
export async function beginUpload(
  env: Env,
  edition: Edition,
  upload: Upload,
  at: number,
): Promise<Finding | null> {
  const limit = limitFor(edition, claimedType(upload.name));
  const said = (finding: Finding): Finding => ({ ...finding, field: fieldOf(upload) });
  if (limit === null) return said(refusedFile('FILE_TYPE', upload.name, edition));
  if (upload.size === 0) return said(refusedFile('FILE_EMPTY', upload.name, edition));
  if (upload.size > limit.maxBytes) return said(refusedFile('FILE_TOO_LARGE', upload.name, edition));
  await files(env).begin(upload.id);
  const most = edition.files.maxTotalBytes;
  if (await insertUpload(env.DB, upload, most, at)) return null;
  await files(env).discard(upload.id);
  const values = { max: Math.floor(most / GIGABYTE) };
  return said({ clause: '12', code: 'FILES_TOO_MANY', kind: 'refusal', values });
}

/** Makes a whole upload a file of its draft, or says why it is none. */
export async function finishUpload(
  env: Env,
  edition: Edition,
  upload: Upload,
  holder: Holder,
  at: number,
): Promise<void> {
  if (upload.ended) return;
  const store = files(env);
  const { kind, criterion, name } = upload;
  const stored = await store.finish(upload.id);
  const finding = await fileFinding(edition, name, stored.size, peekInto(store, stored.sha256));
  const type = claimedType(name);
  const material = MATERIAL_KINDS.find((one) => one === kind);
  const late: Finding[] = [];
  if (finding === null && material !== undefined) {
    late.push(
      ...(await addMaterial(
        env,
        holder.id,
        { ...stored, kind: material, name, type, link: '' },
        upload.id,
        at,
      )),
    );
  } else if (finding === null) {
    await addDraftFiles(env.DB, holder, [{ id: newId(), kind, criterion, name, ...stored, type }], at);
  }
  const wrong = finding ?? late[0];
  const said = wrong === undefined ? null : { ...wrong, field: fieldOf(upload) };
  await endUpload(env.DB, upload.id, said, at);
  await store.discard(upload.id);
}

/** Forgets an upload, whether it is still coming or was refused. */
export async function giveUpUpload(env: Env, draft: string, id: string): Promise<void> {
  if (await deleteUpload(env.DB, draft, id)) await files(env).discard(id);
}
