// Everything that a person can be told: every GET address that the routes have, filled in with what there is, and every
// refusal that asking for the wrong thing gives. What is drawn at random is made the same.

import { readdirSync, readFileSync } from 'node:fs';
import { Client } from '../../../host/rehearsal/client.ts';
import { STATES } from '#rules/application-filter';
import { PREVIEWS } from '../../../worker/acts/previews.ts';
import { inTurns } from '../in-turns.ts';
import { NAMES, SECRET } from './world.ts';
import type { LeakWorld } from './world.ts';

/** What stands at an address, with what is random in it made the same. */
export type Told = { status: number; said: string };

const ROUTES = new URL('../../../worker/routes/', import.meta.url);
/** Patterns of all GET routes, as they stand in the sources: a new one is asked without a word here. */
const patterns = (): string[] =>
  readdirSync(ROUTES).flatMap((file) =>
    [...readFileSync(new URL(file, ROUTES), 'utf8').matchAll(/\.get\(\s*'(\/[^']*)'/g)].map(
      ([, pattern]) => pattern ?? '',
    ),
  );

/** One's own session: its address and its times are its own, in one world as in two. */
const OWN_SESSION = '/desk/:lang/account/';
const PAGES_OF_THE_SITE = ['/', '/results/2026/', '/results/2026/10/'];
const DATA = ['/data/register.json', '/data/2026/results.json', '/data/2026/results.csv'];
/** Searches that would find the strong one, or a mark, were it told. */
const SEARCHES = [
  ...[...NAMES, '30', '24', SECRET.slice(0, -1)].map((text) => `/10/?q=${encodeURIComponent(text)}`),
  ...STATES.map((state) => `/10/?state=${state}`),
  ...['sheet=1', 'late=1', 'unread=1', 'p=1'].map((query) => `/10/?${query}`),
  ...['state=received', 'sheet=1'].map((query) => `/10/applications.csv?${query}`),
  ...['act=mark', 'act=commit-sheets', 'from=2026-09-17'].map((query) => `/10/journal/?${query}`),
  ...['', '?state=sent', '?q=example'].map((query) => `/10/letters/${query}`),
];

/** The addresses of the world; the same places in the same order in every world. */
export function addresses({ ids, files, languages }: LeakWorld): string[] {
  const values = (name: string): string[] => {
    if (name === 'lang') return [...languages];
    if (name === 'commission') return ['10'];
    if (name === 'id' || name === 'application') return ids;
    if (name === 'file') return files;
    if (name === 'seat') return ['1', '3', '5'];
    if (name === 'what') return [...Object.keys(PREVIEWS), 'correction'];
    if (name === 'page') return ['region', 'home'];
    if (name === 'letter') return ids.map((id) => `admitted:${id}`);
    if (name === 'name') return ['admission', 'selection', 'sitting-1', 'selection.docx'];
    return ['x'];
  };
  const asked = patterns().filter((pattern) => pattern !== OWN_SESSION);
  const filled = asked.flatMap((pattern) =>
    pattern.split('/').reduce<string[]>(
      (begun, part) => {
        const [, name, choice] = /^:(\w+)(?:\{(.*)\})?/.exec(part) ?? [];
        const given =
          name === undefined
            ? [part]
            : choice?.includes('|') === true
              ? name === 'lang'
                ? languages
                : choice.split('|').slice(0, 4)
              : values(name);
        return begun.flatMap((path) => given.map((value) => `${path}/${value}`));
      },
      [''],
    ),
  );
  const paths = filled.map((path) => path.replace(/^\//, ''));
  return [
    ...new Set([
      ...paths,
      ...DATA,
      ...languages.flatMap((lang) => [
        ...PAGES_OF_THE_SITE.map((path) => `/${lang}${path}`),
        ...[...SEARCHES, '/10/dossier.zip?only=finalist'].map((path) => `/desk/${lang}${path}`),
      ]),
      '/desk/kk/10/',
    ]),
  ];
}

/** What differs between two houses without any secret: ports, keys, ids, hashes, signatures, references. */
export const plainOf = (text: string, { house }: Pick<LeakWorld, 'house'>): string =>
  text
    .replaceAll(house.origin, 'ORIGIN')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '#')
    .replace(/[0-9a-f]{16,}/g, '#')
    .replace(/· [0-9a-f]{12}/g, '#')
    .replace(/UZ26-[0-9A-Z]{4}-[0-9A-Z]{4}/g, 'REFERENCE')
    .replace(/[\w+/-]{40,}={0,2}/g, '#')
    // The health page speaks of the machine: its free room and the minute of its last tick.
    .replace(/"(freeBytes|lastTick)":(\d+|"[^"]*")/g, '"$1":#');

const TEXT = /json|text|xml|calendar/;
async function told(
  world: LeakWorld,
  client: Client,
  path: string,
  bearer?: Record<string, string>,
): Promise<Told> {
  const answer = await client.fetch(path, { headers: bearer ?? {}, redirect: 'manual' });
  const bytes = await answer.arrayBuffer();
  const type = answer.headers.get('content-type') ?? '';
  // A document that is no text is made of the same data as the pages; it is there or it is not.
  const body = TEXT.test(type) ? plainOf(Buffer.from(bytes).toString('utf8'), world) : '';
  const rest = ['content-type', 'content-disposition', 'location'].map(
    (name) => answer.headers.get(name) ?? '',
  );
  return { status: answer.status, said: [...rest.map((text) => plainOf(text, world)), body].join('\n') };
}

const AT_ONCE = 6;
/** What `who` is told at every address. */
export async function allAnswers(
  world: LeakWorld,
  who: string,
  except: RegExp = /^$/,
): Promise<Map<string, Told>> {
  const applicant = world.applicants[Number(/^applicant(\d)$/.exec(who)?.[1] ?? -1)];
  const client = applicant?.client ?? world.people.get(who) ?? new Client(world.house.origin);
  const paths = addresses(world).filter((path) => !except.test(path));
  const answers = new Map<string, Told>();
  await inTurns([...paths.entries()], AT_ONCE, async ([index, path]) => {
    answers.set(`${index} ${plainOf(path, world)}`, await told(world, client, path, applicant?.bearer));
  });
  return new Map([...answers].sort(([a], [b]) => parseInt(a, 10) - parseInt(b, 10)));
}

const CLEAN = Array<boolean>(6).fill(false);
const MARKS = [5, 5, 5, 5, 5, 5];

/** How far the sheets are. */
export type Stage = 'missing' | 'filed' | 'committed';

/** Acts that are refused while the sheets are hidden, whatever is in them: who, what, and what was sent. */
export function refusedActs({ ids }: LeakWorld, stage: Stage): [string, string, unknown][] {
  const each = <T>(make: (application: string) => T): T[] => ids.map(make);
  const signed = { signedOn: '2026-09-17', protocolSha256: '0'.repeat(64) };
  const startsAt = '2026-09-25T10:00:00+05:00';
  const sheet = (application: string, more: object = {}) => ({
    application,
    marks: MARKS,
    violations: CLEAN,
    ...more,
  });
  return [
    ...each((application): [string, string, unknown] => [
      'secretary',
      'mark',
      sheet(application, { seat: 3, reason: 'x' }),
    ]),
    ...each((application): [string, string, unknown] => [
      'secretary',
      'mark',
      sheet(application, { seat: 5 }),
    ]),
    ...each((application): [string, string, unknown] => [
      'secretary',
      'mark',
      sheet(application, { seat: 7 }),
    ]),
    ...each((application): [string, string, unknown] => ['chair', 'mark', sheet(application)]),
    ...each((application): [string, string, unknown] => ['chair', 'mark', sheet(application, { after: 0 })]),
    ...each((application): [string, string, unknown] => [
      'member1',
      'mark',
      sheet(application, { after: 1 }),
    ]),
    ...each((application): [string, string, unknown] => ['member6', 'mark', sheet(application)]),
    ...each((application): [string, string, unknown] => ['elsewhere', 'mark', sheet(application)]),
    ...each((application): [string, string, unknown] => ['public', 'mark', sheet(application)]),
    ...each((application): [string, string, unknown] => [
      'secretary',
      'invite',
      { invitations: [{ application, startsAt, place: 'x' }] },
    ]),
    // What is possible now is not asked.
    ...['commit-sheets', 'open-sheets']
      .filter((name) => name !== { missing: '', filed: 'commit-sheets', committed: 'open-sheets' }[stage])
      .map((name): [string, string, unknown] => ['secretary', name, {}]),
    ['secretary', 'sign-selection', signed],
    ['secretary', 'publish-selection', {}],
    ['secretary', 'open-sitting', { present: [1, 2, 3, 4, 5], appearances: [] }],
    ['secretary', 'ballot', { seat: 1, choices: [ids[0]] }],
    ['member1', 'ballot', { choices: [ids[0]] }],
    ['chair', 'casting-vote', { choices: [ids[0]] }],
    ['secretary', 'close-vote', {}],
    ['secretary', 'sign-protocol', signed],
    ['secretary', 'publish-result', {}],
    ['secretary', 'handover', {}],
    ['agency', 'set-commission', { seats: [] }],
    ['agency', 'mark', {}],
    ['member6', 'recuse', { application: ids[0], reason: 'x' }],
  ];
}

/** What each of them is told. */
export async function refusals(world: LeakWorld, stage: Stage): Promise<[string, Told][]> {
  const answers: [string, Told][] = [];
  for (const [who, name, input] of refusedActs(world, stage)) {
    const client = world.people.get(who) ?? new Client(world.house.origin);
    const { status, body } = await client.json(`/api/desk/10/${name}`, input);
    answers.push([`${who} ${name}`, { status, said: plainOf(JSON.stringify(body), world) }]);
  }
  for (const { client, bearer } of world.applicants) {
    for (const path of ['object', 'correct', 'materials']) {
      const { status, body } = await client.json(`/api/applications/${path}`, {}, bearer);
      answers.push([path, { status, said: plainOf(JSON.stringify(body), world) }]);
    }
  }
  return answers;
}
