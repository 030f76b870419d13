// The pages of an application: each takes what the database knows and fills the frame.

import type { Context } from 'hono';
import type { ApplicationForm, Language } from '#rules/application';
import type { Finding } from '#rules/finding';
import { threadStage } from '#rules/messages';
import type { SignedReceipt } from '#rules/receipt';
import { now } from '../clock.ts';
import { standingOf } from '../acts/standing.ts';
import { earlierVersions, filedFrom } from '../db/applications.ts';
import type { Filed } from '../db/applications.ts';
import type { Draft } from '../db/drafts.ts';
import { ownThreads, readNow } from '../db/messages.ts';
import { inForce } from '../edition.ts';
import { uploadsOf } from '../db/uploads.ts';
import type { Bindings, Env } from '../env.ts';
import { files, wholeFile } from '../files/store.ts';
import { signatureOf } from '../signature.ts';
import { sentence, words } from '../texts.ts';
import { Appendix1View } from './appendix-1.tsx';
import type { Arriving } from './application-fields.tsx';
import { CheckView } from './application-check.tsx';
import { OverviewView, StepView } from './application-form.tsx';
import { consentText, storedHere } from './consent.ts';
import { framed } from './frame.ts';
import { MyDataView } from './my-data.tsx';
import { SIGNING_POLICY } from './policy.ts';
import { ReceiptView } from './receipt.tsx';
import { StatusView } from './status.tsx';
import type { StatusProps } from './status.tsx';
import type { Interview } from './status-interviews.tsx';
import { hearing } from '../acts/own-interview.ts';
import { interviewOf } from '../db/meetings.ts';
import { stepPath } from './steps.ts';
import type { Step } from './steps.ts';

/** What the worker says above a form. */
export type Notice = 'saved' | 'conflict' | 'filed';

type Mended = {
  findings?: Finding[];
  notice?: Notice;
  /** In a conflict what the other window saved. */
  saved?: ApplicationForm;
};

/** All steps, with the private link. */
export async function overviewPage(
  c: Context<Bindings>,
  language: Language,
  draft: Draft,
  link: string,
): Promise<Response> {
  const { edition, placement } = await inForce(c.env.DB);
  const said = (['sent', 'not-sent'] as const).find((key) => c.req.query('link') === key) ?? null;
  const open = c.req.query('started') !== undefined;
  return framed(c, {
    language,
    frame: 'application-frame',
    title: words(language, 'apply', 'title'),
    content: (
      <OverviewView
        {...{ language, draft, edition, placement, findings: [], uploads: [], consent: [] }}
        now={await now(c.env)}
        filed={draft.versions === 0 ? null : await filedFrom(c.env.DB, draft.id)}
        link={{ language, link, email: draft.form.email, open, said }}
      />
    ),
    here: (other) => `/${other}/application/`,
  });
}

/** A step of a draft. With findings or a conflict it comes back as it was sent: 422 or 409. */
export async function stepPage(
  c: Context<Bindings>,
  language: Language,
  draft: Draft,
  step: Step,
  { findings = [], notice, saved }: Mended = {},
): Promise<Response> {
  const { edition, placement } = await inForce(c.env.DB);
  return framed(c, {
    language,
    frame: 'application-frame',
    title: words(language, 'apply', `step.${step}`),
    content: (
      <StepView
        {...{ language, draft, step, edition, placement, findings }}
        consent={consentText(language, draft.form.signatoryName, edition, storedHere(c.env))}
        uploads={await arrivingOf(c.env, draft.id)}
        now={await now(c.env)}
        notice={notice ?? (c.req.query('saved') === undefined ? null : 'saved')}
        other={saved === undefined ? undefined : differences(draft.form, saved)}
      />
    ),
    here: (other) => stepPath(other, step),
    status: notice === 'conflict' || notice === 'filed' ? 409 : findings.length > 0 ? 422 : 200,
  });
}

/** Appendix 1 as it will be signed. */
export async function formPage(c: Context<Bindings>, language: Language, draft: Draft): Promise<Response> {
  const { edition } = await inForce(c.env.DB);
  return framed(c, {
    language,
    frame: 'application-frame',
    title: words(language, 'apply', 'form-page'),
    content: <Appendix1View {...{ language, draft, edition }} />,
    here: (other) => `/${other}/application/form/`,
  });
}

/** What is still coming, with the bytes that are held of it, and what was refused. */
async function arrivingOf(env: Env, draft: string): Promise<Arriving[]> {
  const uploads = await uploadsOf(env.DB, draft);
  return Promise.all(
    uploads.map(async (upload) => ({
      ...upload,
      held: upload.ended ? upload.size : ((await files(env).held(upload.id)) ?? 0),
    })),
  );
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
  const page = await framed(c, {
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
        consent={[]}
        uploads={await arrivingOf(c.env, draft.id)}
        signature={await signatureOf(draft.form, draft.files, (sha256) => wholeFile(files(c.env), sha256))}
      />
    ),
    here: (other) => `/${other}/application/check/`,
    status: findings.length > 0 ? 409 : 200,
  });
  page.headers.set('content-security-policy', SIGNING_POLICY);
  return page;
}

/** What is shown of a receipt. */
export type Receipted = { draft: Draft; filed: Filed; receipt: SignedReceipt };

export async function receiptPage(
  c: Context<Bindings>,
  language: Language,
  shown: Receipted,
): Promise<Response> {
  const { edition, placement } = await inForce(c.env.DB);
  return framed(c, {
    language,
    frame: 'application-frame',
    title: words(language, 'apply', 'receipt'),
    content: <ReceiptView {...shown} {...{ language, edition, placement }} now={await now(c.env)} />,
    here: (other) => `/${other}/application/receipt/`,
  });
}

/** Where a filed application stands; 409 with what was refused just now. */
export async function statusPage(
  c: Context<Bindings>,
  language: Language,
  shown: Pick<StatusProps, 'draft' | 'filed' | 'findings' | 'objection'> & { message?: string },
): Promise<Response> {
  const { edition, placement } = await inForce(c.env.DB);
  if (placement === null) throw new Error('filed before the announcement');
  const { draft, filed } = shown;
  const at = await now(c.env);
  const threads = await ownThreads(c.env.DB, filed.application, threadStage(standingOf(filed)));
  await readNow(c.env.DB, threads, 'applicant', at);
  return framed(c, {
    language,
    frame: 'application-frame',
    title: words(language, 'apply', 'status'),
    content: (
      <StatusView
        {...shown}
        message={shown.message ?? ''}
        {...{ language, edition, placement, threads }}
        now={at}
        earlier={await earlierVersions(c.env.DB, draft.id)}
        uploads={await arrivingOf(c.env, draft.id)}
        interviews={await interviewsOf(c.env.DB, shown.filed)}
      />
    ),
    here: (other) => `/${other}/application/status/`,
    status: shown.findings.length > 0 ? 409 : 200,
  });
}

/** Each invitation with the slots that are free and what was said on its time. */
const interviewsOf = (db: D1Database, filed: Filed): Promise<Interview[]> =>
  Promise.all(
    filed.invitations.map(async (invitation) => ({
      ...invitation,
      ...(await interviewOf(db, filed.application, hearing(filed, invitation.stage), invitation.stage)),
    })),
  );

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
        <p>
          <a href={`/${language}/return/`}>{say('no-draft-link')}</a>
        </p>
      </div>
    ),
    here: (other) => `/${other}/application/`,
  });
}

/** The texts of `other` that are not those of `form`, by the name of their field. */
function differences(form: ApplicationForm, other: ApplicationForm): Map<string, string> {
  const own = textsOf(form);
  return new Map([...textsOf(other)].filter(([name, value]) => (own.get(name) ?? '') !== value));
}

function textsOf(value: unknown, name = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[name, value]]);
  if (typeof value !== 'object' || value === null) return new Map();
  const within = Object.entries(value).flatMap(([key, child]) => [
    ...textsOf(child, name === '' ? key : `${name}.${key}`),
  ]);
  return new Map(within);
}

/** It came too often, or the house takes nothing now: what to do. */
export async function waitPage(
  c: Context<Bindings>,
  language: Language,
  finding: Finding,
  status: 429 | 503 = 429,
): Promise<Response> {
  const title = words(language, 'apply', 'wait');
  return framed(c, {
    language,
    frame: 'application-frame',
    title,
    content: (
      <div class="stack">
        <h1>{title}</h1>
        <p class="notice notice--warning" role="alert">
          {sentence(language, finding)}
        </p>
        <p>{words(language, 'apply', 'about.wait')}</p>
      </div>
    ),
    here: (other) => `/${other}/application/`,
    status,
  });
}

/** What is held of a person, how long, and how it is taken away. */
export async function myDataPage(
  c: Context<Bindings>,
  language: Language,
  draft: Draft | null,
  findings: Finding[],
): Promise<Response> {
  const { edition } = await inForce(c.env.DB, 0);
  return framed(c, {
    language,
    frame: 'application-frame',
    title: words(language, 'apply', 'my-data'),
    content: <MyDataView {...{ language, draft, edition, findings }} />,
    here: (other) => `/${other}/application/my-data/`,
    status: findings.length > 0 ? 409 : 200,
  });
}
