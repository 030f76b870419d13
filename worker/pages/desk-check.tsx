// The check of completeness (§13–14), side by side: what was filed, and each item of the check with what the rules
// found. The secretary says what follows; the list is made of that.

import { GROUNDS, proposedGrounds } from '#rules/admission';
import { checkList } from '#rules/check-list';
import type { CheckItem } from '#rules/check-list';
import { completeness } from '#rules/completeness';
import { formatInstant } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import type { Desk } from '../acts/act.ts';
import { reached } from '../acts/act.ts';
import type { Application } from '../db/commission.ts';
import { sentence, words } from '../texts.ts';
import { Fields, Files } from './desk-dossier.tsx';
import type { DossierProps } from './desk-dossier.tsx';
import { ActForm } from './parts.tsx';

type Props = DossierProps & {
  here: string;
  /** The application to check next; null where each was looked at. */
  nextToCheck: string | null;
};

export function CheckPage(props: Props) {
  const { language, desk, row, here } = props;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const items = checkList(row.form, row.files, row.late, desk.edition);
  const received = formatInstant(new Date(row.receivedAt).toISOString(), language);
  return (
    <div class="stack">
      <p>
        <a href={`/desk/${language}/${desk.file.commission}/#admission`}>← {say('act.admission-list')}</a>{' '}
        <a href={here.replace(/check\/$/, '')}>{row.reference}</a>
      </p>
      <h1>
        {row.reference} · {language === 'kk' ? row.form.organisationKk : row.form.organisationRu}
      </h1>
      <p>
        {say('received')}: {received} · {say(`channel.${row.channel}`)}{' '}
        {row.late ? <span class="tag">{say('late')}</span> : null}
        {desk.seat.role === 'secretary' ? (
          <>
            {' '}
            <a href={here.replace(/check\/$/, 'receipt.pdf')}>{say('receipt-print')}</a>
          </>
        ) : null}
      </p>
      <div class="side-by-side">
        <div class="stack">
          <Files {...props} />
          <Fields {...props} />
        </div>
        <div class="stack side-by-side__check">
          <section class="card stack">
            <h2>{say('check')}</h2>
            <Items language={language} items={items} row={row} />
          </section>
          {desk.seat.role === 'secretary' && row.decision === null ? <Proposal {...props} /> : null}
          {desk.seat.role === 'chair' && waits(desk, row) ? <Decision {...props} /> : null}
        </div>
      </div>
    </div>
  );
}

/** Where an item of the check is to be seen on the page. */
const anchorOf = (field: string): string =>
  field === 'term' ? '#main' : field.startsWith('files.') ? '#files' : `#field-${SHOWN_WITH[field] ?? field}`;
const SHOWN_WITH: Record<string, string> = {
  signatoryPosition: 'signatoryName',
  signatoryRole: 'signatoryName',
};

function Items({ language, items, row }: { language: Language; items: CheckItem[]; row: Application }) {
  const say = (key: string) => words(language, 'desk', key);
  const nameOf = (field: string): string => {
    if (field === 'term') return say('check-term');
    if (field.startsWith('report.')) return `${say('report')} ${Number(field.slice(7)) + 1}`;
    if (field.startsWith('files.')) return words(language, 'apply', `file.${field.slice(6)}`);
    return words(language, 'apply', field === 'representatives' ? field : `field.${field}`);
  };
  return (
    <ul class="checks">
      {items.map(({ field, findings }) => (
        <li>
          <span aria-hidden="true">{findings.length === 0 ? '✓' : '!'}</span>{' '}
          <a href={anchorOf(field)}>{nameOf(field)}</a>{' '}
          {findings.length === 0 ? (
            <span class="visually-hidden">{say('check-found')}</span>
          ) : (
            findings.map((finding) => <span class="error">{sentence(language, finding)}</span>)
          )}
          {field === 'files.form' && row.files.some(({ kind }) => kind === 'form') ? (
            <span class="meta"> {say('check-signature')}</span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** It came after the list was confirmed, and something is proposed on it. */
const waits = (desk: Desk, { decision, proposal, withdrawal }: Application): boolean =>
  decision === null && withdrawal === null && proposal !== null && reached(desk.file, 'admission-confirmed');

function Decision({ language, desk, row, here }: ProposalProps) {
  const say = (key: string) => words(language, 'desk', key);
  return (
    <section class="card stack">
      <h2>{say('act.decide-application')}</h2>
      <p>{say('about.decide-application')}</p>
      <p>
        <strong>{say(row.proposal?.admitted === true ? 'proposed-admit' : 'proposed-refuse')}</strong>{' '}
        {row.proposal?.grounds.map((ground) => say(`ground.${ground}`)).join('; ')} {row.proposal?.reason}
      </p>
      <ActForm language={language} commission={desk.file.commission} act="decide-application" back={here}>
        <input type="hidden" name="application" value={row.id} />
        <input type="hidden" name="version" value={String(row.proposalVersion)} />
      </ActForm>
    </section>
  );
}

type ProposalProps = Pick<Props, 'language' | 'desk' | 'row' | 'here' | 'nextToCheck'>;

/** What is proposed on the application. The check shows a ground; whether it is one, only a person says. */
function Proposal({ language, desk, row, here, nextToCheck }: ProposalProps) {
  const say = (key: string) => words(language, 'desk', key);
  const findings = completeness(row.form, row.files, desk.edition);
  const shown = proposedGrounds({ late: row.late, findings });
  return (
    <section class="card stack">
      <h2>{say('proposal')}</h2>
      {row.proposal === null ? null : (
        <p class="notice notice--ok">{say(row.proposal.admitted ? 'proposed-admit' : 'proposed-refuse')}</p>
      )}
      <ActForm language={language} commission={desk.file.commission} act="propose" back={here}>
        <input type="hidden" name="application" value={row.id} />
        {[true, false].map((admitted) => (
          <label class="choice">
            <input
              type="radio"
              name="admitted:bool"
              value={admitted ? '1' : ''}
              checked={row.proposal?.admitted === admitted}
              required
            />{' '}
            {say(admitted ? 'admit' : 'refuse')}
          </label>
        ))}
        <fieldset class="stack">
          <legend>{say('grounds')}</legend>
          <input type="hidden" name="grounds:list" value="" />
          {GROUNDS.map((ground) => (
            <label class="choice">
              <input
                type="checkbox"
                name="grounds:list"
                value={ground}
                checked={row.proposal?.grounds.includes(ground) === true}
              />{' '}
              {say(`ground.${ground}`)}{' '}
              {shown.includes(ground) ? <span class="tag">{say('found-by-check')}</span> : null}
            </label>
          ))}
        </fieldset>
        <label class="field">
          <span>{say('reason')}</span>
          <textarea name="reason" rows={3}>
            {row.proposal?.reason ?? ''}
          </textarea>
        </label>
      </ActForm>
      {nextToCheck === null || nextToCheck === row.id ? null : (
        <p>
          <a href={`/desk/${language}/${desk.file.commission}/applications/${nextToCheck}/check/`}>
            {say('check-next')} →
          </a>
        </p>
      )}
    </section>
  );
}
