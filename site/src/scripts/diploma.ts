// Checks a diploma in the reader's browser: the code comes from the address, from a field or from the PDF. The signature
// needs nothing but this page; the rest needs the register, and without it the page says what it could not look at.

import type { Language } from '#rules/application';
import { formatDay } from '#rules/dates-in-words';
import { checkDiploma, STEPS, verdictOf } from '#rules/diploma';
import type { Diploma, DiplomaCheck } from '#rules/diploma';
import { readCode } from '#rules/diploma-code';
import type { Code } from '#rules/diploma-code';
import type { Finding } from '#rules/finding';
import type { Register } from '#rules/publication';
import { canVerify } from '#rules/register';
import { ask, registerText } from './verify-messages.ts';

const form = document.querySelector<HTMLFormElement>('[data-diploma]');
const result = document.querySelector<HTMLElement>('[data-result]');
const TONES = { holds: 'ok', replaced: 'warning', wrong: 'error', signed: 'warning' } as const;

if (form && result) {
  const texts = JSON.parse(form.dataset.diploma ?? '{}') as Record<string, string>;
  const keys = JSON.parse(form.dataset.keys ?? '[]') as Register['keys'];
  const language = (form.dataset.language ?? 'kk') as Language;
  const field = form.elements.namedItem('code') as HTMLInputElement;
  const file = form.querySelector<HTMLInputElement>('[type=file]');
  /** Of two checks only the later one is shown. */
  let turn = 0;

  const say = (key: string, values: Finding['values'] = {}): string =>
    (texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  const element = (name: string, text: string, className = ''): HTMLElement =>
    Object.assign(document.createElement(name), { textContent: text, className });
  const tell = (tone: 'ok' | 'warning' | 'error' | '', ...lines: string[]): HTMLElement => {
    const notice = element('div', '', tone === '' ? 'notice' : `notice notice--${tone}`);
    notice.append(...lines.map((line, index) => element('p', line, index === 0 ? 'verified__verdict' : '')));
    result.replaceChildren(notice);
    return notice;
  };

  /** What the diploma says; its own languages are said to whoever reads it aloud. */
  const listOf = (title: string, diploma: Diploma, key: string | null): HTMLElement => {
    const card = element('section', '', 'card stack');
    const list = document.createElement('dl');
    const rows: [string, string, string?][] = [
      ['number', `№ ${diploma.number}`],
      ['date', formatDay(diploma.date, language)],
      ['organisation-kk', diploma.kk, 'kk'],
      ['organisation-ru', diploma.ru, 'ru'],
      ['publication', diploma.head],
      ...(key === null ? [] : [['signed-by', key] satisfies [string, string]]),
    ];
    for (const [name, value, lang] of rows) {
      const said = element('dd', value);
      if (lang !== undefined) said.lang = lang;
      list.append(element('dt', say(name)), said);
    }
    card.append(element('h2', say(title)), list);
    return card;
  };

  const stepsOf = (steps: Record<string, Finding[] | null>): HTMLElement => {
    const card = element('section', '', 'card stack');
    const list = element('ol', '', 'verified__steps');
    for (const [name, found] of Object.entries(steps)) {
      const state = found === null ? 'not' : found.length === 0 ? 'ok' : 'wrong';
      const item = document.createElement('li');
      item.dataset.step = name;
      item.dataset.state = state === 'wrong' ? 'broken' : state;
      item.append(
        element('span', `${say(`step-${name}`)}: `),
        element('span', say(`state-${state}`), 'verified__state'),
      );
      item.append(...(found ?? []).map(({ code, values }) => element('p', say(code, values))));
      list.append(item);
    }
    card.append(element('h2', say('checked')), list);
    return card;
  };

  const show = (check: DiplomaCheck, diploma: Diploma, register: Finding[] | null): void => {
    const verdict = register?.length === 1 ? 'wrong' : verdictOf(check);
    const found = STEPS.flatMap((step) => check.steps[step] ?? []);
    const lines = [...found, ...(register ?? [])].map(({ code, values }) => say(code, values));
    const notice = tell(TONES[verdict], say(verdict), ...lines);
    if (verdict === 'holds') notice.append(element('p', say('compare')));
    // What nobody has signed is not shown: it would look as if this page said it.
    if (check.key !== null) {
      if (diploma.mode !== 'real') result.append(element('p', say('rehearsed'), 'notice notice--warning'));
      result.append(listOf('says', diploma, check.key));
    }
    if (check.now !== null) result.append(listOf('now', check.now, null));
    result.append(stepsOf({ ...check.steps, register }));
  };

  /** What is wrong with the register as a whole, computed beside the page; null where it could not be. */
  const registerFindings = (text: string): Promise<Finding[] | null> =>
    new Promise((resolve) => {
      ask({ kind: 'register', text, pins: {} }, (answer) => {
        if (answer.kind === 'verdict')
          resolve(answer.verdict.ok ? [] : [{ clause: '22', code: 'register-broken', kind: 'refusal' }]);
        else if (answer.kind !== 'checked') resolve(null);
      });
    });

  const check = async (code: Code | null): Promise<void> => {
    turn += 1;
    const mine = turn;
    result.hidden = false;
    if (code === null) return void tell('error', say('none'));
    tell('', say('working'));
    if (!(await canVerify())) return void tell('warning', say('unsupported'));
    const text = await registerText().catch(() => null);
    const register = text === null ? null : (JSON.parse(text) as Register);
    const found = await checkDiploma(code, register?.keys ?? keys, register?.publications ?? null);
    const whole = text === null || found.key === null ? null : await registerFindings(text);
    if (mine === turn) show(found, code.diploma, whole);
  };
  const begin = (text: string): void => {
    check(readCode(text)).catch(() => tell('warning', say('register-broken')));
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    begin(field.value);
  });
  file?.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    if (chosen === undefined) return;
    chosen.arrayBuffer().then(
      (bytes) => begin(new TextDecoder('latin1').decode(bytes)),
      () => begin(''),
    );
  });
  const fromAddress = (): void => {
    if (location.hash.includes('uzdik-diploma')) begin(location.hash);
    // The same diploma in the reader's other language.
    for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-switch]'))
      link.hash = location.hash;
  };
  addEventListener('hashchange', fromAddress);
  fromAddress();
}
