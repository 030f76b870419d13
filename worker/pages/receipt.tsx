// The receipt, and what has become of the application since.

import type { Language } from '#rules/application';
import { completeness } from '#rules/completeness';
import { formatInstant } from '#rules/dates-in-words';
import type { Edition, Placement } from '#rules/edition';
import { words } from '../texts.ts';
import type { Receipted } from './application.tsx';
import { sizeIn } from './application-fields.tsx';
import { commissionName } from './names.ts';
import { Correcting } from './own-acts.tsx';
import { Findings } from './parts.tsx';

export function ReceiptView(
  props: Receipted & { language: Language; edition: Edition; placement: Placement | null; now: number },
) {
  const { language, filed, receipt, edition, placement, now } = props;
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', key, values);
  const findings = completeness(filed.form, filed.files, edition);
  return (
    <div class="stack">
      <h1>{say('receipt')}</h1>
      <p class={filed.late ? 'notice notice--warning' : 'notice notice--ok'}>
        {say(filed.late ? 'received-late' : 'received-in-time')}{' '}
        {receipt.late && !filed.late ? say('extended-since') : null}
      </p>
      {props.draft.application === null ? (
        <Correcting {...{ language, filed, placement, now }} link={`/${language}/application/`} />
      ) : null}
      <section class="card stack">
        <dl>
          <dt>{say('reference')}</dt>
          <dd>
            <strong>{filed.reference}</strong>
          </dd>
          {filed.version === 1 ? null : (
            <>
              <dt>{say('version')}</dt>
              <dd>
                {filed.version}. {say('version-counts')}
              </dd>
            </>
          )}
          <dt>{say('received-at')}</dt>
          <dd>{formatInstant(new Date(filed.receivedAt).toISOString(), language)}</dd>
          <dt>{say('organisation')}</dt>
          <dd>{(language === 'kk' ? filed.form.organisationKk : filed.form.organisationRu) || '–'}</dd>
          <dt>{say('goes-to')}</dt>
          <dd>{commissionName(language, filed.commission)}</dd>
          <dt>{say('public-number')}</dt>
          <dd class="meta">{filed.filing}</dd>
          <dt>{say('manifest')}</dt>
          <dd class="meta">{filed.manifestSha256}</dd>
          <dt>{say('register-head')}</dt>
          <dd class="meta">
            {receipt.register.number}:{receipt.register.hash}
          </dd>
          <dt>{say('register-key')}</dt>
          <dd class="meta">{receipt.key}</dd>
        </dl>
        <p>{say('keep')}</p>
        <p class="buttons">
          <a
            class="button button--quiet"
            href={`/api/applications/receipt.pdf?language=${language}`}
            download
          >
            {say('receipt-pdf')}
          </a>{' '}
          <a class="button button--quiet" href="/api/applications/receipt.json" download>
            {say('receipt-file')}
          </a>
        </p>
      </section>
      <p>
        <a class="button" href={`/${language}/application/status/`}>
          {say('status-go')}
        </a>
      </p>
      <section class="card stack">
        <h2>{say('files')}</h2>
        <ul>
          {filed.files.map((file) => (
            <li>
              {file.name} – {say(`file.${file.kind}`)}
              {file.criterion === null ? '' : ` (${file.criterion})`}{' '}
              <span class="meta">
                {sizeIn(language, file.size)}, SHA-256 {file.sha256}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {findings.length === 0 ? null : (
        <section class="card stack">
          <h2>{say('lacked')}</h2>
          <Findings language={language} findings={findings} />
        </section>
      )}
    </div>
  );
}
