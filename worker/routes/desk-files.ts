// Files at the desk: the scan of a signed protocol comes in, an application's files are looked at.

import { Hono } from 'hono';
import type { Context } from 'hono';
import { stageOf } from '../acts/act.ts';
import { receiveScan } from '../acts/scan.ts';
import { now } from '../clock.ts';
import type { Bindings } from '../env.ts';
import { filesOfApplication } from '../db/commission.ts';
import { materialsOf } from '../db/materials.ts';
import { messageFile } from '../db/messages.ts';
import { inForce } from '../edition.ts';
import { byteRange } from '../files/byte-range.ts';
import { files } from '../files/store.ts';
import { guard } from './guard.ts';
import { bodyOf } from './taking-files.ts';

/** What a script sends without a name is a scan. */
const UNNAMED_SCAN = 'protocol.pdf';
const INLINE: Record<string, string> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  mp4: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
};

export const deskFileRoutes = new Hono<Bindings>()
  .post('/api/desk/:commission/protocol-file', guard, async (c) => {
    const at = await now(c.env);
    const { edition } = await inForce(c.env.DB, 0);
    const by = { commission: c.req.param('commission'), seat: c.var.seat, at };
    const name = c.req.query('name') ?? UNNAMED_SCAN;
    const received = await receiveScan(c.env, edition, by, { name, body: bodyOf(c.req.raw) });
    if (received.kind === 'refused') return c.json({ findings: [received.finding] }, 422);
    const { sha256, size } = received.file;
    return c.json({ sha256, size }, 201);
  })
  .get('/desk/files/:commission/:application/:file', guard, async (c) => {
    const { application, file } = c.req.param();
    const all = [
      ...(await filesOfApplication(c.env.DB, application)),
      ...(await materialsOf(c.env.DB, application)),
    ];
    const found = all.find(({ id, sha256 }) => id === file && sha256 !== '');
    return found === undefined ? c.notFound() : sendFile(c, found, 'inline');
  })
  // What came with a message, for the secretary alone.
  .get('/desk/messages/:commission/:application/:file', guard, async (c) => {
    const { commission, application, file: id } = c.req.param();
    const found = await messageFile(c.env.DB, { application, stage: stageOf(commission), id });
    return found === null ? c.notFound() : sendFile(c, found, 'inline');
  });

/** What came from outside is shown in a closed box of its own. Chromium 156 shows a PDF in a frame and a tab under it; a telephone offers to open it. */
const BOX = "sandbox; default-src 'none'; frame-ancestors 'self'";
/** A stored file or the part of it that is asked for: shown where a browser can, else, or when asked, to be saved. */
export async function sendFile(
  c: Context<Bindings>,
  { name, size, sha256, type: kind }: { name: string; size: number; sha256: string; type: string },
  how: 'inline' | 'attachment',
): Promise<Response> {
  const part = byteRange(c.req.header('range'), size);
  if (part === 'beyond') return c.body(null, 416, { 'content-range': `bytes */${size}` });
  const stored = await files(c.env).read(sha256, part ?? undefined);
  if (stored === null) return c.notFound();
  const type = INLINE[kind];
  const disposition = type === undefined || c.req.query('save') !== undefined ? 'attachment' : how;
  return new Response(stored.body, {
    status: part === null ? 200 : 206,
    headers: {
      'content-type': type ?? 'application/octet-stream',
      'content-length': String(part?.length ?? size),
      'accept-ranges': 'bytes',
      ...(part === null
        ? {}
        : { 'content-range': `bytes ${part.offset}-${part.offset + part.length - 1}/${size}` }),
      'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': BOX,
      'cache-control': 'private, no-store',
    },
  });
}
