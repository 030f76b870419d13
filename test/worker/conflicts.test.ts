// §5 conflicts of interest: declared before a dossier is seen; who has one sees, marks and votes on nothing there.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { fullForm } from '../support/edition.ts';
import { mainOf } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let member: Client;
let secretary: Client;
const ids: string[] = [];
const MARKS = { marks: [5, 5, 4, 4, 3, 3], violations: Array<boolean>(6).fill(false), reason: '' };

beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10']);
  await house.query("UPDATE seats SET employer = 'Тіркеу орталығы' WHERE email = 'member2-10@example.kz'");
  for (const organisationKk of ['Тіркеу орталығы', 'Жер қатынастары бөлімі']) {
    const client = new Client(house.origin);
    const { body } = await client.json('/api/drafts', { form: fullForm({ organisationKk }) });
    const headers = { authorization: `Bearer ${String(body.token)}`, 'idempotency-key': newKey() };
    ids.push(String((await client.json('/api/applications', {}, headers)).body.application));
  }
  member = await house.as('member2-10@example.kz');
  secretary = await house.as('secretary-10@example.kz');
});
afterAll(() => house.close());

const declare = (items: { application: string; conflict: boolean; reason?: string }[], who = member) =>
  who.json('/api/desk/10/declare', { items });
const codes = (body: Record<string, unknown>): string[] =>
  ((body.findings ?? []) as { code: string }[]).map(({ code }) => code);
const dossier = async (id: string, who = member): Promise<number> =>
  (await who.send(`/desk/kk/10/applications/${id}/`)).status;
const commission = async (who: Client): Promise<string> =>
  mainOf(String((await who.send('/desk/ru/10/')).body.text));

describe('§5 a declaration', () => {
  it('is not taken while applications may still come', async () => {
    await house.moveClock('2026-09-15T18:59:59.000Z', true);
    const [one = ''] = ids;
    expect(codes((await declare([{ application: one, conflict: false }])).body)).toEqual(['TERM_NOT_OVER']);
    expect(await commission(member)).not.toContain('id="declare"');
  });

  it('is asked before a dossier is seen, and proposes where the employer looks like the applicant', async () => {
    await house.moveClock('2026-09-16T05:00:00.000Z');
    const [one = '', two = ''] = ids;
    expect([await dossier(one), await dossier(two)]).toEqual([302, 302]);
    const page = await commission(member);
    expect(page.split('Ваше место работы похоже').length - 1).toBe(1);
    expect(page).not.toContain('checked');
    // «None with any» is no button where one of them looks like the employer.
    expect(page).not.toContain('Ни с одной конфликта нет');
    expect(await commission(await house.as('member3-10@example.kz'))).toContain('Ни с одной конфликта нет');
    const bare = await declare([{ application: one, conflict: true }]);
    expect(codes(bare.body)).toEqual(['REASON_MISSING']);
  });

  it('with a conflict closes the dossier, without one opens it; it is said once', async () => {
    const [one = '', two = ''] = ids;
    const items = [
      { application: one, conflict: true, reason: 'Жұмыс орным' },
      { application: two, conflict: false },
    ];
    expect((await declare(items)).body).toEqual({ declared: 2, conflicts: 1 });
    expect([await dossier(one), await dossier(two)]).toEqual([404, 200]);
    // What does not open is not offered as a link.
    const list = await commission(member);
    expect(list).not.toContain(`/applications/${one}/`);
    expect(list).toContain(`/applications/${two}/`);
    expect(codes((await declare(items)).body)).toEqual(['APPLICATION_UNKNOWN']);
    const page = (await commission(secretary)).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(page).toMatch(/Заявления о конфликте интересов .* 2 \/ 2 1 /);
  });

  it('is needed before one’s own sheet; a sheet from paper is the secretary’s to enter', async () => {
    const [one = '', two = ''] = ids;
    const items = ids.map((application) => ({ application, admitted: true, grounds: [], reason: '' }));
    const { body } = await secretary.json('/api/desk/10/admission-list', { items });
    const chair = await house.as('chair-10@example.kz');
    await chair.json('/api/desk/10/confirm-admission', { version: body.version });
    const mark = (who: Client, application: string, more = {}) =>
      who.json('/api/desk/10/mark', { application, ...MARKS, ...more });
    expect(codes((await mark(chair, two)).body)).toEqual(['CONFLICT_NOT_DECLARED']);
    expect(codes((await mark(member, one)).body)).toEqual(['SEAT_RECUSED']);
    expect((await mark(member, two)).status).toBe(200);
    expect((await mark(secretary, two, { seat: 1 })).status).toBe(200);
    await declare([{ application: two, conflict: false }], chair);
    expect((await mark(chair, two, { reason: 'Қайта қарадым' })).status).toBe(200);
  });

  it('is not asked for on what was withdrawn: who has declared on the rest has declared on all', async () => {
    const [one = ''] = ids;
    const gone = { application: one, reason: 'Үміткердің хаты' };
    expect((await secretary.json('/api/desk/10/withdraw', gone)).status).toBe(200);
    const page = (await commission(secretary)).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(page).toMatch(/Заявления о конфликте интересов .* 1 \/ 1 0 /);
    expect(page).not.toMatch(/Заявления о конфликте интересов .* \d \/ 2 /);
  });

  it('a member of another commission or without a seat declares nothing here', async () => {
    const [one = ''] = ids;
    expect((await declare([{ application: one, conflict: false }], secretary)).status).toBe(404);
    expect((await declare([{ application: one, conflict: false }], new Client(house.origin))).status).toBe(
      404,
    );
  });
});
