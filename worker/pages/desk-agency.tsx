// What the Agency does from the first page of the desk: the country, and the acts that are its own.

import type { Child } from 'hono/jsx';
import type { Language } from '#rules/application';
import type { Given } from '#rules/diploma';
import type { Edition, Placement } from '#rules/edition';
import type { Filed } from '../db/materials.ts';
import { words } from '../texts.ts';
import { Country } from './desk-country.tsx';
import type { CountryLine } from './desk-country.tsx';
import type { Published } from '../db/publications.ts';
import { Diplomas } from './desk-diplomas.tsx';
import { DeskObjections } from './desk-objections.tsx';
import { Publications } from './desk-publications.tsx';
import { commissionName } from './names.ts';
import { ActForm, Field } from './parts.tsx';

export type AgencyState = {
  edition: Edition;
  lines: CountryLine[];
  objections: Filed[];
  listPublished: boolean;
  awardAnnounced: boolean;
  /** Commissions whose correction waits for the Agency. */
  waiting: string[];
  /** What the Agency has published. */
  publications: Published[];
  /** The revision of the site that readers see. */
  live: number;
  /** Readers' questions that nobody has answered or declined. */
  questions: number;
  /** Of the winners, once they are published. */
  diplomas: Given[];
  now: number;
};
type Props = AgencyState & { language: Language; placement: Placement | null };

/** Pages of the Agency's own, by address and text key. */
const PAGES = [
  'people',
  'letters',
  'journal',
  'statistics',
  'extracts',
  'retention',
  'editions',
  'questions',
] as const;
const TOOLS: readonly string[] = ['journal', 'statistics'];

export function AgencyDesk(props: Props) {
  const { language, lines, objections, edition, now, waiting, publications, live } = props;
  const say = (key: string) => words(language, 'desk', key);
  return (
    <>
      {waiting.map((code) => (
        <p class="notice notice--warning">
          {commissionName(language, code)}: {say('correction-waits-agency')}{' '}
          <a href={`/desk/${language}/${code}/preview/correction/`}>{say('correction-look')}</a>
        </p>
      ))}
      {props.questions === 0 ? null : (
        <p class="notice">
          <a href={`/desk/${language}/agency/questions/`}>{say('questions')}</a>.{' '}
          {words(language, 'questions', 'desk-waiting')}: {props.questions}
        </p>
      )}
      <ul class="tools">
        {PAGES.map((page) => (
          <li>
            <a href={`/desk/${language}/agency/${page}/`}>
              {words(language, TOOLS.includes(page) ? 'tools' : 'desk', page)}
            </a>
          </li>
        ))}
      </ul>
      <DeskObjections {...{ language, objections, edition, now }} />
      <Country {...{ language, lines }} />
      <Diplomas {...{ language }} given={props.diplomas} />
      <Publications {...{ language, edition, publications, live }} />
      <Acts {...props} />
    </>
  );
}

function Acts({ language, placement, lines, listPublished, awardAnnounced }: Props) {
  const decided = lines.some(({ stage, published }) => stage === 'republican' && published);
  return (
    <>
      {placement === null ? (
        <Act language={language} act="place" open>
          <Field label={words(language, 'desk', 'site-address')} name="siteAddress" type="url" required />
          <Field
            label={words(language, 'desk', 'social-address')}
            name="socialAddresses.0"
            type="url"
            required
          />
        </Act>
      ) : null}
      {placement !== null && !listPublished ? (
        <section class="card stack">
          <h2>{words(language, 'desk', 'act.publish-list')}</h2>
          <p>{words(language, 'desk', 'about.publish-list')}</p>
          <p>
            <a class="button" href={`/desk/${language}/agency/preview/list/`}>
              {words(language, 'desk', 'preview')}
            </a>
          </p>
        </section>
      ) : null}
      {decided && !awardAnnounced ? (
        <Act language={language} act="announce-award" open>
          <Field
            label={words(language, 'desk', 'starts-at')}
            name="startsAt:local"
            type="datetime-local"
            required
          />
          <Field label={words(language, 'desk', 'place')} name="place" required />
        </Act>
      ) : null}
      {placement === null ? null : (
        <>
          <Act language={language} act="extend">
            <Field label={words(language, 'desk', 'new-last-day')} name="lastDay" type="date" required />
            <Reasons language={language} />
          </Act>
          <Act language={language} act="move-day">
            <Field label={words(language, 'desk', 'moved-date')} name="date" type="date" required />
            <fieldset>
              <legend>{words(language, 'desk', 'moved-to')}</legend>
              {['', '1'].map((value) => (
                <label>
                  <input type="radio" name="working:bool" value={value} required />{' '}
                  {words(language, 'desk', value === '' ? 'moved-off' : 'moved-working')}
                </label>
              ))}
            </fieldset>
            <Reasons language={language} />
          </Act>
        </>
      )}
    </>
  );
}

/** An act of the Agency with its explanation; folded where it is rarely needed. */
function Act(props: { language: Language; act: string; open?: boolean; children?: Child }) {
  const { language, act, children } = props;
  const title = words(language, 'desk', `act.${act}`);
  const form = (
    <>
      <p>{words(language, 'desk', `about.${act}`)}</p>
      <ActForm language={language} commission="agency" act={act} back={`/desk/${language}/`}>
        {children}
      </ActForm>
    </>
  );
  return props.open === true ? (
    <section class="card stack">
      <h2>{title}</h2>
      {form}
    </section>
  ) : (
    <details class="card">
      <summary>
        <b>{title}</b>
      </summary>
      <div class="stack">{form}</div>
    </details>
  );
}

/** A reason that is published is said in each language. */
const Reasons = ({ language }: { language: Language }) => (
  <>
    <Field label={words(language, 'desk', 'reason-kk')} name="reason.kk" required />
    <Field label={words(language, 'desk', 'reason-ru')} name="reason.ru" required />
    <Field label={words(language, 'desk', 'reason-en')} name="reason.en" required />
  </>
);
