// Filing an application and what its applicant does afterwards; a question of anybody.

import { Client, newKey } from '../../../host/rehearsal/client.ts';
import { CLOSED, COMMISSION } from '../races/rows.ts';
import type { World } from '../races/world.ts';
import { filesOf, form, json } from './ask.ts';
import { fullForm } from '../edition.ts';
import { id, invitation, LATER, OPEN, owned, PDF, ready } from './scenario.ts';
import type { Scenario } from './scenario.ts';

const filed = async (world: World) => {
  const own = await ready(world);
  await own.client.json('/api/applications', {}, { ...own.bearer, 'idempotency-key': newKey() });
  return own;
};

export const applications: Scenario[] = [
  owned('POST /api/applications', 'a filing', ready, ({ client, bearer }) =>
    json(client, '/api/applications', {}, bearer),
  ),
  owned('POST /api/applications', 'a filing of a form', ready, ({ client, bearer }) =>
    form(client, '/api/applications', { language: 'kk' }, { ...bearer, accept: 'text/html' }),
  ),
  {
    route: 'POST /api/applications/whole',
    name: 'a filing in one request',
    at: OPEN,
    ask: ({ house }) =>
      filesOf(
        new Client(house.origin),
        '/api/applications/whole',
        fullForm(),
        [{ field: 'files.report', name: 'r.pdf', bytes: PDF }],
        { authorization: `Bearer ${'1'.repeat(32)}.${'2'.repeat(64)}` },
      ),
  },
  owned('POST /api/applications/correct', 'opened to be corrected', filed, ({ client, bearer }) =>
    form(client, '/api/applications/correct', {}, bearer),
  ),
  owned('POST /api/applications/keep', 'back to what is filed', filed, async ({ client, bearer }) => {
    await client.json('/api/applications/correct', {}, { ...bearer, 'idempotency-key': newKey() });
    return form(client, '/api/applications/keep', {}, bearer);
  }),
  owned('POST /api/applications/withdraw', 'withdrawn', filed, ({ client, bearer }) =>
    form(client, '/api/applications/withdraw', { reason: 'x' }, bearer),
  ),
  owned(
    'POST /api/applications/forget',
    'forgotten',
    filed,
    ({ client, bearer }) => form(client, '/api/applications/forget', { sure: '1' }, bearer),
    {
      // Nothing is left that would know the link.
      repeated: 404,
      again: {
        tables: ['removals'],
        why: 'what was broken off after the rows had gone is ended by the tick',
      },
    },
  ),
  {
    route: 'POST /api/applications/object',
    name: 'an objection',
    state: (world) => {
      world.run(
        "INSERT INTO decisions (application, admitted, grounds, reason, decided_at, decided_by) VALUES (?, 0, '[\"INCOMPLETE\"]', '', ?, 'x')",
        id(world),
        Date.parse(CLOSED),
      );
      world.milestone('admission-confirmed');
    },
    ask: ({ filer }) => form(filer.client, '/api/applications/object', { text: 'Жоқ' }, filer.bearer),
  },
  {
    route: 'POST /api/applications/materials',
    name: 'materials',
    state: (world) => {
      world.invited();
      return world.passed(id(world));
    },
    ask: ({ filer }) =>
      filesOf(
        filer.client,
        '/api/applications/materials',
        { language: 'kk', 'link.video': 'https://example.kz/v' },
        [{ field: 'files.project', name: 'p.pdf', bytes: PDF }],
        filer.bearer,
      ),
  },
  ...(['confirmed', 'asked', 'chosen'] as const).map((word) => ({
    route: 'POST /api/applications/interview',
    name: `interview: ${word}`,
    state: (world: World) => {
      invitation(world, LATER);
      world.run(
        "INSERT INTO slots (commission, stage, starts_at, minutes, place) VALUES (?, 'regional', ?, 30, 'x')",
        COMMISSION,
        LATER + 3_600_000,
      );
    },
    ask: ({ filer }: World) =>
      form(
        filer.client,
        '/api/applications/interview',
        { act: word, stage: 'regional', text: 'x', startsAt: new Date(LATER + 3_600_000).toISOString() },
        filer.bearer,
      ),
  })),
  owned('POST /api/applications/messages', 'a message of the applicant', filed, ({ client, bearer }) => {
    const files = [{ field: 'files', name: 'm.pdf', bytes: PDF }];
    return filesOf(client, '/api/applications/messages', { text: 'Сәлем' }, files, bearer);
  }),
  {
    route: 'POST /api/questions',
    name: 'a question',
    ask: ({ house }) =>
      form(new Client(house.origin), '/api/questions', {
        text: 'Неге?',
        mail: 'q@example.kz',
        language: 'kk',
      }),
  },
];
