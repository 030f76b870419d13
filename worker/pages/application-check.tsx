// The last look before filing: to whom it goes, what is missing, and the button.

import type { Language } from '#rules/application';
import { completeness } from '#rules/completeness';
import { formatDeadline } from '#rules/dates-in-words';
import type { Placement } from '#rules/edition';
import type { Finding } from '#rules/finding';
import { formErrors } from '#rules/form-errors';
import { receivingCommission } from '#rules/routing';
import { daysLeft, isLate } from '#rules/terms';
import type { Signature } from '../signature.ts';
import { sentence, words } from '../texts.ts';
import { sizeIn } from './application-fields.tsx';
import type { DraftProps } from './application-form.tsx';
import { commissionName } from './names.ts';
import { stepOf, stepPath } from './steps.ts';

/** Until when, or that it has not begun, or that it is over. */
export function TermNotice(props: { language: Language; placement: Placement | null; now: number }) {
  const { language, placement, now } = props;
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', key, values);
  if (placement === null) return <p class="notice">{say('not-open')}</p>;
  const deadline = formatDeadline(placement.lastDay, language);
  const days = daysLeft(placement.lastDay, now);
  return isLate(now, placement.deadline) ? (
    <p class="notice notice--warning">{say('is-late', { deadline })}</p>
  ) : (
    <p class="notice">
      {say('deadline')}: <strong>{deadline}</strong>.{' '}
      {days === 0
        ? words(language, 'terms', 'last-day-today')
        : words(language, 'terms', 'days-left', { n: days })}
      . {/* The script counts the last day down by the server's clock. */}
      <strong
        data-countdown={placement.deadline}
        data-left={words(language, 'apply', 'time-left', { h: '{h}', m: '{m}', s: '{s}' })}
        data-over={say('closed-now')}
      />
    </p>
  );
}

/** Findings that lead to their fields. */
export function Checklist(props: {
  language: Language;
  findings: Finding[];
  /** All steps stand on this page. */
  whole?: boolean;
}) {
  const { language, findings, whole = false } = props;
  return (
    <ul>
      {findings.map((finding) => {
        const { field } = finding;
        const text = sentence(language, finding);
        return (
          <li>
            {field === undefined ? (
              text
            ) : (
              <a href={`${whole ? '' : stepPath(language, stepOf(field))}#${field}`}>{text}</a>
            )}
          </li>
        );
      })}
    </ul>
  );
}

type CheckProps = DraftProps & { signature: Signature | null };

export function CheckView(props: CheckProps) {
  const { language, draft, uploads, edition, placement, now, findings, signature } = props;
  const say = (key: string) => words(language, 'apply', key);
  const { form, files } = draft;
  const page = `/${language}/application/`;
  const missing = completeness(form, files, edition);
  const { commission, findings: routed } = receivingCommission(form, edition);
  const unreadable = [...formErrors(form, edition), ...(commission === '' ? routed : [])];
  return (
    <div class="stack">
      <h1>{say('check')}</h1>
      <TermNotice language={language} placement={placement} now={now} />
      {findings.length === 0 ? null : (
        <div class="notice notice--error" role="alert">
          <Checklist language={language} findings={findings} />
        </div>
      )}
      <dl>
        <dt>{say('organisation')}</dt>
        <dd>{(language === 'kk' ? form.organisationKk : form.organisationRu) || '–'}</dd>
        {commission === '' ? null : (
          <>
            <dt>{say('goes-to')}</dt>
            <dd>
              {commissionName(language, commission)}
              {routed.map((finding) => (
                <span class="meta"> {sentence(language, finding)}</span>
              ))}
            </dd>
          </>
        )}
        <dt>{say('files')}</dt>
        <dd>
          {files.length === 0 ? (
            '–'
          ) : (
            <ul>
              {files.map((file) => (
                <li>
                  {file.name} – {say(`file.${file.kind}`)}
                  {file.criterion === null ? '' : ` (${file.criterion})`}{' '}
                  <span class="meta">{sizeIn(language, file.size)}</span>
                </li>
              ))}
            </ul>
          )}
        </dd>
        {form.links === '' ? null : (
          <>
            <dt>{say('field.links')}</dt>
            <dd class="lines">{form.links}</dd>
          </>
        )}
      </dl>
      {unreadable.length === 0 ? null : (
        <div class="notice notice--error">
          <p>{say('mend')}</p>
          <Checklist language={language} findings={unreadable} />
        </div>
      )}
      {uploads.length === 0 ? null : (
        <div class="notice notice--warning">
          <p>{say('upload-unfinished')}</p>
          <ul>
            {uploads.map(({ name, kind }) => (
              <li>
                <a href={stepPath(language, stepOf(`files.${kind}`))}>{name}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {missing.length === 0 ? (
        <p class="notice notice--ok">{say('complete')}</p>
      ) : (
        <div class="notice notice--warning">
          <p>{say('lacks')}</p>
          <Checklist language={language} findings={missing} />
        </div>
      )}
      <Signing language={language} signature={signature} />
      <p>
        <a href={page}>{say('back-to-form')}</a>
      </p>
      {placement === null || unreadable.length > 0 ? null : (
        <form method="post" action="/api/applications" class="stack">
          <input type="hidden" name="key" value={crypto.randomUUID()} />
          <input type="hidden" name="language" value={language} />
          <p>{say('file-hint')}</p>
          <button class="button">
            {say(
              missing.some(({ kind }) => kind === 'missing')
                ? 'file-anyway'
                : draft.versions > 0
                  ? 'file-again'
                  : 'file',
            )}
          </button>
        </form>
      )}
    </div>
  );
}

/** Signing in the browser needs the script and NCALayer; the scan needs neither. */
function Signing({ language, signature }: Pick<CheckProps, 'language' | 'signature'>) {
  const say = (key: string) => words(language, 'apply', key);
  return (
    <section class="card stack">
      <h2>{say('file.form')}</h2>
      {signature === null ? null : (
        <p class={signature.stale ? 'notice notice--warning' : 'notice notice--ok'}>
          {say(`signature.${signature.stale ? 'stale' : signature.status}`)}
        </p>
      )}
      <p>
        <a href={`/${language}/application/form/`}>{say('form-print')}</a>
      </p>
      <div
        class="stack"
        hidden
        data-sign={say('sign-working')}
        data-no-layer={say('sign-no-layer')}
        data-canceled={say('sign-canceled')}
        data-not-kept={say('sign-not-kept')}
      >
        <p class="hint">{say('sign-hint')}</p>
        <p>
          <button type="button" class="button button--quiet">
            {say('sign')}
          </button>{' '}
          <span role="status" />
        </p>
      </div>
    </section>
  );
}
