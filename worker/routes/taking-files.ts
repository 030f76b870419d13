// Files as they come in a request: as fields of a form, or one file as the whole body.

import type { Context } from 'hono';
import type { FiledFile } from '#rules/application';
import type { Edition } from '#rules/edition';
import type { Finding } from '#rules/finding';
import { MATERIAL_KINDS } from '#rules/materials';
import { MOST_FILES } from '#rules/messages';
import { addFiles, plainName, slotOf } from '../acts/add-file.ts';
import type { Added, Arriving, Enter } from '../acts/add-file.ts';
import { receiveFile } from '../acts/receive-file.ts';
import type { Body } from '../acts/receive-file.ts';
import { addDraftFiles } from '../db/drafts.ts';
import type { Holder } from '../db/drafts.ts';
import type { Attached } from '../db/messages.ts';
import type { Bindings, Env } from '../env.ts';
import { refusal } from './answer.ts';
import { readMultipart } from './multipart.ts';
import type { Part } from './multipart.ts';

const isFinding = (added: Added | Finding): added is Finding => 'code' in added;

/** Files as fields `files.evidence.2` of a page, or named by fields `kind` and `criterion` before each of them. */
export function taker(c: Context<Bindings>, edition: Edition, enter: Enter) {
  const added: Added[] = [];
  const findings: Finding[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const take = async (sent: { kind: string; criterion: string; name: string; body: Body }[]) => {
    const arriving: Arriving[] = [];
    for (const { kind, criterion, name, body } of sent) {
      const slot = slotOf(kind, criterion, edition);
      // §16: the video presentation and the project come after the selection, not with the application.
      const later = MATERIAL_KINDS.some((one) => one === kind);
      if (slot !== null && !later) arriving.push({ slot, name, body });
      else {
        if ('stream' in body) await body.stream.cancel();
        const fields = 'kind, criterion';
        findings.push({ ...refusal('FIELDS_UNREADABLE'), field: 'files', values: { fields } });
      }
    }
    const adding = addFiles(c.env, edition, enter, arriving, last);
    last = Promise.all([last, adding.catch(() => undefined)]);
    for (const result of await adding) {
      if (isFinding(result)) findings.push(result);
      else added.push(result);
    }
  };
  const parts = (sent: Part[]): Promise<void> =>
    take(
      sent.map(({ field, name, body, before }) => {
        const [, kind, criterion] = /^files\.(\w+)(?:\.(\d))?$/.exec(field) ?? [];
        return kind === undefined
          ? { kind: before.get('kind') ?? '', criterion: before.get('criterion') ?? '', name, body }
          : { kind, criterion: criterion ?? '', name, body };
      }),
    );
  return { added, findings, take, parts };
}

export type WithFiles = { fields: Map<string, string> | null; attached: Attached[]; findings: Finding[] };

/**
 * A form with files that belong to it: each is checked and stored; `locked` is asked once, before the first is taken. A
 * file that cannot be taken is a finding.
 */
export async function attachedTo(
  request: Request,
  env: Env,
  edition: Edition,
  locked: () => Promise<Finding[]>,
): Promise<WithFiles> {
  const attached: Attached[] = [];
  const findings: Finding[] = [];
  let asked: Promise<Finding[]> | undefined;
  const fields = await readMultipart(request, async (parts) => {
    for (const { name: given, body } of parts) {
      asked ??= locked();
      if ((await asked).length > 0 || attached.length >= MOST_FILES) {
        if ('stream' in body) await body.stream.cancel();
        if (attached.length >= MOST_FILES)
          findings.push({ ...refusal('MESSAGE_FILES_MANY'), values: { max: MOST_FILES } });
        continue;
      }
      const name = plainName(given);
      const received = await receiveFile(env, edition, name, body);
      if (received.kind === 'refused') findings.push(received.finding);
      else {
        const { size, sha256, type } = received.file;
        attached.push({ name, size, sha256, type });
      }
    }
  });
  return { fields, attached, findings: [...findings, ...((await asked) ?? [])] };
}

/** The body of a request that is one file. */
export function bodyOf(request: Request): Body {
  const length = request.headers.get('content-length');
  return request.body === null
    ? { bytes: new Uint8Array() }
    : { stream: request.body, length: length === null ? null : Number(length) };
}

/** Enters files into the draft that is there. */
export const into =
  (c: Context<Bindings>, holder: Holder, at: number): Enter =>
  (rows) =>
    addDraftFiles(c.env.DB, holder, rows, at);

/** Gathers the files of a draft that is not there yet; the same bytes for the same place twice are one file. */
export function intoNone(): { enter: Enter; files: FiledFile[] } {
  const files: FiledFile[] = [];
  const known = (row: FiledFile) =>
    files.find(
      ({ kind, criterion, sha256 }) =>
        kind === row.kind && criterion === row.criterion && sha256 === row.sha256,
    );
  return {
    enter: (rows) => Promise.resolve(rows.map((row) => (known(row) ?? (files.push(row), row)).id)),
    files,
  };
}
