// §19 on a commission's desk: the archive, every hand-over of it with its term and the Agency's answer, and the forms of
// what comes next.

import { workingDaysBetween } from '#rules/calendar';
import { formatDay, formatInstant } from '#rules/dates-in-words';
import { localDay } from '#rules/days';
import { DOSSIERS } from '#rules/edition';
import type { Language } from '#rules/application';
import { reached } from '../acts/act.ts';
import type { Desk } from '../acts/act.ts';
import type { Handover } from '../db/handovers.ts';
import { words } from '../texts.ts';
import { ActForm, Field, Table } from './parts.tsx';

type Props = {
  language: Language;
  desk: Desk;
  here: string;
  handovers: Handover[];
  /** The last day of the hand-over, local. */
  due: string | null;
  possible: (act: string) => boolean;
};

export function HandoverSection(props: Props) {
  const { language, desk, here, handovers, due, possible } = props;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const allowed = desk.seat.role === 'secretary' || desk.seat.role === 'agency';
  if (!allowed || desk.stage !== 'regional' || !reached(desk.file, 'published')) return null;
  const set = handovers.at(-1)?.dossiers ?? desk.edition.handover.dossiers.value;
  return (
    <section class="card stack" id="dossier">
      <h2>{say('dossier')}</h2>
      <p>{say('about.dossier')}</p>
      {due === null ? null : (
        <p>
          {say('due')}: {formatDay(due, language)}
        </p>
      )}
      {desk.file.applications.some(({ erased }) => erased) ? (
        <p>{say('papers-erased')}</p>
      ) : (
        <p class="buttons">
          <a class="button" href={`${here}dossier.zip`} download>
            {say(`dossier-${set}`)}
          </a>{' '}
          {DOSSIERS.filter((one) => one !== set).map((one) => (
            <a class="button button--quiet" href={`${here}dossier.zip?only=${one}`} download>
              {say(`dossier-${one}`)}
            </a>
          ))}
        </p>
      )}
      {handovers.length === 0 ? null : <History {...props} />}
      {possible('handover') ? (
        <ActForm language={language} commission={desk.file.commission} act="handover" back={here}>
          <p>{say(handovers.length === 0 ? 'about.handover' : 'about.handover-again')}</p>
          <Field label={say('handover-note')} name="note" />
        </ActForm>
      ) : null}
      {possible('receive-handover') ? <Receipt {...props} /> : null}
    </section>
  );
}

function History({ language, desk, handovers, due }: Props) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const when = (at: number): string => formatInstant(new Date(at).toISOString(), language);
  const late = (at: number): number =>
    due === null ? 0 : workingDaysBetween(due, localDay(at), desk.edition.calendar);
  return (
    <Table
      heads={[say('handover-number'), say('handed-on'), say('manifest'), say('handover-answer')]}
      rows={handovers.map(({ number, at, manifestSha256, files, note, answer }) => [
        number,
        <>
          {when(at)} {late(at) > 0 ? <span class="error">{say('days-over', { n: late(at) })}</span> : null}
          {note === '' ? null : <span class="meta"> {note}</span>}
        </>,
        <>
          <span class="code">{manifestSha256 === '' ? '–' : manifestSha256}</span>{' '}
          <span class="meta">{say('handover-files', { n: files })}</span>
        </>,
        answer === null ? (
          say('handed-waits')
        ) : (
          <>
            {say(answer.received ? 'handed-received' : 'handed-refused')}: {when(answer.at)}
            {answer.reason === '' ? null : <span> {answer.reason}</span>}
          </>
        ),
      ])}
    />
  );
}

/** The Agency says that it has what the manifest names, or what is missing. */
function Receipt({ language, desk, here, handovers }: Props) {
  const last = handovers.at(-1);
  if (last === undefined) return null;
  const hash = <input type="hidden" name="manifestSha256" value={last.manifestSha256} />;
  return (
    <>
      <p>{words(language, 'desk', 'about.receive-handover')}</p>
      <ActForm language={language} commission={desk.file.commission} act="receive-handover" back={here}>
        {hash}
      </ActForm>
      <ActForm language={language} commission={desk.file.commission} act="refuse-handover" back={here} quiet>
        {hash}
        <Field label={words(language, 'desk', 'missing-what')} name="reason" required />
      </ActForm>
    </>
  );
}
