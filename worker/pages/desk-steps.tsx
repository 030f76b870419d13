// What the law asks next of a commission: the steps with their last days, and why not yet.

import { formatDay } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import type { Step } from '#rules/lifecycle';
import { sentence, words } from '../texts.ts';
import type { DeskPage } from './desk-commission.tsx';
import { Table } from './parts.tsx';

// Later than any term.
const LATEST = 10_000;

/** What is overdue first, then what is due soonest, then what has no term. */
const byUrgency = (a: Step, b: Step): number => (a.left ?? LATEST) - (b.left ?? LATEST);

export function Steps({ language, steps, desk }: DeskPage) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const own = steps.filter(({ by }) => desk.seat.role === 'agency' || !by.every((role) => role === 'agency'));
  const now = own.filter(({ state }) => state === 'possible').sort(byUrgency);
  const later = own.filter(({ state }) => state === 'locked');
  const done = own.filter(({ state }) => state === 'done');
  return (
    <>
      {now.length === 0 ? <p>{say('nothing-now')}</p> : <StepTable language={language} steps={now} />}
      {later.length === 0 ? null : (
        <details>
          <summary>{say('later-steps', { n: later.length })}</summary>
          <StepTable language={language} steps={later} />
        </details>
      )}
      {done.length === 0 ? null : (
        <details>
          <summary>{say('done-steps', { n: done.length })}</summary>
          <StepTable language={language} steps={done} />
        </details>
      )}
    </>
  );
}

function StepTable({ language, steps }: { language: Language; steps: Step[] }) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const left = (n: number): string =>
    n === 0 ? say('last-day') : say(n > 0 ? 'days-left' : 'days-over', { n: Math.abs(n) });
  return (
    <Table
      heads={[say('step'), say('by'), say('due'), say('state')]}
      rows={steps.map((step) => [
        <>
          {say(`act.${step.act}`)} <span class="meta">{clauseWords(language, step.clause)}</span>
        </>,
        step.by.map((role) => say(`role.${role}`)).join(', '),
        step.due === null ? (
          '–'
        ) : (
          <>
            {formatDay(step.due, language)}
            {step.left === null ? null : (
              <>
                {' '}
                <span class={step.overdue ? 'error' : 'meta'}>{left(step.left)}</span>
              </>
            )}
          </>
        ),
        <>
          <span class="tag">{say(step.overdue ? 'state.overdue' : `state.${step.state}`)}</span>
          {step.why === null ? null : <span class="meta"> {sentence(language, step.why)}</span>}
        </>,
      ])}
    />
  );
}

const clauseWords = (language: Language, clause: string): string =>
  words(language, 'desk', clause.startsWith('A') ? 'clause.appendix' : 'clause.paragraph', {
    n: clause.replace(/^A/, ''),
  });
