import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acts } from '../../worker/acts/all.ts';
import { Client } from '../../host/rehearsal/client.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10', '11']);
});
afterAll(() => house.close());

const journalSize = async (): Promise<unknown> => (await house.query('SELECT count(*) AS n FROM journal'))[0];

describe('who may act', () => {
  it('nobody without a session, and a denial leaves no trace', async () => {
    const before = await journalSize();
    const stranger = new Client(house.origin);
    for (const act of acts.keys())
      expect([act, (await stranger.json(`/api/desk/10/${act}`, {})).status]).toEqual([act, 404]);
    expect(await journalSize()).toEqual(before);
  });

  it('each sees only its own commission', async () => {
    const secretary = await house.as('secretary-10@example.kz');
    expect((await secretary.send('/desk/kk/10/')).status).toBe(200);
    expect((await secretary.send('/desk/kk/11/')).status).toBe(404);
    const before = await journalSize();
    expect((await secretary.json('/api/desk/11/admission-list', { items: [] })).status).toBe(404);
    expect((await secretary.json('/api/desk/10/confirm-admission', { version: 1 })).status).toBe(404);
    expect((await secretary.json('/api/desk/10/set-commission', { seats: [] })).status).toBe(404);
    expect(await journalSize()).toEqual(before);
  });

  it('a request from another site is nobody’s', async () => {
    const secretary = await house.as('secretary-10@example.kz');
    const sent = await secretary.json(
      '/api/desk/10/admission-list',
      { items: [] },
      { origin: 'https://evil.example' },
    );
    expect(sent.status).toBe(404);
  });

  it('a link works once', async () => {
    const headers = { authorization: `Bearer ${house.secret}` };
    const client = new Client(house.origin);
    const link = await client.json('/api/sign-in/link', { email: 'chair-10@example.kz' }, headers);
    const token = String(link.body.token);
    expect((await client.form('/api/sign-in/use', { token })).status).toBe(200);
    expect((await new Client(house.origin).form('/api/sign-in/use', { token })).status).toBe(403);
  });
});

describe('a refused act names its paragraph', () => {
  it('§12 before the term is over', async () => {
    const secretary = await house.as('secretary-10@example.kz');
    const { status, body } = await secretary.json('/api/desk/10/admission-list', { items: [] });
    expect(status).toBe(409);
    expect(body.findings).toEqual([
      { clause: '12', code: 'TERM_NOT_OVER', kind: 'refusal', values: { day: '2026-09-15' } },
    ]);
  });

  it('§11 a second placement', async () => {
    const address = { siteAddress: 'https://example.kz/a', socialAddresses: ['https://example.kz/b'] };
    const { status, body } = await house.agency.json('/api/desk/agency/place', address);
    expect([status, body.findings]).toEqual([
      409,
      [{ clause: '11', code: 'ALREADY_PLACED', kind: 'refusal' }],
    ]);
  });
});

describe('of ten who do the same at once one wins', () => {
  it('and the register has one publication for it', async () => {
    await house.moveClock('2026-09-16T05:00:00.000Z');
    const [secretary, chair] = [
      await house.as('secretary-11@example.kz'),
      await house.as('chair-11@example.kz'),
    ];
    const list = await secretary.json('/api/desk/11/admission-list', { items: [] });
    expect(list.status).toBe(200);
    const confirmed = await Promise.all(
      Array.from({ length: 10 }, () =>
        chair.json('/api/desk/11/confirm-admission', { version: list.body.version }),
      ),
    );
    expect(confirmed.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 9 }, () => 409),
    ]);
    const committed = await Promise.all(
      Array.from({ length: 10 }, () => secretary.json('/api/desk/11/commit-sheets', {})),
    );
    expect(committed.filter(({ status }) => status === 200).length).toBe(1);
    const [row] = await house.query("SELECT count(*) AS n FROM publications WHERE kind = 'commitments'");
    expect(row).toEqual({ n: 1 });
  });
});

describe('the register at run time', () => {
  it('is what the site is built from', async () => {
    await house.tick();
    await house.rebuilt();
    const live = await (await fetch(`${house.origin}/data/register.json`)).text();
    expect(live).toBe(await (await fetch(`${house.origin}/api/register`)).text());
    expect(await (await fetch(`${house.origin}/build.json`)).json()).toEqual({ revision: 2, content: 0 });
  });
});
