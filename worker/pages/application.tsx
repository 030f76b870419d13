// The pages of an application: each takes what the database knows and fills the frame.

import type { Context } from 'hono';
import type { Language } from '#rules/application';
import type { Finding } from '#rules/finding';
import { now } from '../clock.ts';
import type { Filed } from '../db/applications.ts';
import type { Draft } from '../db/drafts.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { words } from '../texts.ts';
import { CheckView } from './application-check.tsx';
import { DraftView } from './application-form.tsx';
import { framed } from './frame.ts';
import { ReceiptView } from './receipt.tsx';

/** What the worker says above a form. */
export type Notice = 'saved' | 'conflict';

/** The form of a draft. With findings or a conflict it comes back as it was sent: 422 or 409. */
export async function draftPage(
  c: Context<Bindings>,
  language: Language,
  draft: Draft,
  { findings = [], notice }: { findings?: Finding[]; notice?: Notice } = {},
): Promise<Response> {
  const { edition, placement } = await inForce(c.env.DB);
  const at = await now(c.env);
  const said = notice ?? (c.req.query('saved') === undefined ? null : 'saved');
  return framed(c, {
    language,
    frame: 'application-frame',
    title: words(language, 'apply', 'title'),
    content: (
      <DraftView
        language={language}
        draft={draft}
        edition={edition}
        placement={placement}
        now={at}
        findings={findings}
        notice={said}
      />
    ),
    here: (other) => `/${other}/application/`,
    status: notice === 'conflict' ? 409 : findings.length > 0 ? 422 : 200,
  });
}

/** The last look before filing; with findings, why it was not filed. */
export async function checkPage(
  c: Context<Bindings>,
  language: Language,
  draft: Draft,
  findings: Finding[] = [],
): Promise<Response> {
  const { edition, placement } = await inForce(c.env.DB);
  const at = await now(c.env);
  return framed(c, {
    language,
    frame: 'application-frame',
    title: words(language, 'apply', 'check'),
    content: (
      <CheckView
        language={language}
        draft={draft}
        edition={edition}
        placement={placement}
        now={at}
        findings={findings}
      />
    ),
    here: (other) => `/${other}/application/check/`,
    status: findings.length > 0 ? 409 : 200,
  });
}

export async function receiptPage(
  c: Context<Bindings>,
  language: Language,
  filed: Filed,
  standing: string,
): Promise<Response> {
  const { edition, placement } = await inForce(c.env.DB);
  return framed(c, {
    language,
    frame: 'application-frame',
    title: words(language, 'apply', 'receipt'),
    content: (
      <ReceiptView
        language={language}
        filed={filed}
        standing={standing}
        edition={edition}
        placement={placement}
      />
    ),
    here: (other) => `/${other}/application/receipt/`,
  });
}

/** Nobody has begun on this device. */
export function noDraftPage(c: Context<Bindings>, language: Language): Promise<Response> {
  const say = (key: string) => words(language, 'apply', key);
  return framed(c, {
    language,
    frame: 'application-frame',
    title: say('title'),
    content: (
      <div class="stack">
        <h1>{say('title')}</h1>
        <p>{say('no-draft')}</p>
        <form method="post" action="/api/drafts">
          <input type="hidden" name="language" value={language} />
          <button class="button">{say('start')}</button>
        </form>
      </div>
    ),
    here: (other) => `/${other}/application/`,
  });
}
