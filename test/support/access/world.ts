// A contest with everybody who may ask for something: each office with and without its second factor, other regions, who
// has a conflict, who has not declared, who was let go, an applicant, and nobody.

import { expect } from 'vitest';
import { commissionOf } from '../../../host/rehearsal/cast.ts';
import { Client } from '../../../host/rehearsal/client.ts';
import { file } from '../filed.ts';
import type { FiledHere } from '../filed.ts';
import { openMailbox } from '../mail.ts';
import type { Mailbox } from '../mail.ts';
import { startHouse } from '../start.ts';
import type { TestHouse } from '../start.ts';

export type Seat = { role: string; commission: string };
type Relation = 'open' | 'undeclared' | 'recused';
export type Actor = {
  name: string;
  client: Client;
  headers?: Record<string, string>;
  seats: Seat[];
  /** False where only the link was followed. */
  passed: boolean;
  /** To the application of commission 10. */
  relation: Relation;
};
export type AccessWorld = {
  house: TestHouse;
  /** Applications of the commissions 10 and 11. */
  here: FiledHere;
  there: FiledHere;
  actors: Actor[];
  close(): Promise<void>;
};

async function signIn(house: TestHouse, mailbox: Mailbox, email: string): Promise<Client> {
  const client = new Client(house.origin);
  await client.form('/api/sign-in', { email, language: 'kk' });
  await house.tick();
  const letter = mailbox.received.findLast(({ to, body }) => to === email && body.includes('token='));
  const token = /token=(\w+)/.exec(letter?.body ?? '')?.[1] ?? '';
  expect((await client.form('/api/sign-in/use', { token })).status).toBe(200);
  return client;
}
/** As if everybody who is signed in had shown the second factor. */
const factorShown = (house: TestHouse) =>
  house.query(
    'INSERT INTO session_factors (session, at) SELECT id, ? FROM session WHERE id NOT IN (SELECT session FROM session_factors)',
    Date.now(),
  );

export async function openAccessWorld(): Promise<AccessWorld> {
  const mailbox = await openMailbox();
  // As in production: the second factor is asked.
  const house = await startHouse({ smtp: mailbox.address });
  const { agency } = house;
  const first = await agency.json(
    '/api/first-administrator',
    {},
    { authorization: `Bearer ${house.secret}` },
  );
  const token = new URL(String(first.body.link)).searchParams.get('token') ?? '';
  const person = { name: 'Адам', position: '', employer: '', language: 'kk' };
  await agency.form('/api/first-administrator/use', { token, ...person, email: 'agency@example.kz' });
  await factorShown(house);
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
  // The site of the placement is live and seen, so that no tick has anything of it to write down later.
  await house.tick();
  await house.rebuilt();
  await house.tick();
  const here = await file(house.origin, { region: '10' });
  const there = await file(house.origin, { region: '11' });
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
    actors.push({ name, client: await signIn(house, mailbox, email), seats, passed: true, relation });
  };
  const in10 = (role: string): Seat[] => [{ role, commission: '10' }];
  const actors: Actor[] = [
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
  await factorShown(house);
  // These followed the link and showed no second factor.
  for (const role of ['secretary', 'chair', 'agency']) {
    const email = role === 'agency' ? 'agency@example.kz' : `${role}-10@example.kz`;
    const seats = role === 'agency' ? [{ role, commission: 'agency' }] : in10(role);
    actors.push({
      name: `${role} by the link alone`,
      client: await signIn(house, mailbox, email),
      seats,
      passed: false,
      relation: 'open',
    });
  }
  const former = await house.query<{ id: string }>(
    "SELECT id FROM seats WHERE email = 'former-10@example.kz'",
  );
  await act('10', 'end-appointment', { seat: former[0]?.id, reason: 'Демалыс' });
  return {
    house,
    here,
    there,
    actors,
    async close() {
      await house.close();
      await mailbox.close();
    },
  };
}

/** As if everybody who has shown the second factor had just shown it again: some acts ask for one of the last minutes. */
export const factorFresh = async ({ house }: AccessWorld): Promise<void> => {
  await house.query('UPDATE session_factors SET at = ?', Date.now());
};

/** Everything that is in the database but when sessions were last used, which every five minutes of asking moves on. */
export async function stateOf({ house }: AccessWorld): Promise<Record<string, unknown[]>> {
  const tables = await house.query<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name",
  );
  const sessions =
    'SELECT id, token, userId, ipAddress, userAgent, createdAt FROM session ORDER BY createdAt, id';
  const rows = tables.map(
    async ({ name }) =>
      [name, await house.query(name === 'session' ? sessions : `SELECT * FROM "${name}"`)] as const,
  );
  return Object.fromEntries(await Promise.all(rows));
}
