// What the law asks next of a commission, the most urgent first: each act with its last day and one button for whom it
// waits for, «why not yet» with the paragraph for what is locked, and what waits for this person beside the procedure.

import { formatDay } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import type { Role, Step } from '#rules/lifecycle';
import { MOST_COUNTED } from '../acts/errands.ts';
import type { Today } from '../acts/today.ts';
import { leftWords } from '../mail/due-value.ts';
import { sentence, words } from '../texts.ts';
import { Table } from './parts.tsx';

type Props = Today & {
  language: Language;
  role: Role;
  /** The page of the commission. */
  here: string;
};

// Later than any term.
const LATEST = 10_000;

/** What is overdue first, then what is due soonest, what can be done before what cannot, then what has no term. */
const byUrgency = (a: Step, b: Step): number =>
  (a.left ?? LATEST) - (b.left ?? LATEST) || Number(a.state === 'locked') - Number(b.state === 'locked');

/** Acts that can be done, and those that have a last day though they must wait. */
const askedNow = (steps: Step[], ownDone: string[]): Step[] =>
  steps
    .filter(
      ({ act, state, due }) =>
        (state === 'possible' && !ownDone.includes(act)) || (state === 'locked' && due !== null),
    )
    .sort(byUrgency);

/** What is asked now; the rest of the procedure is folded away on the page of the commission. */
export function Asked(props: Props) {
  const now = askedNow(ofPlace(props), props.ownDone);
  return (
    <>
      {now.length === 0 && props.errands.length === 0 ? (
        <p>{words(props.language, 'desk', 'nothing-now')}</p>
      ) : null}
      {now.length === 0 ? null : <StepTable {...props} steps={now} />}
      <Errands {...props} />
    </>
  );
}

export function Steps(props: Props) {
  const say = (key: string, n: number) => words(props.language, 'desk', key, { n });
  const own = ofPlace(props);
  const now = askedNow(own, props.ownDone);
  const later = own.filter((step) => step.state === 'locked' && !now.includes(step));
  const done = own.filter(
    ({ act, state }) => state === 'done' || (state === 'possible' && props.ownDone.includes(act)),
  );
  return (
    <>
      <Asked {...props} />
      {later.length === 0 ? null : (
        <details>
          <summary>{say('later-steps', later.length)}</summary>
          <StepTable {...props} steps={later} />
        </details>
      )}
      {done.length === 0 ? null : (
        <details>
          <summary>{say('done-steps', done.length)}</summary>
          <StepTable {...props} steps={done} />
        </details>
      )}
    </>
  );
}

/** What the Agency does alone is no business of a commission. */
const ofPlace = ({ steps, role }: Pick<Props, 'steps' | 'role'>): Step[] =>
  steps.filter(({ by }) => role === 'agency' || !by.every((one) => one === 'agency'));

function StepTable({ language, role, steps, ownDone, here }: Omit<Props, 'errands'>) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  return (
    <Table
      heads={[say('step'), say('by'), say('due'), say('state')]}
      rows={steps.map((step) => [
        <>
          {say(`act.${step.act}`)} <span class="meta">{clauseWords(language, step.clause)}</span>
        </>,
        step.by.map((one) => say(`role.${one}`)).join(', '),
        <Due language={language} step={step} />,
        isOwn(step, role) && !ownDone.includes(step.act) ? (
          <a class="button" href={placeOfAct(step.act, role, here)}>
            {say('do-it')}
            <span class="visually-hidden">: {say(`act.${step.act}`)}</span>
          </a>
        ) : (
          <>
            <span class="tag">{say(`state.${stateOf(step, role, ownDone)}`)}</span>
            {step.why === null ? null : <span class="meta"> {sentence(language, step.why)}</span>}
          </>
        ),
      ])}
    />
  );
}

const isOwn = ({ state, by }: Step, role: Role): boolean => state === 'possible' && by.includes(role);

/** Of what can be done, this person or another has done their part, or it is still another's. */
function stateOf(step: Step, role: Role, ownDone: string[]): string {
  if (step.state !== 'possible') return step.state;
  return ownDone.includes(step.act) ? (isOwn(step, role) ? 'own-done' : 'done') : 'others';
}

function Due({ language, step }: { language: Language; step: Step }) {
  if (step.due === null) return <>–</>;
  const { left } = step;
  return (
    <>
      {formatDay(step.due, language)}
      {left === null ? null : (
        <>
          {' '}
          <span class={step.overdue ? 'error' : 'meta'}>{leftWords(left, language)}</span>
        </>
      )}
    </>
  );
}

/** What waits for this person beside the procedure. */
function Errands({ language, errands, here }: Pick<Props, 'language' | 'errands' | 'here'>) {
  if (errands.length === 0) return null;
  return (
    <ul class="tools tools--below">
      {errands.map(({ what, n, at }) => (
        <li>
          <a class="button button--quiet" href={`${here}${at}`}>
            {words(language, 'desk', `errand.${what}`, { n: n < MOST_COUNTED ? n : `${n}+` })}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Where an act is done: its form, or the page that shows what it would do. */
const ELSEWHERE: Record<string, string> = {
  'decide-application': '?state=received#applications',
  'publish-selection': 'preview/selection/',
  'publish-result': 'preview/result/',
  invite: 'interviews/#invite-evenly',
  'call-sitting': 'sitting/#call-sitting',
  'open-sitting': 'sitting/#open-sitting',
  ballot: 'sitting/#ballot',
  'casting-vote': 'sitting/#casting-vote',
  'close-vote': 'sitting/#close-vote',
  'admission-list': '#admission',
  handover: '#dossier',
  'receive-handover': '#dossier',
};
function placeOfAct(act: string, role: Role, here: string): string {
  // A member has a list of sheets, the secretary the applications to which sheets come on paper.
  if (act === 'mark') return `${here}${role === 'secretary' ? '#applications' : '#my-sheets'}`;
  return `${here}${ELSEWHERE[act] ?? `#${act}`}`;
}

const clauseWords = (language: Language, clause: string): string =>
  words(language, 'desk', clause.startsWith('A') ? 'clause.appendix' : 'clause.paragraph', {
    n: clause.replace(/^A/, ''),
  });
