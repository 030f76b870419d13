// Where an application stands, in plain words: what was decided and why, who acts next and until when, and what the
// applicant may do.

import calendar from '#content/calendar.json';
import type { Language } from '#rules/application';
import { completeness } from '#rules/completeness';
import { formatDay, formatInstant } from '#rules/dates-in-words';
import { localDay } from '#rules/days';
import type { Day } from '#rules/days';
import type { Edition, Placement } from '#rules/edition';
import type { Finding } from '#rules/finding';
import { selectionOutcome, sheetTotal } from '#rules/marks';
import { MATERIAL_KINDS, materialsClause } from '#rules/materials';
import type { MaterialKind } from '#rules/materials';
import { nextStep } from '#rules/next-step';
import type { NextStep } from '#rules/next-step';
import { answerBy, objectBy, OBJECTIONABLE } from '#rules/objections';
import { inForce } from '#rules/publication';
import { newId } from '../acts/act.ts';
import { courseOf, knownOn } from '../acts/standing.ts';
import type { Filed, Version } from '../db/applications.ts';
import type { Draft } from '../db/drafts.ts';
import type { Material } from '../db/materials.ts';
import { words } from '../texts.ts';
import { sizeIn, Uploading } from './application-fields.tsx';
import type { Arriving } from './application-fields.tsx';
import { commissionName } from './names.ts';
import { Correcting, OwnActs } from './own-acts.tsx';
import type { Thread } from '../db/messages.ts';
import { OwnMessages } from './message-sections.tsx';
import { Findings, Table } from './parts.tsx';
import { Interviews } from './status-interviews.tsx';
import type { Interview } from './status-interviews.tsx';
import { uploadWords } from './upload-words.ts';

export type StatusProps = {
  language: Language;
  draft: Draft;
  filed: Filed;
  earlier: Version[];
  uploads: Arriving[];
  edition: Edition;
  placement: Placement;
  /** Milliseconds. */
  now: number;
  /** What was refused just now, and the objection as it was typed. */
  findings: Finding[];
  objection: string;
  /** Messages, a thread a stage; and one as it was typed. */
  threads: Thread[];
  message: string;
  interviews: Interview[];
};

export function StatusView(props: StatusProps) {
  const { language, filed, draft, placement, now, findings, edition, earlier } = props;
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', key, values);
  const course = courseOf(filed);
  const next = nextStep(course, edition, placement, now);
  return (
    <div class="stack">
      <h1>{say('status')}</h1>
      <p class="lead">
        {(language === 'kk' ? filed.form.organisationKk : filed.form.organisationRu) || '–'} ·{' '}
        {filed.reference}
      </p>
      {findings.length === 0 ? null : (
        <div class="notice notice--error" role="alert">
          <Findings language={language} findings={findings} />
        </div>
      )}
      {draft.application === null ? (
        <Correcting {...{ language, filed, placement, now }} link={`/${language}/application/`} />
      ) : null}
      <section class="card stack" id="standing">
        <p class="standing">
          <strong>{say(`standing.${course.standing}`)}</strong>
        </p>
        {filed.late && filed.decision === null ? (
          <p class="notice notice--warning">{say('received-late')}</p>
        ) : null}
        <Next {...{ language, next, filed, now }} />
        <p>
          <a href={`/${language}/application/receipt/`}>{say('receipt')}</a> ·{' '}
          <a href={`/${language}/application/my-data/`}>{say('my-data')}</a>
        </p>
      </section>
      <Refusal {...props} />
      <Marks {...props} />
      <Interviews {...{ language, filed, now }} interviews={props.interviews} />
      <Materials {...props} />
      <OwnMessages
        {...{ language, threads: props.threads, withdrawn: filed.withdrawn }}
        typed={props.message}
      />
      <Objections {...props} />
      <OwnActs {...{ language, filed, placement, now }} open={draft.application === null} />
      {earlier.length === 0 ? null : (
        <section class="card stack">
          <h2>{say('earlier-versions')}</h2>
          <ul>
            {earlier.map(({ version, reference, receivedAt }) => (
              <li>
                {version}. {reference}{' '}
                <span class="meta">{formatInstant(new Date(receivedAt).toISOString(), language)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** Who acts next, its last day, the holidays that made it later, and by how much it has passed. */
function Next(props: { language: Language; next: NextStep; filed: Filed; now: number }) {
  const { language, next, filed } = props;
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', key, values);
  const name = (who: Exclude<NextStep['who'], 'nobody'>): string =>
    who === 'commission' ? commissionName(language, filed.commission) : say(`who.${who}`);
  return (
    <div class="stack">
      <p>
        {next.who === 'nobody' ? '' : `${say('next')}: `}
        {say(`next.${next.step}`, { n: next.clause })}
        {next.who === 'nobody' ? '' : ` ${say('next-who')}: ${name(next.who)}.`}
      </p>
      {next.due === null ? null : (
        <p>
          {say('next-due')}: <strong>{formatDay(next.due, language)}</strong>.
          {next.skipped.length === 0
            ? ''
            : ` ${say('next-skipped')}: ${next.skipped.map((day) => holiday(day, language)).join('; ')}.`}
        </p>
      )}
      {next.overdue === 0 ? null : (
        <p class="notice notice--warning">{say('next-overdue', { n: next.overdue })}</p>
      )}
    </div>
  );
}

/** «2026 жылғы 26 қазан (Республика күні)». */
function holiday(day: Day, language: Language): string {
  const years: Record<string, { off: { date: string; name: Record<Language, string> }[] }> = calendar;
  const name = years[day.slice(0, 4)]?.off.find(({ date }) => date === day)?.name[language];
  return name === undefined ? formatDay(day, language) : `${formatDay(day, language)} (${name})`;
}

function Refusal({ language, filed, edition }: StatusProps) {
  const say = (key: string) => words(language, 'apply', key);
  if (filed.decision === null || filed.decision.admitted) return null;
  const { grounds, reason } = filed.decision;
  const lacked = completeness(filed.form, filed.files, edition).filter(({ kind }) => kind === 'missing');
  return (
    <section class="card stack">
      <h2>{say('refusal')}</h2>
      <ul>
        {grounds.map((ground) => (
          <li>{words(language, 'desk', `ground.${ground}`)}</li>
        ))}
      </ul>
      {reason === '' ? null : <p>{reason}</p>}
      {grounds.includes('INCOMPLETE') && lacked.length > 0 ? (
        <>
          <p>{say('lacked')}:</p>
          <Findings language={language} findings={lacked} />
        </>
      ) : null}
    </section>
  );
}

/** The sheets of this application as they were published, sorted as the register has them, without their members. */
function Marks({ language, filed, edition }: StatusProps) {
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', key, values);
  const own = inForce(filed.published)
    .flatMap(({ body }) => (body.kind === 'selection' ? body.admitted : []))
    .find(({ filing }) => filing === filed.filing);
  if (own === undefined || own.sheets.length === 0) return null;
  const { sum, count } = selectionOutcome(own.sheets, edition);
  return (
    <section class="card stack">
      <h2>{say('marks')}</h2>
      <p>{say('marks-formula', { sum, count, least: edition.marks.passAbove.value * count })}</p>
      <Table
        heads={[say('criterion'), ...own.sheets.map((_, index) => String(index + 1))]}
        rows={[
          ...edition.marks.criteria.value.map((criterion, index) => [
            words(language, 'terms', `criterion.${criterion}`),
            ...own.sheets.map(({ marks }) => marks[index] ?? ''),
          ]),
          [say('total'), ...own.sheets.map(({ marks }) => sheetTotal(marks))],
        ]}
      />
      {own.recused === 0 ? null : <p class="meta">{say('marks-recused', { n: own.recused })}</p>}
    </section>
  );
}

function Materials({ language, filed, edition, uploads }: StatusProps) {
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', key, values);
  const { standing } = courseOf(filed);
  const heard = standing === 'finalist' ? filed.heard.republican : filed.heard.regional;
  const clause = materialsClause(standing, heard);
  if (clause === null && filed.materials.length === 0) return null;
  const types = [...edition.files.documents.types, ...edition.files.video.types];
  const List = ({ kind }: { kind: MaterialKind }) => (
    <MaterialList language={language} materials={filed.materials.filter((row) => row.kind === kind)} />
  );
  if (clause === null) {
    return (
      <section class="card stack" id="materials">
        <h2>{say('materials')}</h2>
        {MATERIAL_KINDS.map((kind) => (
          <>
            <h3>{say(`file.${kind}`)}</h3>
            <List kind={kind} />
          </>
        ))}
      </section>
    );
  }
  return (
    <section class="card stack" id="materials">
      <h2>{say('materials')}</h2>
      <p>{say(clause === '16' ? 'about.materials' : 'about.materials-again')}</p>
      <form
        method="post"
        action="/api/applications/materials"
        enctype="multipart/form-data"
        class="stack"
        data-uploading={uploadWords(language)}
      >
        <input type="hidden" name="key" value={newId()} />
        <input type="hidden" name="language" value={language} />
        {MATERIAL_KINDS.map((kind) => (
          <fieldset class="stack files" id={`slot.${kind}`} data-kind={kind} data-criterion="">
            <legend>
              <h3>{say(`file.${kind}`)}</h3>
            </legend>
            <label class="field">
              <span>{say('material-file')}</span>
              <input
                type="file"
                name={`files.${kind}`}
                accept={types
                  .flatMap((type) => (type === 'jpg' ? ['.jpg', '.jpeg'] : [`.${type}`]))
                  .join(',')}
              />
            </label>
            <label class="field">
              <span>{say('material-link')}</span>
              <input name={`link.${kind}`} inputmode="url" autocomplete="off" />
            </label>
            <div class="slot-list">
              <List kind={kind} />
              <Uploading language={language} uploads={uploads.filter((row) => row.kind === kind)} />
            </div>
          </fieldset>
        ))}
        <p>
          <button class="button">{say('material-send')}</button>
        </p>
      </form>
    </section>
  );
}

/** The newest counts; the older ones stay readable. */
function MaterialList({ language, materials }: { language: Language; materials: Material[] }) {
  if (materials.length === 0) return <p class="meta">{words(language, 'apply', 'material-none')}</p>;
  return (
    <ul>
      {materials.map(({ id, name, link, size, addedAt }, index) => (
        <li>
          {link === '' ? (
            <a href={`/api/applications/materials/${id}`}>{name}</a>
          ) : (
            <a href={link} rel="noopener noreferrer">
              {link}
            </a>
          )}{' '}
          <span class="meta">
            {formatInstant(new Date(addedAt).toISOString(), language)}
            {link === '' ? `, ${sizeIn(language, size)}` : ''}
          </span>{' '}
          <span class="tag">
            {words(language, 'apply', index === 0 ? 'material-counts' : 'material-older')}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Objections({ language, filed, edition, now, objection }: StatusProps) {
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', key, values);
  const { standing } = courseOf(filed);
  const known = knownOn(filed);
  const open = OBJECTIONABLE[standing] !== undefined && known !== null;
  if (!open && filed.objections.length === 0) return null;
  const last = known === null ? null : objectBy(known, edition);
  return (
    <section class="card stack" id="objection">
      <h2>{say('objection')}</h2>
      {filed.objections.map(({ number, text, filedAt, late, answer }) => (
        <div class="stack">
          <p>
            <strong>
              {say('objection-number', { n: number })},{' '}
              {formatInstant(new Date(filedAt).toISOString(), language)}
            </strong>{' '}
            {late ? <span class="tag">{say('objection-late')}</span> : null}
          </p>
          <p class="lines">{text}</p>
          {answer === null ? (
            <p>
              {say('objection-waits')}: {formatDay(answerBy(localDay(filedAt), edition), language)}
            </p>
          ) : (
            <>
              <p>
                <strong>
                  {say('objection-answer')}, {formatInstant(new Date(answer.at).toISOString(), language)}
                </strong>
              </p>
              <p class="lines">{answer.text}</p>
            </>
          )}
        </div>
      ))}
      {!open || last === null ? null : (
        <form method="post" action="/api/applications/object" class="stack">
          <input type="hidden" name="key" value={newId()} />
          <input type="hidden" name="language" value={language} />
          <p>
            {say('about.objection')} {say('objection-until')}: <strong>{formatDay(last, language)}</strong>.{' '}
            {localDay(now) > last ? say('objection-over') : ''}
          </p>
          <p class="hint">{say('objection-law')}</p>
          <label class="field">
            <span>{say('objection-text')}</span>
            <textarea name="text" rows={5}>{`\n${objection}`}</textarea>
          </label>
          <p>
            <button class="button button--quiet">{say('objection-file')}</button>
          </p>
        </form>
      )}
    </section>
  );
}
