// Signing in as it is in production: a link by mail, one button, and the second factor of those who decide.

import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commissionOf } from '../../host/rehearsal/cast.ts';
import { Client } from '../../host/rehearsal/client.ts';
import { openMailbox } from '../support/mail.ts';
import type { Mailbox } from '../support/mail.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

const ADMINISTRATOR = 'agency@example.kz';
let house: TestHouse;
let mailbox: Mailbox;
let app: TOTP;
let used: string;
let recoveryCodes: string[] = [];

beforeAll(async () => {
  mailbox = await openMailbox();
  house = await startHouse({ smtp: mailbox.address });
});
afterAll(async () => {
  await house.close();
  await mailbox.close();
});

/** Asks for a link, reads it in the letter and presses its button. */
async function byMail(email: string): Promise<Client> {
  const client = new Client(house.origin);
  // Who was appointed is told by letter.
  await house.tick();
  const before = mailbox.received.length;
  await client.form('/api/sign-in', { email, language: 'kk' });
  await house.tick();
  expect(mailbox.received.slice(before).map(({ to }) => to)).toEqual([email]);
  const token = /\/sign-in\/\?token=(\w+)/.exec(mailbox.received.at(-1)?.body ?? '')?.[1] ?? '';
  expect((await client.form('/api/sign-in/use', { token })).status).toBe(200);
  return client;
}
const show = async (client: Client, code: string) => client.form('/api/second-factor', { code });
const deskOf = async (client: Client): Promise<number> => (await client.send('/desk/kk/')).status;

describe('the second factor', () => {
  it('stands before the desk from the first sign-in, and tells its recovery codes once', async () => {
    const { agency } = house;
    const headers = { authorization: `Bearer ${house.secret}` };
    const { body } = await agency.json('/api/first-administrator', {}, headers);
    const token = new URL(String(body.link)).searchParams.get('token') ?? '';
    const person = { token, language: 'kk', name: 'Әкімші', position: '', email: ADMINISTRATOR };
    expect((await agency.form('/api/first-administrator/use', person)).status).toBe(201);

    expect(await deskOf(agency)).toBe(302);
    const act = () => agency.json('/api/desk/10/set-commission', { seats: commissionOf('10', 1) });
    expect((await act()).status).toBe(404);

    const page = String((await agency.send('/desk/kk/second-factor/')).body.text);
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1]?.replace(/ /g, '') ?? '';
    expect(secret).toHaveLength(32);
    app = new TOTP({ secret: Secret.fromBase32(secret) });
    expect(await show(agency, '000')).toMatchObject({ status: 403, body: { kind: 'wrong' } });
    used = app.generate();
    const shown = await show(agency, used);
    expect(shown.status).toBe(200);
    recoveryCodes = shown.body.recoveryCodes as string[];
    expect(new Set(recoveryCodes).size).toBe(8);

    expect(await deskOf(agency)).toBe(200);
    expect((await act()).status).toBe(200);
  });

  it('takes a code of the app once, and a recovery code once', async () => {
    const again = await byMail(ADMINISTRATOR);
    expect(await deskOf(again)).toBe(302);
    const page = String((await again.send('/desk/kk/second-factor/')).body.text);
    expect(page).not.toContain('<code>');
    expect((await show(again, used)).body.kind).toBe('wrong');
    const [code = ''] = recoveryCodes;
    expect(await show(again, code.toLowerCase())).toMatchObject({
      status: 200,
      body: { kind: 'shown', recoveryCodes: [] },
    });
    expect(await deskOf(again)).toBe(200);

    const third = await byMail(ADMINISTRATOR);
    expect((await show(third, code)).body.kind).toBe('wrong');
    expect(await deskOf(third)).toBe(302);
  });

  it('is not asked of a member, who can only mark and vote', async () => {
    expect(await deskOf(await byMail('member1-10@example.kz'))).toBe(200);
    expect(await deskOf(await byMail('secretary-10@example.kz'))).toBe(302);
  });

  it('takes nothing for a while after five wrong codes in a row', async () => {
    const guesser = await byMail('secretary-10@example.kz');
    const kinds: unknown[] = [];
    for (let guess = 0; guess < 6; guess += 1) kinds.push((await show(guesser, 'wrong')).body.kind);
    expect(kinds).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'locked']);
  });

  it('keeps nothing in the database that opens the desk', async () => {
    const kept = JSON.stringify([
      await house.query('SELECT * FROM second_factors'),
      await house.query('SELECT * FROM recovery_codes'),
    ]);
    for (const secret of [app.secret.base32, app.secret.hex, ...recoveryCodes]) {
      expect(kept).not.toContain(secret);
    }
  });
});

describe('the link', () => {
  it('works once, and an address without a seat gets none', async () => {
    const before = mailbox.received.length;
    await new Client(house.origin).form('/api/sign-in', { email: 'nobody@example.kz', language: 'kk' });
    await house.tick();
    expect(mailbox.received.length).toBe(before);
    await byMail('member2-10@example.kz');
    const token = /token=(\w+)/.exec(mailbox.received.at(-1)?.body ?? '')?.[1] ?? '';
    expect((await new Client(house.origin).form('/api/sign-in/use', { token })).status).toBe(403);
  });
});
