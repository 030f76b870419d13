// The search page: finds while one types, keeps what was asked in the address, says how many were found.

import { excerpt, marked, search } from '#rules/search';
import type { Entry } from '#rules/search';

const AROUND = 220;
const MOST = 50;
const form = document.querySelector<HTMLFormElement>('form[data-search]');
const input = form?.querySelector<HTMLInputElement>('[name=q]');
const status = document.querySelector<HTMLElement>('.search [role=status]');
const list = document.querySelector<HTMLOListElement>('.found');
const everything = document.querySelector<HTMLElement>('.everything');

let entries: Promise<Entry[]> | undefined;
const load = (address: string): Promise<Entry[]> =>
  (entries ??= fetch(address).then((answer) => {
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json() as Promise<Entry[]>;
  }));

/** Text in an element, what was found in <mark>. */
function withMarks<E extends HTMLElement>(element: E, text: string, query: string): E {
  for (const { text: piece, hit } of marked(text, query)) {
    const mark = document.createElement('mark');
    mark.textContent = piece;
    element.append(hit ? mark : piece);
  }
  return element;
}

function itemOf([kind, url, title, text]: Entry, query: string, words: DOMStringMap): HTMLLIElement {
  const link = withMarks(document.createElement('a'), title, query);
  link.href = url;
  const heading = document.createElement('h2');
  heading.append(link);
  const tag = document.createElement('span');
  tag.className = 'tag';
  tag.textContent = words[`kind${kind.charAt(0).toUpperCase()}${kind.slice(1)}`] ?? kind;
  const item = document.createElement('li');
  item.className = 'card';
  item.append(heading, tag, withMarks(document.createElement('p'), excerpt(text, query, AROUND), query));
  return item;
}

async function show(query: string, { dataset }: HTMLFormElement): Promise<void> {
  if (status === null || list === null || everything === null) return;
  const asked = query.trim() !== '';
  everything.hidden = asked;
  list.hidden = !asked;
  if (!asked) {
    status.textContent = '';
    return;
  }
  try {
    const found = search(await load(dataset.search ?? ''), query);
    // Somebody has typed on while the list came.
    if (input?.value !== query) return;
    list.replaceChildren(...found.slice(0, MOST).map((entry) => itemOf(entry, query, dataset)));
    const { none = '', found: label = '' } = dataset;
    status.textContent = found.length === 0 ? none : `${label}: ${found.length}`;
  } catch {
    entries = undefined;
    everything.hidden = false;
    list.hidden = true;
    status.textContent = dataset.failed ?? '';
  }
}

if (form !== null && input !== null && input !== undefined) {
  const now = (): void => {
    const to = new URL(location.href);
    if (input.value.trim() === '') to.searchParams.delete('q');
    else to.searchParams.set('q', input.value);
    history.replaceState(null, '', to);
    void show(input.value, form);
  };
  input.addEventListener('input', now);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    now();
  });
  const asked = new URL(location.href).searchParams.get('q');
  if (asked !== null) input.value = asked;
  if (input.value !== '') void show(input.value, form);
}
