// One publication as the page shows it: its state in a line, its steps in words inside.

import type { PublicationBody } from '#rules/publication';
import type { Step } from '#rules/verify-steps';
import { findingWords, lineWords, paragraphOf, stepName, wordsOf } from '#rules/verify-words';
import type { Texts } from '#rules/verify-words';
import type { Answer } from './verify-messages.ts';

/** What the page knows by name; of one language. */
export type Names = {
  texts: Texts;
  kinds: Record<PublicationBody['kind'], string>;
  regions: Record<string, string>;
};

/** The words at `address`; asked for once. */
export async function namesOf(address: string): Promise<Names> {
  asked ??= fetch(address).then((answer) =>
    answer.ok ? (answer.json() as Promise<Names>) : Promise.reject(new Error(String(answer.status))),
  );
  try {
    return await asked;
  } catch (error) {
    asked = undefined;
    throw error;
  }
}
let asked: Promise<Names> | undefined;

function made(name: string, className: string, ...inside: (Node | string)[]): HTMLElement {
  const element = document.createElement(name);
  if (className !== '') element.className = className;
  element.append(...inside);
  return element;
}

/** Marks `row` as it came out. */
export function opened(row: HTMLElement, holds: boolean, { texts }: Names): void {
  row.dataset.state = holds ? 'holds' : 'broken';
  const tag = row.querySelector('.tag');
  if (tag) tag.textContent = wordsOf(texts, holds ? 'state-holds' : 'state-broken');
}

export function stepItem(step: Step, publication: number, { texts }: Names): HTMLElement {
  const holds = step.findings.length === 0;
  const paragraph = paragraphOf(texts, step);
  const item = made(
    'li',
    '',
    made('strong', '', stepName(texts, step.name)),
    ' ',
    ...(paragraph === null ? [] : [made('span', 'meta', paragraph), ' ']),
    made('span', 'verified__state', wordsOf(texts, holds ? 'state-holds' : 'state-broken')),
    ...step.lines.map((line) => made('p', '', lineWords(texts, line))),
    ...step.findings.map((finding) => made('p', 'error', findingWords(texts, finding, publication))),
  );
  item.dataset.step = step.name;
  item.dataset.state = holds ? 'holds' : 'broken';
  return item;
}

export function rowOf(
  { number, of, commission, steps }: Extract<Answer, { kind: 'checked' }>,
  names: Names,
): HTMLElement {
  const { texts, kinds, regions } = names;
  const kind =
    of === null ? '' : `${kinds[of]}${regions[commission ?? ''] ? ` – ${regions[commission ?? '']}` : ''}`;
  const title = of === null ? wordsOf(texts, 'whole-file') : wordsOf(texts, 'publication', { number, kind });
  const row = made(
    'details',
    'verified',
    made('summary', '', made('span', 'tag', ''), ' ', title),
    made('ol', 'verified__steps', ...steps.map((step) => stepItem(step, number, names))),
  );
  row.dataset.number = String(number);
  opened(
    row,
    steps.every(({ findings }) => findings.length === 0),
    names,
  );
  return row;
}
