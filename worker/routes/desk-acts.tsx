// The one door through which the desk acts: POST /api/desk/{commission}/{act}. A person acts only in a seat of that
// commission (or of the Agency) whose role the act names; anybody else sees nothing there (guard).

import { Hono } from 'hono';
import type { Context } from 'hono';
import { acts } from '../acts/all.ts';
import { perform } from '../acts/perform.ts';
import type { Performed } from '../acts/perform.ts';
import type { Finding } from '#rules/finding';
import { receiveScan } from '../acts/scan.ts';
import { now } from '../clock.ts';
import type { Attached } from '../db/messages.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { rebuildIfBehind } from '../rebuild.ts';
import { isKey, wantsJson } from './answer.ts';
import { passSecondFactor } from '../second-factor.ts';
import { FactorAgainPage } from '../pages/desk-second-factor.tsx';
import { words } from '../texts.ts';
import { deskPage, languageOfPath } from '../pages/desk-frame.tsx';
import { formInput } from './form-input.ts';
import { refusedForm } from './fresh-page.tsx';
import { guard } from './guard.ts';
import { isMultipart, readMultipart } from './multipart.ts';
import { jsonOf } from './sent-form.ts';
import { attachedTo } from './taking-files.ts';

/** What was sent; with findings where a file of it is not taken. */
export type SentAct = {
  key: string;
  back: string;
  input: unknown;
  /** The second factor, shown again. */
  code: string;
  /** Everything that was sent, to be sent again. */
  sent: URLSearchParams;
  attached?: Attached[];
  findings?: Finding[];
};
export const NOTHING = new URLSearchParams();

async function readInput(c: Context<Bindings>): Promise<SentAct> {
  const act = acts.get(c.req.param('act') ?? '');
  if (act?.takesFiles === true && isMultipart(c.req.raw)) return readAttached(c);
  if ((c.req.header('content-type') ?? '').includes('application/json')) {
    const key = c.req.header('idempotency-key') ?? '';
    return { key, back: '', input: await jsonOf(c.req.raw), code: '', sent: NOTHING };
  }
  const form = new URLSearchParams(await c.req.text());
  const [key = '', back = '', code = ''] = ['key', 'back', 'factorCode'].map((name) => form.get(name) ?? '');
  form.delete('factorCode');
  const sent = new URLSearchParams(form);
  form.delete('key');
  form.delete('back');
  return { key, back, input: formInput(form), code, sent };
}

const FACTOR_ASKED_AGAIN: Finding = { clause: '8', code: 'FACTOR_ASKED_AGAIN', kind: 'refusal' };

/** Does the act for who is signed in and answers as the caller reads. */
export async function actAndAnswer(
  c: Context<Bindings>,
  at: number,
  name: string,
  read: () => Promise<SentAct>,
): Promise<Response> {
  const act = acts.get(name);
  if (act === undefined) return c.notFound();
  const commission = c.req.param('commission') ?? '';
  const { person, seat } = c.var;
  const { key, back, input, code, sent, attached = [], findings: unread = [] } = await read();
  if (!isKey(key)) return c.json({ error: 'IDEMPOTENCY_KEY_MISSING' }, 400);
  if (act.fresh === true && !person.fresh(at)) {
    const shown = code === '' ? null : (await passSecondFactor(c.env, person, code, at)).kind;
    if (shown !== 'shown') {
      if (wantsJson(c)) return c.json({ kind: 'refused', findings: [FACTOR_ASKED_AGAIN] }, 403);
      const language = languageOfPath(back);
      const title = words(language, 'desk', 'second-factor');
      const content = (
        <FactorAgainPage {...{ language, sent, notice: shown, back: deskPath(back) }} action={c.req.path} />
      );
      return deskPage(c, language, person, title, content, 403);
    }
  }
  const performed: Performed =
    unread.length > 0
      ? { kind: 'refused', findings: unread }
      : await perform(act, { env: c.env, at, seat, commission, key, attached }, input);
  if (performed.kind === 'done') {
    // Only a hint to be quick: the tick asks again until the site is there.
    c.executionCtx.waitUntil(rebuildIfBehind(c.env, at));
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
  const typed = { action: c.req.path, fields: sent };
  return refusedForm(c, { back: deskPath(back), findings, typed, status });
}

/** A form with files: each is stored before the act names it; one that cannot be taken refuses them all. */
async function readAttached(c: Context<Bindings>): Promise<SentAct> {
  const { edition } = await inForce(c.env.DB, 0);
  const { attached, findings, fields } = await attachedTo(c.req.raw, c.env, edition, () =>
    Promise.resolve([]),
  );
  const input = formInput([...(fields ?? [])].filter(([name]) => name !== 'key' && name !== 'back'));
  const [key = '', back = ''] = ['key', 'back'].map((name) => fields?.get(name) ?? '');
  return { key, back, input, code: '', sent: new URLSearchParams([...(fields ?? [])]), attached, findings };
}

/** A signed protocol from a form: its scan is stored first, the act names it by hash. */
async function readProtocol(c: Context<Bindings>, at: number): Promise<SentAct> {
  const { edition } = await inForce(c.env.DB, 0);
  let protocolSha256 = '';
  const findings: Finding[] = [];
  const by = { commission: c.req.param('commission') ?? '', seat: c.var.seat, at };
  const fields = await readMultipart(c.req.raw, async (parts) => {
    for (const part of parts) {
      const received = await receiveScan(c.env, edition, by, part);
      if (received.kind === 'stored') protocolSha256 = received.file.sha256;
      else findings.push(received.finding);
    }
  });
  const { key = '', back = '', ...rest } = Object.fromEntries(fields ?? []);
  const input = { ...formInput(Object.entries(rest)), protocolSha256 };
  return { key, back, input, code: '', sent: new URLSearchParams([...(fields ?? [])]), findings };
}

export const deskActRoutes = new Hono<Bindings>()
  .post('/api/desk/:commission/protocol/:act', guard, async (c) => {
    const at = await now(c.env);
    return actAndAnswer(c, at, c.req.param('act'), () => readProtocol(c, at));
  })
  .post('/api/desk/:commission/:act', guard, async (c) => {
    const at = await now(c.env);
    return actAndAnswer(c, at, c.req.param('act'), () => readInput(c));
  });

/** Where the form came from; only a page of the desk. */
export const deskPath = (back: string): string => (/^\/desk\/[\w/.:%-]*$/.test(back) ? back : '/desk/kk/');
