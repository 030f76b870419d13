// The whole country on one screen: each commission as a tile and as a line. How far one is stands in a number and a
// pattern too, what is overdue in a sign and words: a colour never says anything alone.

import regions from '#content/regions.json';
import type { Language } from '#rules/application';
import type { DueAct } from '#rules/due';
import type { CommissionLine } from '../db/country.ts';
import { dueSentence } from '../mail/due-value.ts';
import { words } from '../texts.ts';
import { commissionName } from './names.ts';
import { ActForm, Table } from './parts.tsx';

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
            ['country-electronic', sum(({ filed }) => filed.electronic)],
            ['country-paper', sum(({ filed }) => filed.paper)],
            ['country-admitted', sum(({ admitted }) => admitted)],
            ['country-passed', sum(({ passed }) => passed)],
            ['country-published', lines.filter(({ published }) => published).length],
            ['country-overdue', late],
          ] as const
        ).map(([key, n]) => (
          <div>
            <dt>{say(key)}</dt>
            <dd>{n}</dd>
          </div>
        ))}
      </dl>
      <Tiles {...{ language, lines }} />
      <Table
        heads={[
          'commission',
          'seats',
          'country-electronic',
          'country-paper',
          'country-admitted',
          'country-passed',
          'country-sat',
          'country-published',
          'country-handed',
          'country-due',
        ].map((key) => say(key))}
        rows={lines.map((line) => {
          const republic = line.stage === 'republican';
          const yes = (is: boolean): string => (is ? `✓ ${say('yes')}` : '–');
          return [
            <a href={`/desk/${language}/${line.commission}/`}>{commissionName(language, line.commission)}</a>,
            line.seats,
            republic ? '–' : line.filed.electronic,
            republic ? '–' : line.filed.paper,
            republic ? '–' : line.admitted,
            republic ? '–' : line.passed,
            yes(line.sat),
            yes(line.published),
            republic ? '–' : say(handedKey(line)),
            <Due {...{ language, line }} />,
          ];
        })}
      />
    </section>
  );
}

const handedKey = ({ handedOver, received }: CountryLine): string =>
  received ? 'handed-received' : handedOver ? 'handed-waits' : 'handed-not';

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

/** What a commission owes by a day, and the button that reminds it. */
function Due({ language, line }: { language: Language; line: CountryLine }) {
  if (line.due.length === 0) return <>–</>;
  return (
    <div class="stack">
      <ul class="due">
        {line.due.map((act) => (
          <li class={act.overdue ? 'error' : undefined}>
            {act.overdue ? '! ' : ''}
            {dueSentence(act, language)}
          </li>
        ))}
      </ul>
      <ActForm
        language={language}
        commission={line.commission}
        act="remind-commission"
        back={`/desk/${language}/`}
        quiet
      />
    </div>
  );
}
