// One correction: what the record says, what is right, why, whose standing changes, and who is to confirm it.

import { LANGUAGES } from '#rules/application';
import type { Language } from '#rules/application';
import { formatInstant } from '#rules/dates-in-words';
import { openCorrection } from '../acts/correction-plan.ts';
import type { Corrected } from '../acts/correction-plan.ts';
import type { Desk } from '../acts/act.ts';
import type { RecordCorrection } from '../db/corrections.ts';
import { wasAndNow } from '../documents/correction-protocol.ts';
import { words } from '../texts.ts';
import { ActForm, Table } from './parts.tsx';

type Props = { language: Language; desk: Desk; correction: RecordCorrection };

/** What is wrong, what is right and why. */
export function CorrectionAbout({
  language,
  desk,
  correction,
  moved,
}: Props & { moved: Corrected['moved'] }) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const standing = (key: string) => words(language, 'apply', `standing.${key}`);
  const by = desk.file.seats.find(({ id }) => id === correction.preparedBy)?.name ?? '';
  return (
    <section class="card stack">
      <h2>{say('correction-n', { n: correction.number })}</h2>
      <p class="meta">
        {say('prepared-by')}: {by}, {formatInstant(new Date(correction.preparedAt).toISOString(), language)}
      </p>
      <Table
        heads={[say('what'), say('was'), say('now')]}
        rows={wasAndNow(language, desk.file, correction.change)}
      />
      <h3>{say('reason')}</h3>
      <ul>
        {LANGUAGES.map((code) => (
          <li lang={code}>{correction.reason[code]}</li>
        ))}
      </ul>
      {moved.length === 0 ? (
        <p>{say('standing-same')}</p>
      ) : (
        <>
          <p class="notice notice--warning">{say('standing-changes')}</p>
          <Table
            heads={[say('organisation'), say('was'), say('now')]}
            rows={moved.map(({ row, was, now }) => [
              language === 'kk' ? row.form.organisationKk : row.form.organisationRu,
              standing(was),
              standing(now),
            ])}
          />
        </>
      )}
    </section>
  );
}

/** The buttons of who may confirm it now, and of who may take it back. */
export function CorrectionForms({
  language,
  desk,
  correction,
  corrected,
  back,
}: Props & { corrected: Corrected; back: string }) {
  const say = (key: string) => words(language, 'desk', key);
  const { role } = desk.seat;
  const turn = correction.confirmed === null ? 'chair' : 'agency';
  const button = (act: string, quiet: boolean) => (
    <ActForm {...{ language, act, back, quiet }} commission={desk.file.commission}>
      <input type="hidden" name="correction" value={String(correction.number)} />
    </ActForm>
  );
  return (
    <section class="card stack">
      <h2>{say('act.confirm-correction')}</h2>
      <p>{say(corrected.needsAgency ? 'about.confirm-both' : 'about.confirm-correction')}</p>
      <p>
        {say('waits-for')}: <strong>{say(`role.${turn}`)}</strong>
      </p>
      {role === turn && corrected.findings.length === 0 ? button('confirm-correction', false) : null}
      {button('decline-correction', true)}
    </section>
  );
}

/** What waits for whom on the commission's page, and the way to the corrections. */
export function CorrectionsNote({ language, desk, here }: { language: Language; desk: Desk; here: string }) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  // Only who decides has the page of corrections.
  if (desk.seat.role === 'member' || desk.seat.role === 'observer') return null;
  const waiting = openCorrection(desk.file);
  const any = desk.file.milestones.some(({ name }) => ['opened', 'protocol-signed'].includes(name));
  return (
    <>
      {waiting === undefined ? null : (
        <p class="notice notice--warning">
          {say('correction-waits', { n: waiting.number })}{' '}
          <a href={`${here}preview/correction/`}>{say('correction-look')}</a>
        </p>
      )}
      {any ? (
        <p>
          <a href={`${here}corrections/`}>{say('corrections')}</a>
        </p>
      ) : null}
    </>
  );
}

/** Corrections that were made or taken back, with their protocols. */
export function CorrectionList({ language, desk, here }: { language: Language; desk: Desk; here: string }) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const own = desk.file.corrections.filter(({ commission }) => commission === desk.file.commission);
  if (own.length === 0) return null;
  return (
    <section class="card stack">
      <h2>{say('corrections-made')}</h2>
      <Table
        heads={['№', say('what'), say('reason'), say('state'), say('protocol')]}
        rows={own.map(({ number, change, reason, preparedAt, ended }) => [
          String(number),
          say(`correction.${change.kind}`),
          reason[language],
          <>
            {say(`correction-state.${ended?.kind ?? 'open'}`)}{' '}
            <span class="meta">
              {formatInstant(new Date(ended?.at ?? preparedAt).toISOString(), language)}
            </span>
          </>,
          ended?.kind === 'in-force' ? (
            <a href={`${here}protocols/correction-${number}/`}>{say('protocol.correction', { n: number })}</a>
          ) : (
            '–'
          ),
        ])}
      />
    </section>
  );
}
