// The one door through which the desk acts: POST /api/desk/{commission}/{act}. A person acts only in a seat of that
// commission (or of the Agency) whose role the act names; anybody else sees nothing there.

import { Hono } from 'hono';
import type { Context } from 'hono';
import { acts } from '../acts/all.ts';
import { perform } from '../acts/perform.ts';
import type { Performed } from '../acts/perform.ts';
import type { Finding } from '#rules/finding';
import { receiveFile } from '../acts/receive-file.ts';
import { now } from '../clock.ts';
import { inForce } from '../edition.ts';
import type { Role, Seat } from '../db/commission.ts';
import type { Bindings } from '../env.ts';
import { rebuildIfBehind } from '../rebuild.ts';
import { whoIs } from '../sign-in.ts';
import { fromElsewhere, isKey, wantsJson } from './answer.ts';
import { refusalPage } from './desk-pages.tsx';
import { formInput } from './form-input.ts';
import { readMultipart } from './multipart.ts';

/** The seat in which the person may do the act there; undefined where they may not. */
export function seatFor(seats: Seat[], commission: string, roles: readonly Role[]): Seat | undefined {
  return seats.find(
    (seat) => roles.includes(seat.role) && (seat.commission === commission || seat.role === 'agency'),
  );
}

/** What was sent; with findings where a file of it is not taken. */
export type SentAct = { key: string; back: string; input: unknown; findings?: Finding[] };

async function readInput(c: Context<Bindings>): Promise<SentAct> {
  if ((c.req.header('content-type') ?? '').includes('application/json')) {
    return { key: c.req.header('idempotency-key') ?? '', back: '', input: await c.req.json() };
  }
  const form = new URLSearchParams(await c.req.text());
  const key = form.get('key') ?? '';
  const back = form.get('back') ?? '';
  form.delete('key');
  form.delete('back');
  return { key, back, input: formInput(form) };
}

/** Does the act for who is signed in and answers as the caller reads. */
export async function actAndAnswer(
  c: Context<Bindings>,
  at: number,
  name: string,
  read: () => Promise<SentAct>,
): Promise<Response> {
  const act = acts.get(name);
  const commission = c.req.param('commission') ?? '';
  const person = fromElsewhere(c) ? null : await whoIs(c.env, c.req.raw.headers);
  const seat =
    act === undefined || person === null ? undefined : seatFor(person.seats, commission, act.roles);
  if (act === undefined || person === null || seat === undefined) return c.notFound();
  const { key, back, input, findings: unread = [] } = await read();
  if (!isKey(key)) return c.json({ error: 'IDEMPOTENCY_KEY_MISSING' }, 400);
  const performed: Performed =
    unread.length > 0
      ? { kind: 'refused', findings: unread }
      : await perform(act, { env: c.env, at, seat, commission, key }, input);
  if (performed.kind === 'done') {
    // Only a hint to be quick: the tick asks again until the site is there.
    c.executionCtx.waitUntil(rebuildIfBehind(c.env));
    return wantsJson(c) ? c.json(performed.answer as object) : c.redirect(deskPath(back), 303);
  }
  const status = performed.kind === 'unreadable' ? 422 : 409;
  if (wantsJson(c)) return c.json(performed, status);
  const findings: Finding[] =
    performed.kind === 'refused'
      ? performed.findings
      : [
          {
            clause: '8',
            code: 'FIELDS_UNREADABLE',
            kind: 'refusal',
            values: { fields: performed.fields.join(', ') },
          },
        ];
  return refusalPage(c, person, deskPath(back), findings, status);
}

/** A signed protocol from a form: its scan is stored first, the act names it by hash. */
async function readProtocol(c: Context<Bindings>): Promise<SentAct> {
  const { edition } = await inForce(c.env.DB, 0);
  let protocolSha256 = '';
  const fields = await readMultipart(c.req.raw, async (parts) => {
    for (const { name, body } of parts) {
      const received = await receiveFile(c.env, edition, name, body);
      if (received.kind === 'stored') protocolSha256 = received.file.sha256;
    }
  });
  const input = { signedOn: fields?.get('signedOn') ?? '', protocolSha256 };
  return { key: fields?.get('key') ?? '', back: fields?.get('back') ?? '', input };
}

export const deskActRoutes = new Hono<Bindings>()
  .post('/api/desk/:commission/protocol/:act', async (c) => {
    const at = await now(c.env);
    return actAndAnswer(c, at, c.req.param('act'), () => readProtocol(c));
  })
  .post('/api/desk/:commission/:act', async (c) => {
    const at = await now(c.env);
    return actAndAnswer(c, at, c.req.param('act'), () => readInput(c));
  });

/** Where the form came from; only a page of the desk. */
export const deskPath = (back: string): string => (/^\/desk\/[\w/.-]*$/.test(back) ? back : '/desk/kk/');
