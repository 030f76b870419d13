// What anybody may ask at run time: the register as it stands, where the contest is, whether the house is well.

import { Hono } from 'hono';
import { canonical } from '#rules/canonical';
import { now } from '../clock.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { rebuildIfBehind, revisions } from '../rebuild.ts';
import { register } from '../register.ts';
import { isHost } from './answer.ts';

export const publicRoutes = new Hono<Bindings>()
  .get('/api/register', async (c) => {
    const text = canonical(await register(c.env));
    return c.body(text, 200, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
  })
  .get('/api/status', async (c) => {
    const at = await now(c.env);
    const { edition, placement } = await inForce(c.env.DB);
    const state = placement === null ? 'preparing' : at < Date.parse(placement.deadline) ? 'open' : 'closed';
    return c.json(
      { edition: edition.edition, mode: c.env.MODE, now: new Date(at).toISOString(), state, placement },
      200,
      { 'cache-control': 'no-store' },
    );
  })
  .get('/api/health', async (c) =>
    c.json({ ok: true, ...(await revisions(c.env)) }, 200, { 'cache-control': 'no-store' }),
  )
  .post('/api/rebuild', async (c) => {
    if (!(await isHost(c))) return c.notFound();
    return c.json(await rebuildIfBehind(c.env), 202);
  });
