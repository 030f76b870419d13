// The whole country on one screen: each commission as a tile and as a line. How far one is stands in a number and a
// pattern too, what is overdue in a sign and words: a colour never says anything alone.

import regions from '#content/regions.json';
import type { Language } from '#rules/application';
import type { DueAct } from '#rules/due';
import type { Channel } from '../db/commission.ts';
import { CHANNELS } from '../db/country.ts';
import type { CommissionLine } from '../db/country.ts';
import { dueAct, dueWhen } from '../mail/due-value.ts';
import { words } from '../texts.ts';
import { commissionName } from './names.ts';
import { ActForm } from './parts.tsx';

export type CountryLine = CommissionLine & { due: DueAct[] };
type Props = { language: Language; lines: CountryLine[] };
type Say = (key: string, values?: Record<string, string | number>) => string;

/** How far a commission is, in order; a tile says the number of the last one reached. */
const STEPS = ['waiting', 'admitted', 'passed', 'sat', 'published', 'received'] as const;

function reachedStep({ received, published, sat, clocked }: CommissionLine): number {
  if (received) return STEPS.indexOf('received');
  if (published) return STEPS.indexOf('published');
  if (sat) return STEPS.indexOf('sat');
  if (clocked.selectionPublished) return STEPS.indexOf('passed');
  return clocked.admission === 'confirmed' ? STEPS.indexOf('admitted') : 0;
}

const overdueOf = ({ due }: CountryLine): DueAct[] => due.filter(({ overdue }) => overdue);
/** The most days over. */
const daysOver = (acts: DueAct[]): number => Math.max(0, ...acts.map(({ left }) => -left));

export function Country({ language, lines }: Props) {
  const say: Say = (key, values) => words(language, 'desk', key, values);
  const sum = (of: (line: CountryLine) => number): number =>
    lines.reduce((total, line) => total + of(line), 0);
  const late = lines.filter((line) => overdueOf(line).length > 0).length;
  return (
    <section class="card stack" id="country">
      <h2>{say('country')}</h2>
      <dl class="figures">
        {(
          [
            ['country-filed', sum(filedOf)],
            ['country-admitted', sum(({ admitted }) => admitted)],
            ['country-passed', sum(({ passed }) => passed)],
            ['country-published', lines.filter(({ published }) => published).length],
            ['country-overdue', late],
          ] as const
        ).map(([key, n]) => (
          <div>
            <dt>{say(key)}</dt>
            <dd>{n}</dd>
            {key === 'country-filed' ? (
              <dd class="meta">
                <Channels language={language} filed={everywhere(lines)} />
              </dd>
            ) : null}
          </div>
        ))}
      </dl>
      <Tiles {...{ language, lines }} />
      <Counts {...{ language, lines }} />
      <p>
        <a href={`/desk/${language}/agency/country.csv`} download>
          {words(language, 'tools', 'as-csv')}
        </a>
      </p>
      <Owed {...{ language, lines }} />
    </section>
  );
}

export const filedOf = ({ filed }: Pick<CommissionLine, 'filed'>): number =>
  CHANNELS.reduce((all, channel) => all + filed[channel], 0);

const everywhere = (lines: CountryLine[]): CommissionLine['filed'] => {
  const of = (channel: Channel): number => lines.reduce((all, { filed }) => all + filed[channel], 0);
  return { electronic: of('electronic'), 'in-person': of('in-person'), post: of('post'), mail: of('mail') };
};

/** How they came; nothing is said where nothing came. */
function Channels(props: { language: Language; filed: CommissionLine['filed']; short?: boolean }) {
  const { language, filed, short = false } = props;
  return (
    <>
      {CHANNELS.filter((channel) => filed[channel] > 0).map((channel) => (
        <span class="part-of">
          {words(language, 'desk', `channel${short ? '-short' : ''}.${channel}`)}: {filed[channel]}{' '}
        </span>
      ))}
    </>
  );
}

/** One line a commission, narrow enough for a glance; on a phone it scrolls sideways under the names. */
function Counts({ language, lines }: Props) {
  const say: Say = (key, values) => words(language, 'desk', key, values);
  const yes = (is: boolean): string => (is ? `✓ ${say('yes')}` : '–');
  const heads = [
    'commission',
    'country-overdue-days',
    'seats',
    'country-filed',
    'country-admitted',
    'country-passed',
    'country-sat',
    'country-published',
    'country-handed',
  ];
  return (
    <div class="table-wrap" tabindex={0} role="group" aria-label={say('country')}>
      <table class="table--dense">
        <thead>
          <tr>
            {heads.map((key) => (
              <th scope="col">{say(key)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const { commission, seats, filed, admitted, passed, sat, published } = line;
            const republic = line.stage === 'republican';
            const over = daysOver(overdueOf(line));
            const handed = handedKey(line);
            return (
              <tr>
                <th scope="row">
                  <a href={`/desk/${language}/${commission}/`}>{commissionName(language, commission)}</a>
                </th>
                <td>{over === 0 ? '–' : <span class="error">! {over}</span>}</td>
                <td>{seats}</td>
                <td>
                  {republic ? '–' : filedOf(line)}{' '}
                  <span class="meta">
                    <Channels language={language} filed={filed} short />
                  </span>
                </td>
                {[admitted, passed].map((n) => (
                  <td>{republic ? '–' : n}</td>
                ))}
                <td>{yes(sat)}</td>
                <td>{yes(published)}</td>
                <td>{handed === null ? '–' : say(handed)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

export const handedKey = ({ handedOver, received }: CountryLine): string | null =>
  received ? 'handed-received' : handedOver ? 'handed-waits' : null;

function Tiles({ language, lines }: Props) {
  const say: Say = (key, values) => words(language, 'desk', key, values);
  return (
    <>
      <ul class="tiles tiles--desk" aria-label={say('country-map')}>
        {regions.map(({ code, tile, short, type }) => {
          const line = lines.find(({ commission }) => commission === code);
          if (line === undefined) return null;
          const step = reachedStep(line);
          const over = daysOver(overdueOf(line));
          return (
            <li class={`col-${tile.col} row-${tile.row}`}>
              <a
                href={`/desk/${language}/${code}/`}
                class={over === 0 ? `step-${step}` : `step-${step} overdue`}
              >
                <span class="whole" aria-hidden="true">
                  {short[language]}
                </span>
                <span class="part" aria-hidden="true">
                  {partOf(short[language], type)}
                </span>
                <span class="mark" aria-hidden="true">
                  {over === 0 ? step : `${step} !`}
                </span>
                <span class="visually-hidden">
                  {commissionName(language, code)}: {step}. {say(`country-step.${STEPS[step] ?? ''}`)}
                  {over === 0 ? '' : `; ${say('days-over', { n: over })}`}
                </span>
              </a>
            </li>
          );
        })}
      </ul>
      <ul class="legend legend--desk">
        {STEPS.map((name, step) => (
          <li class={`step-${step}`}>
            {step} – {say(`country-step.${name}`)}
          </li>
        ))}
        <li class="overdue">! – {say('country-step.overdue')}</li>
      </ul>
    </>
  );
}

// On a phone a tile has room for four letters; cities are told from the regions around them by capitals.
const PART = 4;
function partOf(short: string, type: string): string {
  const letters = [...short.replace(/^г\. /, '')].slice(0, PART).join('');
  return type === 'oblast' ? letters : letters.slice(0, PART - 1).toUpperCase();
}

/** Acts that are due on one day together, in their order. */
const byDay = (acts: DueAct[]): [DueAct, ...DueAct[]][] =>
  [...new Set(acts.map(({ due }) => due))].flatMap((day) => {
    const [first, ...others] = acts.filter(({ due }) => due === day);
    return first === undefined ? [] : [[first, ...others] as [DueAct, ...DueAct[]]];
  });

/** What commissions owe by a day, the longest overdue first, each with the button that reminds it. */
function Owed({ language, lines }: Props) {
  const say: Say = (key, values) => words(language, 'desk', key, values);
  const owing = lines
    .filter(({ due }) => due.length > 0)
    .sort((a, b) => (a.due[0]?.left ?? 0) - (b.due[0]?.left ?? 0));
  if (owing.length === 0) return null;
  return (
    <details id="owed" open={owing.some((line) => overdueOf(line).length > 0)}>
      <summary>
        <b>{say('country-due', { n: owing.length })}</b>
      </summary>
      <ul class="owed">
        {owing.map((line) => (
          <li>
            <b>{commissionName(language, line.commission)}</b>
            <dl>
              {byDay(line.due).map(([first, ...others]) => (
                <>
                  <dt class={first.overdue ? 'error' : undefined}>
                    {first.overdue ? '! ' : ''}
                    {dueWhen(first, language)}
                  </dt>
                  {[first, ...others].map((act) => (
                    <dd>{dueAct(act, language)}</dd>
                  ))}
                </>
              ))}
            </dl>
            <ActForm
              language={language}
              commission={line.commission}
              act="remind-commission"
              back={`/desk/${language}/`}
              quiet
            />
          </li>
        ))}
      </ul>
    </details>
  );
}
