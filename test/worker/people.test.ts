// §5, §7: who belongs to a commission and beside it; replaced with the record kept; a lost second factor; sessions.

import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '../../host/rehearsal/client.ts';
import { openMailbox } from '../support/mail.ts';
import type { Mailbox } from '../support/mail.ts';
import { file } from '../support/filed.ts';
import { mainOf } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

const person = (name: string, email: string) => ({
  name,
  position: 'Маман',
  employer: 'Департамент',
  email,
  language: 'kk',
});
const codes = (body: Record<string, unknown>): string[] =>
  ((body.findings ?? []) as { code: string }[]).map(({ code }) => code);
const MARKS = { marks: [5, 5, 4, 4, 3, 3], violations: Array<boolean>(6).fill(false), reason: '' };

describe('§5 the composition', () => {
  let house: TestHouse;
  let application: string;
  const seatOf = async (email: string): Promise<string> => {
    const [row] = await house.query<{ id: string }>(
      'SELECT id FROM seats WHERE email = ? AND ended_at IS NULL',
      email,
    );
    return String(row?.id);
  };
  beforeAll(async () => {
    house = await startHouse();
    await house.placed('2026-09-01T05:00:00.000Z', ['10']);
    application = (await file(house.origin)).id;
    await house.moveClock('2026-09-16T05:00:00.000Z');
  });
  afterAll(() => house.close());
  const act = (who: Client, name: string, input: unknown, place = '10') =>
    who.json(`/api/desk/${place}/${name}`, input);

  it('is set anew until marking is open, and then each person is replaced with a reason', async () => {
    const { agency } = house;
    const chair = await house.as('chair-10@example.kz');
    const secretary = await house.as('secretary-10@example.kz');
    const items = [{ application, admitted: true, grounds: [], reason: '' }];
    const { body } = await act(secretary, 'admission-list', { items });
    expect((await act(chair, 'confirm-admission', { version: body.version })).status).toBe(200);
    expect(codes((await act(agency, 'set-commission', { seats: [] })).body)).toEqual(['ALREADY_DONE']);

    const seat = await seatOf('member2-10@example.kz');
    expect((await act(secretary, 'mark', { application, ...MARKS, seat: 3 })).status).toBe(200);
    const replaced = await act(agency, 'replace-seat', {
      seat,
      reason: 'Жұмыстан шықты',
      ...person('Жаңа мүше', 'new-10@example.kz'),
    });
    expect(replaced.body).toMatchObject({ number: 3 });
    const successor = await house.as('new-10@example.kz');
    expect((await successor.send('/desk/kk/10/')).status).toBe(200);
    const again = await act(agency, 'replace-seat', {
      seat,
      reason: 'Тағы',
      ...person('Тағы', 'x@example.kz'),
    });
    expect(codes(again.body)).toEqual(['SEAT_UNKNOWN']);
  });

  it('keeps the sheets of who was replaced, and takes no second one in that seat', async () => {
    const secretary = await house.as('secretary-10@example.kz');
    expect(codes((await act(secretary, 'mark', { application, ...MARKS, seat: 3 })).body)).toEqual([
      'SHEET_OF_PREDECESSOR',
    ]);
    for (const seat of [1, 2, 4, 5])
      expect((await act(secretary, 'mark', { application, ...MARKS, seat })).status).toBe(200);
    expect((await act(secretary, 'commit-sheets', {})).body).toMatchObject({ sheets: 5 });
    const page = mainOf(String((await house.agency.send('/desk/kk/10/')).body.text));
    expect(page).toContain('Жұмыстан шықты');
  });

  it('has a deputy who acts as the secretary does, and an observer who only looks', async () => {
    const { agency } = house;
    const appoint = (as: string, email: string, place = '10') =>
      act(agency, 'appoint', { as, ...person('Адам', email) }, place);
    expect((await appoint('deputy', 'deputy-10@example.kz')).status).toBe(200);
    expect((await appoint('observer', 'observer-10@example.kz')).status).toBe(200);
    expect(codes((await appoint('observer', 'deputy-10@example.kz')).body)).toEqual(['SAME_PERSON_TWICE']);
    expect(codes((await appoint('agency', 'x@example.kz')).body)).toEqual(['SEAT_UNKNOWN']);
    const deputy = await house.as('deputy-10@example.kz');
    expect((await act(deputy, 'open-sheets', {})).status).toBe(200);
    const observer = await house.as('observer-10@example.kz');
    expect((await observer.send('/desk/kk/10/')).status).toBe(200);
    expect((await observer.send('/desk/kk/10/protocols/selection/')).status).toBe(200);
    expect((await observer.send(`/desk/kk/10/applications/${application}/`)).status).toBe(404);
    expect((await act(observer, 'sign-selection', {})).status).toBe(404);
  });

  it('a deputy and an observer may leave, one of the seven or the last administrator may not', async () => {
    const { agency } = house;
    const deputy = await house.as('deputy-10@example.kz');
    const end = (seat: string, place = '10') =>
      act(agency, 'end-appointment', { seat, reason: 'Демалыс' }, place);
    expect((await end(await seatOf('deputy-10@example.kz'))).status).toBe(200);
    expect((await deputy.send('/desk/kk/10/')).status).toBe(302);
    expect(codes((await end(await seatOf('chair-10@example.kz'))).body)).toEqual(['SEAT_IS_REPLACED']);
    expect(codes((await end(await seatOf('agency@example.kz'), 'agency')).body)).toEqual([
      'LAST_ADMINISTRATOR',
    ]);
  });
});

describe('the second factor and the sessions of who decides', () => {
  let house: TestHouse;
  let mailbox: Mailbox;
  let app: TOTP;
  beforeAll(async () => {
    mailbox = await openMailbox();
    house = await startHouse({ smtp: mailbox.address });
    const { agency } = house;
    const { body } = await agency.json(
      '/api/first-administrator',
      {},
      { authorization: `Bearer ${house.secret}` },
    );
    const token = new URL(String(body.link)).searchParams.get('token') ?? '';
    await agency.form('/api/first-administrator/use', { token, ...person('Әкімші', 'one@example.kz') });
    app = await enrolled(agency);
  });
  afterAll(async () => {
    await house.close();
    await mailbox.close();
  });

  /** Takes the secret from the page and shows the first code. */
  async function enrolled(client: Client): Promise<TOTP> {
    const page = String((await client.send('/desk/kk/second-factor/')).body.text);
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1]?.replace(/ /g, '') ?? '';
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    expect((await client.form('/api/second-factor', { code: totp.generate() })).status).toBe(200);
    return totp;
  }
  async function byMail(email: string): Promise<Client> {
    const client = new Client(house.origin);
    await house.tick();
    const before = mailbox.received.length;
    await client.form('/api/sign-in', { email, language: 'kk' });
    await house.tick();
    const link = mailbox.received.slice(before).find(({ body }) => body.includes('token='));
    const token = /token=(\w+)/.exec(link?.body ?? '')?.[1] ?? '';
    expect((await client.form('/api/sign-in/use', { token })).status).toBe(200);
    return client;
  }
  /** As if the factor had been shown so many minutes ago. */
  const shownAgo = (minutes: number) =>
    house.query(`UPDATE session_factors SET at = at - ${minutes * 60_000}`);

  it('is asked once more before what cannot be taken back, and what was typed is kept', async () => {
    const { agency } = house;
    await shownAgo(11);
    const address = { siteAddress: 'https://example.kz/a', socialAddresses: ['https://example.kz/b'] };
    const refused = await agency.json('/api/desk/agency/place', address);
    expect([refused.status, codes(refused.body)]).toEqual([403, ['FACTOR_ASKED_AGAIN']]);
    const typed = { key: 'a'.repeat(32), back: '/desk/kk/', siteAddress: 'https://example.kz/a' };
    const page = await agency.send('/api/desk/agency/place', {
      method: 'POST',
      body: new URLSearchParams({ ...typed, 'socialAddresses.0': 'https://example.kz/b' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    });
    expect(page.status).toBe(403);
    expect(String(page.body.text)).toContain('name="socialAddresses.0" value="https://example.kz/b"');
    // The period of the code that enrolled is spent: the next one.
    const code = app.generate({ timestamp: Date.now() + 30_000 });
    const done = await agency.form('/api/desk/agency/place', {
      ...typed,
      'socialAddresses.0': 'https://example.kz/b',
      factorCode: code,
    });
    expect(done.status).toBe(200);
  });

  it('is asked once more before each act that publishes, whoever does it', async () => {
    await shownAgo(11);
    const answers = [];
    for (const act of ['extend', 'move-day', 'publish-list', 'confirm-correction']) {
      const { status, body } = await house.agency.json(`/api/desk/agency/${act}`, {});
      answers.push([act, status, codes(body)]);
    }
    expect(answers).toEqual(
      ['extend', 'move-day', 'publish-list', 'confirm-correction'].map((act) => [
        act,
        403,
        ['FACTOR_ASKED_AGAIN'],
      ]),
    );
    await house.query('UPDATE session_factors SET at = at + 11 * 60000');
  });

  it('is given anew by two people, never by the one who asked', async () => {
    const { agency } = house;
    const appoint = (email: string) =>
      agency.json('/api/desk/agency/appoint', { as: 'agency', ...person('Әкімші', email) });
    for (const email of ['two@example.kz', 'three@example.kz'])
      expect((await appoint(email)).status).toBe(200);
    const [two, three] = [await byMail('two@example.kz'), await byMail('three@example.kz')];
    await enrolled(two);
    await enrolled(three);
    const [row] = await house.query<{ id: string }>("SELECT id FROM seats WHERE email = 'three@example.kz'");
    const seat = String(row?.id);
    expect(
      (await agency.json('/api/desk/agency/ask-factor-reset', { seat, reason: 'Телефон жоғалды' })).status,
    ).toBe(200);
    const grant = (who: Client) => who.json('/api/desk/agency/answer-factor-reset', { seat, granted: true });
    expect(codes((await grant(agency)).body)).toEqual(['SECOND_PERSON_NEEDED']);
    expect(codes((await grant(three)).body)).toEqual(['SECOND_PERSON_NEEDED']);
    expect(mainOf(String((await two.send('/desk/kk/agency/people/')).body.text))).toContain(
      'Телефон жоғалды',
    );
    expect((await grant(two)).status).toBe(200);
    expect((await three.send('/desk/kk/')).status).toBe(302);
    const back = await byMail('three@example.kz');
    expect(String((await back.send('/desk/kk/second-factor/')).body.text)).toContain('<code>');
  });

  it('sessions are listed on the person’s own page and ended there', async () => {
    const { agency } = house;
    const elsewhere = await byMail('one@example.kz');
    const page = mainOf(String((await agency.send('/desk/kk/account/')).body.text));
    expect(page.split('Осы сеанс').length - 1).toBe(1);
    expect(page).toContain('Белгісіз бағдарлама');
    const other = /name="session" value="(?!others)([^"]+)"/.exec(page)?.[1] ?? '';
    const end = (session: string, who = agency) =>
      who.form('/api/sessions/end', { session, key: `k${session}`.padEnd(32, '0') });
    expect((await end(other)).status).toBe(200);
    expect((await elsewhere.send('/desk/kk/second-factor/')).status).toBe(302);
    expect(await house.query("SELECT act FROM journal WHERE act = 'end-session'")).toHaveLength(1);
    expect((await end('others')).status).toBe(200);
    expect((await agency.send('/desk/kk/account/')).status).toBe(200);
  });
});
