// The access table, cell by cell: every route, every actor, every relation to a commission and an application. Who may
// not is told that there is nothing, and nothing is written.

import openapi from '#content/openapi.json' with { type: 'json' };
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import apply from '#content/texts/apply.json' with { type: 'json' };
import { ACCESS, accessFaults } from '../../worker/access.ts';
import { acts } from '../../worker/acts/all.ts';
import { commissionOf } from '../../host/rehearsal/cast.ts';
import { Client } from '../../host/rehearsal/client.ts';
import { file } from '../support/filed.ts';
import type { FiledHere } from '../support/filed.ts';
import { openMailbox } from '../support/mail.ts';
import type { Mailbox } from '../support/mail.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

type Seat = { role: string; commission: string };
type Relation = 'open' | 'undeclared' | 'recused';
type Actor = {
  name: string;
  client: Client;
  headers?: Record<string, string>;
  seats: Seat[];
  /** False where only the link was followed. */
  passed: boolean;
  /** To the application of commission 10. */
  relation: Relation;
};
type Cell = { actor: Actor; method: string; path: string; allowed: boolean; name: string };

const COMMISSIONS = ['10', '11', 'KZ', 'agency', '99'];
const AT_ONCE = 8;
let house: TestHouse;
let mailbox: Mailbox;
let here: FiledHere;
let there: FiledHere;
let actors: Actor[] = [];

async function signIn(email: string): Promise<Client> {
  const client = new Client(house.origin);
  await client.form('/api/sign-in', { email, language: 'kk' });
  await house.tick();
  const letter = mailbox.received.findLast(({ to, body }) => to === email && body.includes('token='));
  const token = /token=(\w+)/.exec(letter?.body ?? '')?.[1] ?? '';
  expect((await client.form('/api/sign-in/use', { token })).status).toBe(200);
  return client;
}
/** As if everybody who is signed in had shown the second factor. */
const factorShown = () =>
  house.query(
    'INSERT INTO session_factors (session, at) SELECT id, ? FROM session WHERE id NOT IN (SELECT session FROM session_factors)',
    Date.now(),
  );

beforeAll(async () => {
  mailbox = await openMailbox();
  // As in production: the second factor is asked.
  house = await startHouse({ smtp: mailbox.address });
  const { agency } = house;
  const first = await agency.json(
    '/api/first-administrator',
    {},
    { authorization: `Bearer ${house.secret}` },
  );
  const token = new URL(String(first.body.link)).searchParams.get('token') ?? '';
  const person = { name: 'Адам', position: '', employer: '', language: 'kk' };
  await agency.form('/api/first-administrator/use', { token, ...person, email: 'agency@example.kz' });
  await factorShown();
  const act = async (place: string, name: string, input: unknown) =>
    expect((await agency.json(`/api/desk/${place}/${name}`, input)).status).toBe(200);
  for (const code of ['10', '11', 'KZ']) await act(code, 'set-commission', { seats: commissionOf(code, 1) });
  const appoint = (as: string) => act('10', 'appoint', { as, ...person, email: `${as}-10@example.kz` });
  for (const as of ['deputy', 'observer']) await appoint(as);
  await act('10', 'appoint', { as: 'deputy', ...person, email: 'former-10@example.kz' });
  await act('agency', 'place', {
    siteAddress: 'https://example.kz/a',
    socialAddresses: ['https://example.kz/b'],
  });
  here = await file(house.origin, { region: '10' });
  there = await file(house.origin, { region: '11' });
  const seatOf = (email: string) => `(SELECT id FROM seats WHERE email = '${email}')`;
  const declared = (email: string, id: string, conflict: number) =>
    house.query(
      `INSERT INTO declarations (application, seat, conflict, at) VALUES (?, ${seatOf(email)}, ?, 1)`,
      id,
      conflict,
    );
  for (const email of ['chair-10@example.kz', 'member1-10@example.kz']) await declared(email, here.id, 0);
  await declared('member2-10@example.kz', here.id, 1);
  await house.query(`INSERT INTO recusals VALUES (?, ${seatOf('member2-10@example.kz')}, 'x', 1)`, here.id);

  const signed = async (name: string, email: string, seats: Seat[], relation: Relation = 'open') => {
    actors.push({ name, client: await signIn(email), seats, passed: true, relation });
  };
  const in10 = (role: string): Seat[] => [{ role, commission: '10' }];
  actors = [
    { name: 'nobody', client: new Client(house.origin), seats: [], passed: false, relation: 'open' },
    {
      name: 'applicant',
      client: new Client(house.origin),
      headers: here.bearer,
      seats: [],
      passed: false,
      relation: 'open',
    },
    {
      name: 'agency',
      client: agency,
      seats: [{ role: 'agency', commission: 'agency' }],
      passed: true,
      relation: 'open',
    },
  ];
  await signed('secretary', 'secretary-10@example.kz', in10('secretary'));
  await signed('deputy', 'deputy-10@example.kz', in10('secretary'));
  await signed('chair', 'chair-10@example.kz', in10('chair'));
  await signed('member', 'member1-10@example.kz', in10('member'));
  await signed('member with a conflict', 'member2-10@example.kz', in10('member'), 'recused');
  await signed('member who has not declared', 'member3-10@example.kz', in10('member'), 'undeclared');
  await signed('observer', 'observer-10@example.kz', in10('observer'));
  await signed('former deputy', 'former-10@example.kz', []);
  await signed('secretary of another region', 'secretary-11@example.kz', [
    { role: 'secretary', commission: '11' },
  ]);
  await signed('chair of the republic', 'chair-kz@example.kz', [{ role: 'chair', commission: 'KZ' }]);
  await factorShown();
  // These followed the link and showed no second factor.
  for (const role of ['secretary', 'chair', 'agency']) {
    const email = role === 'agency' ? 'agency@example.kz' : `${role}-10@example.kz`;
    const seats = role === 'agency' ? [{ role, commission: 'agency' }] : in10(role);
    actors.push({
      name: `${role} by the link alone`,
      client: await signIn(email),
      seats,
      passed: false,
      relation: 'open',
    });
  }
  const former = await house.query<{ id: string }>(
    "SELECT id FROM seats WHERE email = 'former-10@example.kz'",
  );
  await act('10', 'end-appointment', { seat: former[0]?.id, reason: 'Демалыс' });
});
afterAll(async () => {
  await house.close();
  await mailbox.close();
});

/** Everything that is in the database, as one text. */
async function state(): Promise<string> {
  const tables = await house.query<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name",
  );
  const rows = await Promise.all(tables.map(({ name }) => house.query(`SELECT * FROM "${name}"`)));
  return JSON.stringify(rows);
}

/** What the table says, by a second reading of it. */
function may(
  actor: Actor,
  roles: readonly string[],
  at: { commission?: string; application?: string },
): boolean {
  const { commission, application } = at;
  if (!actor.passed || commission === '99') return false;
  const seat = actor.seats.find(
    (one) =>
      roles.includes(one.role) &&
      (commission === undefined || one.commission === commission || one.role === 'agency'),
  );
  if (seat === undefined) return false;
  if (application === undefined) return true;
  const heard =
    (application === here.id && commission === '10') || (application === there.id && commission === '11');
  return heard && (application === there.id || actor.relation === 'open');
}

const fill = (path: string, values: Record<string, string>): string =>
  path.replace(/:(\w+)(\{[^/]*\})?/g, (_, name: string) => values[name] ?? 'x');

function cellsOf(key: string): Cell[] {
  const row = ACCESS[key];
  const [method = '', path = ''] = key.split(' ');
  if (row === 'public' || row === 'session' || row === undefined) return [];
  if (row === 'host' || row === 'holder') {
    const open = row === 'holder' ? 'applicant' : '';
    return actors
      .filter(({ name }) => name !== open)
      .map((actor) => ({
        actor,
        method,
        path: fill(path, { lang: 'kk', step: 'report', id: '0'.repeat(32) }),
        allowed: false,
        name: `${actor.name} ${key}`,
      }));
  }
  // The Agency's own pages lie where those of a commission of that name would.
  const places = path.includes(':commission')
    ? COMMISSIONS.filter((code) => ACCESS[key.replace(':commission', code)] === undefined)
    : [''];
  const applications = path.includes(':application') ? [here.id, there.id, '0'.repeat(32)] : [''];
  const names = row === 'act' ? [...acts.keys()] : [''];
  return actors.flatMap((actor) =>
    places.flatMap((commission) =>
      applications.flatMap((application) =>
        names.map((act): Cell => {
          const roles = row === 'act' ? (acts.get(act)?.roles ?? []) : row.roles;
          const at = {
            ...(commission === '' ? {} : { commission }),
            ...(application === '' ? {} : { application }),
          };
          // The Agency is a place to act in and has no pages of a commission.
          const place = commission !== 'agency' || row === 'act' || row.agencyToo === true;
          return {
            actor,
            method,
            path: fill(path, { lang: 'kk', commission, application, act, name: 'selection', file: 'x' }),
            allowed: place && may(actor, roles, at),
            name: `${actor.name} ${method} ${commission} ${act} ${path}`,
          };
        }),
      ),
    ),
  );
}

async function inTurns(cells: Cell[], ask: (cell: Cell) => Promise<void>): Promise<void> {
  const queue = [...cells];
  const line = async (): Promise<void> => {
    for (let cell = queue.shift(); cell !== undefined; cell = queue.shift()) await ask(cell);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
}

const send = ({ actor, method, path }: Cell) =>
  method === 'POST'
    ? actor.client.json(path, {}, actor.headers)
    : actor.client.send(path, { method, headers: actor.headers ?? {} });

/** 404, or the way to the sign-in, or for a holder's page that there is no draft. */
const denied = (status: number, location: string): boolean =>
  [401, 403, 404].includes(status) ||
  (status === 302 && /\/(sign-in|application)\/$|#declare$/.test(location));

describe('the access table', () => {
  it('denies what it does not name, and a denial changes nothing', { timeout: 20 * 60_000 }, async () => {
    const cells = Object.keys(ACCESS).flatMap(cellsOf);
    const no = cells.filter(({ allowed }) => !allowed);
    const before = await state();
    const wrong: string[] = [];
    await inTurns(no, async (cell) => {
      const { status, location, body } = await send(cell);
      // A holder's form that is none is refused before it is asked whose it is.
      const unreadable = status === 422 && cell.path === '/api/applications/materials';
      const noDraft = status === 200 && String(body.text).includes(apply['no-draft'].kk);
      if (!denied(status, location) && !unreadable && !noDraft)
        wrong.push(`${status} ${cell.name} ${JSON.stringify(body).slice(0, 80)}`);
    });
    expect(wrong).toEqual([]);
    expect(await state()).toBe(before);
    expect(cells.length).toBeGreaterThanOrEqual(5000);
    process.stdout.write(`access cells: ${cells.length}\n`);
  });

  it('lets in whom it names', async () => {
    const yes = Object.keys(ACCESS)
      .flatMap(cellsOf)
      .filter(({ allowed }) => allowed);
    // What does not exist yet has no page for anybody: protocols, the archive, a file of this name.
    const there = yes.filter(
      ({ path }) =>
        !/protocols\/|dossier\.zip|desk\/files|desk\/messages|letters\/x|sitting\/live|desk\/sheets|winners\/|preview\/|extracts\/x|applications\/0/.test(
          path,
        ),
    );
    const wrong: string[] = [];
    await inTurns(there, async (cell) => {
      const { status, location } = await send(cell);
      if (denied(status, location)) wrong.push(`${status} ${cell.name}`);
    });
    expect(wrong).toEqual([]);
    expect(yes.length).toBeGreaterThan(200);
  });

  it('stops an app with a route that it does not name, or that stands behind no guard', () => {
    const table = { 'GET /a': 'public', 'GET /b': { roles: ['chair'] }, 'POST /c': 'host' } as const;
    const faults = (routes: string[], guarded: string[], hosts: string[]) =>
      accessFaults(new Set(routes), new Set(guarded), new Set(hosts), table);
    expect(faults(['GET /a', 'GET /b', 'POST /c'], ['GET /b'], ['POST /c'])).toEqual([]);
    expect(faults(['GET /a', 'GET /b', 'POST /c', 'GET /d'], ['GET /b'], ['POST /c'])).toEqual([
      'no row: GET /d',
    ]);
    expect(faults(['GET /b', 'POST /c'], [], [])).toEqual([
      'no route: GET /a',
      'guard: GET /b',
      'guard: POST /c',
    ]);
  });

  it('names the roles of each act', () => {
    const byRoles: Record<string, string[]> = {};
    for (const act of acts.values()) (byRoles[act.roles.join(', ')] ??= []).push(act.name);
    expect(byRoles).toEqual({
      agency: [
        ...[
          'set-commission',
          'appoint',
          'end-appointment',
          'replace-seat',
          'ask-factor-reset',
          'place',
          'extend',
        ],
        ...['move-day', 'receive-handover', 'refuse-handover', 'publish-list', 'answer-objection'],
        ...['announce-award', 'remind-commission', 'take-extract'],
        ...['answer-question', 'decline-question', 'publish-composition'],
      ],
      'agency, secretary, chair': ['answer-factor-reset'],
      chair: ['confirm-admission', 'decide-application'],
      'chair, agency': ['confirm-correction'],
      'chair, member': ['declare'],
      'chair, secretary': ['casting-vote'],
      secretary: [
        ...[
          'transfer',
          'withdraw',
          'propose',
          'admission-list',
          'commit-sheets',
          'open-sheets',
          'sign-selection',
        ],
        ...['publish-selection', 'invite', 'invite-evenly', 'move-interview', 'decline-move', 'call-sitting'],
        ...[
          'call-off-sitting',
          'open-sitting',
          'set-attendance',
          'set-appearance',
          'close-vote',
          'sign-protocol',
        ],
        ...[
          'publish-result',
          'handover',
          'correct-protocol',
          'correct-sheet',
          'correct-ballot',
          'correct-name',
        ],
        'send-message',
      ],
      'secretary, agency': ['resend-letter', 'edit-letter', 'release-letter'],
      'secretary, chair, agency': ['decline-correction'],
      'secretary, chair, member': ['recuse', 'mark', 'ballot'],
    });
  });
});

describe('the description of the interface', () => {
  it('names every address that a program of an applicant or a reader uses', () => {
    const described = Object.entries(openapi.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const inside = /sign-in|sign-out|clock|first-administrator/;
    const served = Object.entries(ACCESS).flatMap(([key, row]) =>
      (row === 'public' || row === 'holder') && key.includes(' /api/') && !inside.test(key)
        ? [key.replace(/:(\w+)(\{[^ ]*\})?$/, '{$1}')]
        : [],
    );
    expect(described.sort()).toEqual(served.sort());
  });
});
