// An act that is refused to a form: the page it came from as it stands now, the reason on top, and every word again.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newKey } from '../../host/rehearsal/client.ts';
import type { Client } from '../../host/rehearsal/client.ts';
import { done, fileAll } from '../support/desk.ts';
import { mainOf } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let secretary: Client;
let chair: Client;
let ids: string[] = [];
const HERE = '/desk/ru/10/';

beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10', '11']);
  ids = await fileAll(house, ['А', 'Б', 'В']);
  await house.moveClock('2026-09-17T05:00:00.000Z');
  secretary = await house.as('secretary-10@example.kz');
  chair = await house.as('chair-10@example.kz');
});
afterAll(() => house.close());

/** Sends a form as a browser does; the status and the page. */
async function sent(
  who: Client,
  act: string,
  back: string,
  fields: [string, string][],
): Promise<{ status: number; page: string }> {
  const body = new URLSearchParams([['key', newKey()], ['back', back], ...fields]).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
  const { status, body: answer } = await who.send(`/api/desk/10/${act}`, { method: 'POST', body, headers });
  return { status, page: mainOf(String(answer.text)) };
}
const admitted = (count: number): unknown =>
  ids.map((application, index) =>
    index < count
      ? { application, admitted: true, grounds: [], reason: '' }
      : { application, admitted: false, grounds: ['NOT_ELIGIBLE'], reason: 'Не оказывает госуслуг' },
  );

describe('§13 a proposal that the facts do not bear out', () => {
  it('comes back on its page with the reason, the choice and the words', async () => {
    const back = `${HERE}applications/${ids[0] ?? ''}/check/`;
    const { status, page } = await sent(secretary, 'propose', back, [
      ['application', ids[0] ?? ''],
      ['admitted:bool', ''],
      ['grounds:list', ''],
      ['grounds:list', 'LATE'],
      ['reason', 'Пришла по почте «вчера»'],
    ]);
    expect(status).toBe(409);
    expect(page).toContain('role="alert"');
    expect(page).toMatch(/name="grounds:list" value="LATE" checked/);
    expect(page).toMatch(/name="admitted:bool" value="" required="" checked/);
    expect(page).toContain('Пришла по почте «вчера»</textarea>');
    expect(page).toContain('<a href="#again">');
    expect(page).toContain('id="again"');
    // The way through is the same form, with a key of its own.
    expect(page).not.toContain('name="key" value="rehearsal-');
  });

  it('a form that cannot be read comes back as well', async () => {
    const back = `${HERE}applications/${ids[0] ?? ''}/`;
    const { status, page } = await sent(secretary, 'withdraw', back, [
      ['application', ids[0] ?? ''],
      ['reason', ' '],
    ]);
    expect(status).toBe(422);
    expect(page).toContain('role="alert"');
  });
});

describe('§14 of two people who decide at once', () => {
  it('the second sees the list as it stands now, and confirms that one', async () => {
    await done(secretary, '10', 'admission-list', { items: admitted(3) });
    await done(secretary, '10', 'admission-list', { items: admitted(2) });
    const { status, page } = await sent(chair, 'confirm-admission', HERE, [['version', '1']]);
    expect(status).toBe(409);
    expect(page).toContain('(пункт 14)');
    expect(page).toContain('Не оказывает госуслуг');
    expect(page).toContain('name="version" value="2"');
  });

  it('what was typed is not lost where the form is gone', async () => {
    const [first = ''] = ids;
    const back = `${HERE}applications/${first}/`;
    await done(secretary, '10', 'withdraw', { application: first, reason: 'Письмо № 12' });
    const { status, page } = await sent(secretary, 'withdraw', back, [
      ['application', first],
      ['reason', 'Письмо заявителя № 14'],
    ]);
    expect(status).toBe(409);
    expect(page).toContain('Письмо заявителя № 14');
    expect(page).not.toContain(`>${first}<`);
  });

  it('nor where the page itself is not theirs any more', async () => {
    const [, second = ''] = ids;
    await done(secretary, '10', 'transfer', { application: second, target: '11', reason: 'Не тот регион' });
    const back = `${HERE}applications/${second}/`;
    const { status, page } = await sent(secretary, 'transfer', back, [
      ['application', second],
      ['target', '11'],
      ['reason', 'Ошиблись регионом'],
    ]);
    expect(status).toBe(409);
    expect(page).toContain('Ошиблись регионом');
    expect(page).toContain(`href="${HERE}"`);
  });
});
