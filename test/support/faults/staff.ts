// Signing in and out, the first administrator, and what the house alone may ask for.

import { Client } from '../../../host/rehearsal/client.ts';
import { CLOSED } from '../races/rows.ts';
import type { World } from '../races/world.ts';
import { form, json } from './ask.ts';
import type { Scenario } from './scenario.ts';

const host = (world: World) => ({ authorization: `Bearer ${world.house.secret}` });

/** As before the first administrator. */
const nobody = (world: World): void => {
  world.run("UPDATE seats SET commission = 'x', role = 'observer' WHERE commission = 'agency'");
  world.run("DELETE FROM requests WHERE key LIKE 'first-administrator:%'");
};

export const staff: Scenario[] = [
  {
    route: 'POST /api/sign-in',
    name: 'a link is asked for',
    ask: ({ house }) =>
      form(new Client(house.origin), '/api/sign-in', { email: 'chair-10@example.kz', language: 'kk' }),
    again: {
      tables: ['journal', 'journal_places', 'requests', 'outbox', 'verification'],
      why: 'each link is one of its own, and each opens the desk once',
    },
  },
  {
    route: 'POST /api/sign-in/link',
    name: 'a link of a rehearsal',
    ask: (world) =>
      json(
        new Client(world.house.origin),
        '/api/sign-in/link',
        { email: 'chair-10@example.kz' },
        host(world),
      ),
    again: { tables: ['verification'], why: 'as above' },
  },
  {
    route: 'POST /api/sign-in/use',
    name: 'a link is used',
    ask: async (world) => {
      const client = new Client(world.house.origin);
      const email = 'chair-10@example.kz';
      const { body } = await client.json('/api/sign-in/link', { email }, host(world));
      return form(client, '/api/sign-in/use', { token: String(body.token), language: 'kk' });
    },
    // It opens the desk once: who lost the answer asks for another.
    repeated: 403,
  },
  {
    route: 'POST /api/sign-out',
    name: 'signing out',
    ask: async ({ house }) => form(await house.as('member6-10@example.kz'), '/api/sign-out', {}),
  },
  {
    route: 'POST /api/second-factor',
    name: 'a second factor',
    ask: async (world) => form(await world.as('secretary'), '/api/second-factor', { language: 'kk' }),
  },
  {
    route: 'POST /api/first-administrator',
    name: 'the first link, after the first administrator',
    ask: (world) => json(new Client(world.house.origin), '/api/first-administrator', {}, host(world)),
    answers: 409,
  },
  {
    route: 'POST /api/first-administrator',
    name: 'the first link',
    state: nobody,
    ask: (world) => json(new Client(world.house.origin), '/api/first-administrator', {}, host(world)),
  },
  {
    route: 'POST /api/first-administrator/use',
    name: 'the first administrator',
    state: nobody,
    ask: async (world) => {
      const first = await new Client(world.house.origin).json('/api/first-administrator', {}, host(world));
      const token = new URL(String(first.body.link)).searchParams.get('token') ?? '';
      return form(new Client(world.house.origin), '/api/first-administrator/use', {
        ...{ token, language: 'kk', name: 'Әкімші', position: '', email: 'first@example.kz' },
      });
    },
    // The link is used once: who lost the answer holds the seat and signs in by mail.
    repeated: 404,
    again: { tables: ['verification'], why: 'a link that nobody was given ends by itself' },
  },
  {
    route: 'POST /api/letters',
    name: 'letters leave',
    ask: (world) => json(new Client(world.house.origin), '/api/letters', {}, host(world)),
  },
  {
    route: 'POST /api/rebuild',
    name: 'a rebuild',
    ask: (world) => json(new Client(world.house.origin), '/api/rebuild', {}, host(world)),
  },
  {
    route: 'POST /api/clock',
    name: 'the clock',
    ask: ({ house }) => json(new Client(house.origin), '/api/clock', { now: CLOSED, still: true }),
  },
];
