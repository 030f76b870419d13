// Files at the desk: the scan of a signed protocol comes in, an application's files are looked at.

import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Bindings } from '../env.ts';
import { loadCommission } from '../db/commission.ts';
import { materialsOf } from '../db/materials.ts';
import { files } from '../files/store.ts';
import { whoIs } from '../sign-in.ts';
import { fromElsewhere } from './answer.ts';
import { seatFor } from './desk-acts.tsx';

const INLINE: Record<string, string> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  mp4: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
};

export const deskFileRoutes = new Hono<Bindings>()
  .post('/api/desk/:commission/protocol-file', async (c) => {
    const person = fromElsewhere(c) ? null : await whoIs(c.env, c.req.raw.headers);
    const seat =
      person === null ? undefined : seatFor(person.seats, c.req.param('commission'), ['secretary']);
    if (seat === undefined || c.req.raw.body === null) return c.notFound();
    return c.json(await files(c.env).store(c.req.raw.body), 201);
  })
  .get('/desk/files/:commission/:application/:file', async (c) => {
    const { commission, application, file } = c.req.param();
    const person = await whoIs(c.env, c.req.raw.headers);
    const seat = person?.seats.find((row) => row.commission === commission);
    if (seat === undefined) return c.notFound();
    const row = (await loadCommission(c.env.DB, commission)).applications.find(
      ({ id }) => id === application,
    );
    const undeclared = seat.number !== null && row?.declared.includes(seat.id) !== true;
    if (row === undefined || undeclared || row.recused.includes(seat.id)) return c.notFound();
    const all = [...row.files, ...(await materialsOf(c.env.DB, application))];
    const found = all.find(({ id, sha256 }) => id === file && sha256 !== '');
    if (found === undefined) return c.notFound();
    const stored = await files(c.env).read(found.sha256);
    if (stored === null) return c.notFound();
    return shownFile(c, stored, found);
  });

/** A file to look at in the page, or to save where no browser shows it; it runs nothing. */
export function shownFile(
  c: Context<Bindings>,
  stored: Response,
  file: { name: string; type: string; size: number },
): Response {
  const type = INLINE[file.type];
  const disposition = type === undefined || c.req.query('save') !== undefined ? 'attachment' : 'inline';
  return new Response(stored.body, {
    headers: {
      'content-type': type ?? 'application/octet-stream',
      'content-length': String(file.size),
      'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'self'",
      'cache-control': 'private, no-store',
    },
  });
}
