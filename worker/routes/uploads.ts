// Files in pieces by tus 1.0 (https://tus.io/protocols/resumable-upload): the library speaks the protocol, the file
// store keeps the pieces, the acts make files of them.

import { DataStore, ERRORS, Server, Upload as TusUpload } from '@tus/server';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { Readable } from 'node:stream';
import type { Edition } from '#rules/edition';
import type { Finding } from '#rules/finding';
import { MATERIAL_KINDS } from '#rules/materials';
import { newId } from '../acts/act.ts';
import { plainName, slotOf } from '../acts/add-file.ts';
import { materialsLocked } from '../acts/after-filing.ts';
import { beginUpload, finishUpload, giveUpUpload } from '../acts/receive-upload.ts';
import { now } from '../clock.ts';
import type { Holder } from '../db/drafts.ts';
import { loadUpload } from '../db/uploads.ts';
import type { Upload } from '../db/uploads.ts';
import { inForce } from '../edition.ts';
import type { Bindings, Env } from '../env.ts';
import { files } from '../files/store.ts';
import { limited } from './limited.tsx';
import { logError } from './log-error.ts';
import { sentence } from '../texts.ts';
import { refusal } from './answer.ts';
import { holderOf, languageOf, ownDraft } from './draft-access.ts';

const PATH = '/api/drafts/uploads';
const RETRY_SECONDS = '5';

const protocolError = (name: 'FILE_NOT_FOUND' | 'INVALID_OFFSET'): Error =>
  Object.assign(new Error(name), ERRORS[name]);

/** The pieces of one holder's uploads, as the protocol's server wants to see them. */
class Pieces extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination'];
  private readonly env: Env;
  private readonly holder: Holder;

  constructor(env: Env, holder: Holder) {
    super();
    this.env = env;
    this.holder = holder;
  }

  async row(id: string): Promise<Upload> {
    const row = await loadUpload(this.env.DB, id, this.holder);
    if (row === null) throw protocolError('FILE_NOT_FOUND');
    return row;
  }

  /** The row and the first bytes are already there: `onUploadCreate` has begun it. */
  override create(upload: TusUpload): Promise<TusUpload> {
    return Promise.resolve(upload);
  }

  override async getUpload(id: string): Promise<TusUpload> {
    const row = await this.row(id);
    const offset = row.ended ? row.size : await files(this.env).held(id);
    if (offset === null) throw protocolError('FILE_NOT_FOUND');
    return new TusUpload({ id, size: row.size, offset });
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const body = Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>;
    const held = await files(this.env).append(id, offset, body);
    if (held === null) throw protocolError('INVALID_OFFSET');
    return held;
  }

  override async remove(id: string): Promise<void> {
    const { draft } = await this.row(id);
    await giveUpUpload(this.env, draft, id);
  }
}

const refused = (status: number, tus: TusUpload, finding: Finding) => {
  const sentences = [sentence(languageOf(tus.metadata?.language, 'kk'), finding)];
  const body = JSON.stringify({ findings: [finding], sentences });
  return Object.assign(new Error(finding.code), { status_code: status, body });
};

const unreadable = (): Finding => ({
  ...refusal('FIELDS_UNREADABLE'),
  values: { fields: 'kind, criterion, name, modified' },
});

/** What the sender says of a file: `language`, `name`, `modified`, `kind`, `criterion` as metadata. */
function announced(tus: TusUpload, draft: string, edition: Edition): Upload | null {
  const { name, modified, kind, criterion } = tus.metadata ?? {};
  const slot = slotOf(kind ?? '', criterion ?? '', edition);
  const changed = Number(modified ?? 0);
  if (slot === null || tus.size === undefined || !Number.isSafeInteger(changed)) return null;
  const plain = plainName(name ?? '');
  return {
    ...{ id: tus.id, draft, ...slot, name: plain, size: tus.size, modified: changed },
    ended: false,
    finding: null,
  };
}

async function answerTus(c: Context<Bindings>): Promise<Response> {
  const at = await now(c.env);
  const holder = await holderOf(c);
  if (holder === null) return c.json({ error: 'NO_DRAFT' }, 404);
  const { edition } = await inForce(c.env.DB, 0);
  const pieces = new Pieces(c.env, holder);
  const finish = async (id: string): Promise<void> =>
    finishUpload(c.env, edition, await pieces.row(id), holder, at);
  const server = new Server({
    path: PATH,
    datastore: pieces,
    relativeLocation: true,
    allowedOrigins: [new URL(c.env.ORIGIN).origin],
    namingFunction: () => newId(),
    // The file store itself lets one piece at a time grow a file.
    locker: { newLock: () => ({ lock: () => Promise.resolve(), unlock: () => Promise.resolve() }) },
    async onUploadCreate(_, tus) {
      const draft = await ownDraft(c);
      if (draft === null) throw protocolError('FILE_NOT_FOUND');
      const upload = announced(tus, draft.id, edition);
      if (upload === null) throw refused(422, tus, unreadable());
      const material = MATERIAL_KINDS.some((kind) => kind === upload.kind);
      const [locked] = material ? await materialsLocked(c.env, draft.id) : [];
      if (locked !== undefined) throw refused(409, tus, locked);
      if (!material && draft.application !== null) throw refused(409, tus, refusal('ALREADY_DONE'));
      const finding = await beginUpload(c.env, edition, upload, at);
      if (finding !== null) throw refused(422, tus, finding);
      return {};
    },
    async onUploadFinish(_, { id }) {
      await finish(id);
      return {};
    },
    onResponseError(_, error) {
      if ('status_code' in error) return undefined;
      // Our own dependency is away, or the line broke: the same piece may come again.
      logError(c, error);
      return { status_code: 503, body: '{"error":"UNAVAILABLE"}' };
    },
  });
  if (c.req.raw.method === 'HEAD') await endLeft(c, pieces, finish);
  const answer = await server.handleWeb(c.req.raw);
  if (answer.status === 503) answer.headers.set('retry-after', RETRY_SECONDS);
  // An answer that comes before the end of a request is lost on the way.
  if (!c.req.raw.bodyUsed) await c.req.raw.body?.pipeTo(new WritableStream());
  return answer;
}

/** All bytes may have come while the end of the work was cut off. */
async function endLeft(
  c: Context<Bindings>,
  pieces: Pieces,
  finish: (id: string) => Promise<void>,
): Promise<void> {
  const id = c.req.path.slice(PATH.length + 1);
  const upload = await pieces.getUpload(id).catch(() => null);
  if (upload !== null && upload.offset === upload.size) await finish(id);
}

export const uploadRoutes = new Hono<Bindings>()
  .use(PATH, limited('piece'))
  .use(`${PATH}/*`, limited('piece'))
  .on(['POST', 'OPTIONS'], PATH, answerTus)
  // HEAD comes as GET here.
  .on(['GET', 'PATCH', 'DELETE', 'OPTIONS'], `${PATH}/:id{[0-9a-f]{32}}`, answerTus);
