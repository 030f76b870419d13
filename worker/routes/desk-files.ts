// Files at the desk: the scan of a signed protocol comes in, an application's files are looked at.

import { Hono } from 'hono';
import type { Bindings } from '../env.ts';
import { filesOfApplication } from '../db/commission.ts';
import { materialsOf } from '../db/materials.ts';
import { files } from '../files/store.ts';
import { guard } from './guard.ts';

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
    if (c.req.raw.body === null) return c.notFound();
    return c.json(await files(c.env).store(c.req.raw.body), 201);
  })
  .get('/desk/files/:commission/:application/:file', guard, async (c) => {
    const { application, file } = c.req.param();
    const all = [
      ...(await filesOfApplication(c.env.DB, application)),
      ...(await materialsOf(c.env.DB, application)),
    ];
    const found = all.find(({ id, sha256 }) => id === file && sha256 !== '');
    if (found === undefined) return c.notFound();
    const stored = await files(c.env).read(found.sha256);
    if (stored === null) return c.notFound();
    const type = INLINE[found.type];
    const disposition = type === undefined || c.req.query('save') !== undefined ? 'attachment' : 'inline';
    return new Response(stored.body, {
      headers: {
        'content-type': type ?? 'application/octet-stream',
        'content-length': String(found.size),
        'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(found.name)}`,
        'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'self'",
        'cache-control': 'private, no-store',
      },
    });
  });
