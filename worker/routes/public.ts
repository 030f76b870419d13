// What anybody may ask at run time: the register as it stands, where the contest is, whether the house is well.

import { Hono } from 'hono';
import { canonical } from '#rules/canonical';
import { moveClock, now } from '../clock.ts';
import { waitingLetters } from '../db/outbox.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { health } from '../health.ts';
import { remind } from '../mail/remind.ts';
import { remindCommissions } from '../mail/remind-commissions.ts';
import { sendLetters } from '../mail/send.ts';
import { rebuildIfBehind } from '../rebuild.ts';
import { openApi } from '../documents/openapi.ts';
import { register } from '../register.ts';
import { fromElsewhere, onlyHost } from './answer.ts';
import { limitedText } from './sent-form.ts';

const CLOCK_BYTES = 1000;
// A form of a page says the wall clock of the contest, without seconds.
const WALL = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

type ClockSent = { now: string; still: boolean; back: string };

/** What is asked of the clock, as JSON or as a form. */
function clockSent(text: string): ClockSent {
  try {
    const { now: to, still } = JSON.parse(text) as { now?: unknown; still?: unknown };
    return { now: String(to), still: still === true, back: '' };
  } catch {
    const fields = new URLSearchParams(text);
    const to = fields.get('now') ?? '';
    return { now: WALL.test(to) ? `${to}:00+05:00` : to, still: false, back: fields.get('back') ?? '' };
  }
}

export const publicRoutes = new Hono<Bindings>()
  .get('/api/openapi.json', (c) => c.json(openApi()))
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
  // A monitor that reads the status alone learns that nothing is taken; what else is wrong stands in `problems`.
  .get('/api/health', async (c) => {
    const said = await health(c.env, await now(c.env));
    return c.json(said, said.refuses === null ? 200 : 503, { 'cache-control': 'no-store' });
  })
  // Only where a demo or a rehearsal has a clock to move; elsewhere there is no such address.
  .post('/api/clock', async (c) => {
    if (fromElsewhere(c)) return c.json({ error: 'FROM_ELSEWHERE' }, 403);
    const sent = clockSent((await limitedText(c.req.raw, CLOCK_BYTES)) ?? '');
    const to = Date.parse(sent.now);
    if (Number.isNaN(to)) return c.json({ error: 'FIELDS_UNREADABLE' }, 422);
    if (!(await moveClock(c.env, to, sent.still))) return c.notFound();
    return /^\/(desk|kk|ru|en)\//.test(sent.back)
      ? c.redirect(sent.back, 303)
      : c.json({ now: new Date(await now(c.env)).toISOString() });
  })
  // What the tick does with letters, now.
  .post('/api/letters', onlyHost, async (c) => {
    const at = await now(c.env);
    await remind(c.env, at);
    await remindCommissions(c.env, at);
    const sent = await sendLetters(c.env, at);
    return c.json({ sent, waiting: await waitingLetters(c.env.DB, at) });
  })
  .post('/api/rebuild', onlyHost, async (c) => {
    return c.json(await rebuildIfBehind(c.env, await now(c.env)), 202);
  });
