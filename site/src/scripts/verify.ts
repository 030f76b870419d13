// Verifies the register on the reader's page: asks the worker, and shows every publication with its steps in words.

import type { Pins } from '#rules/verify-register';
import { AT_THE_END } from '#rules/verify-steps';
import { brokenAt, findingWords, wordsOf } from '#rules/verify-words';
import { ask, registerText } from './verify-messages.ts';
import type { Answer } from './verify-messages.ts';
import { namesOf, opened, rowOf, stepItem } from './verify-row.ts';

type Checked = Extract<Answer, { kind: 'checked' }>;
type Judged = Extract<Answer, { kind: 'verdict' }>;

const HEAD = /^(\d{1,9}):([0-9a-f]{64})$/;
const KEY = /^[0-9a-f]{64}$/;
/** Of two checks only the later one is shown. */
let turn = 0;

/** A way to `row`, which then has an address on the page. */
function linkTo(row: HTMLElement, text: string): HTMLElement {
  row.id = `checked-${row.dataset.number ?? ''}`;
  const link = document.createElement('a');
  Object.assign(link, { href: `#${row.id}`, textContent: text });
  const line = document.createElement('p');
  line.append(link);
  return line;
}

/** Checks the register that `text` gives, else the site's own, and shows it in `card` in the words at `address`. */
export async function checkRegister(
  card: HTMLElement,
  address: string,
  text: () => Promise<string> = registerText,
): Promise<void> {
  const form = card.querySelector('form');
  const result = card.querySelector<HTMLElement>('[data-result]');
  const list = card.querySelector<HTMLElement>('[data-publications]');
  const progress = card.querySelector<HTMLElement>('[data-progress]');
  if (!form || !result || !list || !progress) return;
  const names = await namesOf(address);
  const say = (key: string, values?: Record<string, string | number>) => wordsOf(names.texts, key, values);
  const bar = progress.querySelector('progress');
  const count = progress.querySelector('span');
  const tell = (state: 'ok' | 'error' | 'warning', ...lines: string[]): void => {
    progress.hidden = true;
    result.className = `notice notice--${state}`;
    result.replaceChildren(
      ...lines.map((text, index) => {
        const line = document.createElement('p');
        if (index === 0) line.className = 'verified__verdict';
        line.textContent = text;
        return line;
      }),
    );
  };

  const show = (answer: Checked): void => {
    list.append(rowOf(answer, names));
    if (bar) Object.assign(bar, { max: Math.max(answer.all, 1), value: answer.number });
    if (count) count.textContent = say('working', { done: answer.number, all: answer.all });
  };

  const judge = ({ verdict: { ok, steps, head }, key }: Judged, pins: Pins): void => {
    const publications = Math.max(0, ...steps.map(({ publication }) => publication));
    const wrong = steps.filter(({ findings }) => findings.length > 0);
    // What only the whole register shows is said at the publication that it concerns.
    for (const step of steps.filter(({ name }) => AT_THE_END.includes(name))) {
      const row = list.querySelector<HTMLElement>(`[data-number="${step.publication}"]`);
      row?.querySelector('ol')?.append(stepItem(step, step.publication, names));
      if (row && step.findings.length > 0) opened(row, false, names);
    }
    const [first] = wrong;
    if (first !== undefined) {
      const counted = { publications, steps: steps.length, broken: wrong.length };
      const row = list.querySelector<HTMLDetailsElement>(`[data-number="${first.publication}"]`);
      row?.setAttribute('open', '');
      tell(
        'error',
        brokenAt(names.texts, first.publication, first),
        ...first.findings.map((finding) => findingWords(names.texts, finding, first.publication)),
        say('broken-count', counted),
      );
      // Among a hundred publications the broken one is far below.
      if (row) result.append(linkTo(row, say('broken-show')));
    } else {
      tell(
        'ok',
        say('all-hold', { publications }),
        say('steps-count', { steps: steps.length }),
        say(pins.key === undefined ? 'unknown-key' : 'know-key'),
        say(pins.head === undefined ? 'unknown-head' : 'know-head'),
        ...(ok && head !== null
          ? [say('keep-head', { key: key ?? '', head: `${head.number}:${head.hash}` })]
          : []),
      );
    }
  };

  /** What the reader remembers; null where it cannot be read, which the field then says. */
  const pinned = (): Pins | null => {
    const read = (name: string, pattern: RegExp): RegExpExecArray | null | undefined => {
      const field = form.elements.namedItem(name);
      if (!(field instanceof HTMLInputElement) || field.value.trim() === '') return undefined;
      const found = pattern.exec(field.value.trim().toLowerCase());
      field.setCustomValidity(found === null ? say('pin-wrong') : '');
      return found;
    };
    const [key, head] = [read('key', KEY), read('head', HEAD)];
    // What is wrong with a field that is folded away cannot be shown.
    if (!form.checkValidity()) form.querySelector('details')?.setAttribute('open', '');
    if (!form.reportValidity()) return null;
    return {
      ...(key ? { key: key[0] } : {}),
      ...(head ? { head: { number: Number(head[1]), hash: head[2] ?? '' } } : {}),
    };
  };

  for (const field of form.querySelectorAll('input')) field.setCustomValidity('');
  const pins = pinned();
  progress.hidden = pins === null;
  if (pins === null) return;
  turn += 1;
  const mine = turn;
  bar?.removeAttribute('value');
  const register = await text().catch(() => null);
  if (register === null) {
    tell('warning', say('cannot'));
    return;
  }
  ask({ kind: 'register', text: register, pins }, (answer) => {
    if (mine !== turn) return;
    if (answer.kind === 'checked') show(answer);
    else if (answer.kind === 'verdict') judge(answer, pins);
    else tell('warning', say(answer.kind === 'unsupported' ? 'unsupported' : 'cannot'));
  });
}
