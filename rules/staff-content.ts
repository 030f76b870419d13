// What a text of the staff (announcement, news) may use: components that read the contest's own values, so that no date,
// term or number of the regulation is ever typed.

import type { Edition } from './edition.ts';

/** Days that a text may name by <Day of="…" />. */
export const DAYS = ['placed', 'deadline', 'check', 'list', 'winners'] as const;
export type NamedDay = (typeof DAYS)[number];

/** Components by name, with the one attribute that each takes. */
export const COMPONENTS = {
  Criteria: null,
  Day: 'of',
  Deadline: null,
  Number: 'of',
  Rule: 'n',
  Term: 'of',
} as const;
export type ComponentName = keyof typeof COMPONENTS;
export const isComponent = (name: string): name is ComponentName => name in COMPONENTS;

/** A component as it is written, '<Day of="…" />'. */
export const written = (name: ComponentName): string =>
  COMPONENTS[name] === null ? `<${name} />` : `<${name} ${COMPONENTS[name]}="…" />`;

/** The number at a place of contest.yaml ('voting.winners'; how many where it is a list); null where there is none. */
export function numberAt(edition: Partial<Edition>, place: string): number | null {
  const stated = place
    .split('.')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], edition);
  const value = (stated as { value?: unknown } | undefined)?.value;
  const number = Array.isArray(value) ? value.length : value;
  return typeof number === 'number' ? number : null;
}

/** What a term of contest.yaml is counted in, which its name says; null where it is no term. */
export function unitOf(place: string): 'weeks' | 'working-days' | 'months' | null {
  if (place.endsWith('WorkingDays')) return 'working-days';
  if (place.endsWith('Weeks')) return 'weeks';
  return place.endsWith('Months') ? 'months' : null;
}

/** Every place that <Number> or, with `terms`, <Term> may name, in the order of contest.yaml. */
export function places(edition: Partial<Edition>, terms = false): string[] {
  const found: string[] = [];
  const walk = (node: unknown, place: string): void => {
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    if (numberAt(edition, place) !== null) found.push(place);
    for (const [key, child] of Object.entries(node)) walk(child, place === '' ? key : `${place}.${key}`);
  };
  walk(edition, '');
  return terms ? found.filter((place) => unitOf(place) !== null) : found;
}

/** Whether `value` may stand in the attribute of `name`; the values that may, where it may not. */
export function allowed(name: ComponentName, value: string, edition: Partial<Edition>, clauses: string[]) {
  const values: Record<ComponentName, readonly string[]> = {
    Criteria: [],
    Deadline: [],
    Day: DAYS,
    Number: places(edition),
    Rule: clauses,
    Term: places(edition, true),
  };
  return { ok: values[name].includes(value), values: values[name] };
}
