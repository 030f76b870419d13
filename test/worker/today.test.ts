// What a person finds on the desk in the morning: what the law asks next, by when, and one button; why not yet for the rest.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../host/rehearsal/client.ts';
import { done, fileAll } from '../support/desk.ts';
import { mainOf } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let secretary: Client;
let chair: Client;
let member: Client;
let ids: string[] = [];

beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10']);
  ids = await fileAll(house, ['А', 'Б']);
  [secretary, chair, member] = [
    await house.as('secretary-10@example.kz'),
    await house.as('chair-10@example.kz'),
    await house.as('member1-10@example.kz'),
  ];
});
afterAll(() => house.close());

type Row = { act: string; due: string; button: string; state: string };
/** The table of what is asked now, on a page of the desk. */
async function asked(who: Client, path = '/desk/ru/10/'): Promise<Row[]> {
  const page = mainOf(String((await who.send(path)).body.text));
  const [today = ''] = page.slice(page.indexOf('Что делать сейчас')).split('<details');
  const table = /<tbody>[\s\S]*?<\/tbody>/.exec(today)?.[0] ?? '';
  return table
    .split('</tr>')
    .filter((row) => row.includes('<th'))
    .map((row) => {
      const [act = '', , due = '', state = ''] = row.split(/<\/t[hd]>/).map((cell) =>
        cell
          .replace(/<[^>]+>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
      );
      return { act, due, state, button: /href="([^"]+)"/.exec(row)?.[1] ?? '' };
    });
}
const errands = async (who: Client): Promise<string[]> =>
  [
    ...mainOf(String((await who.send('/desk/ru/10/')).body.text)).matchAll(
      /button--quiet" href="[^"]*">([^<]*\d)</g,
    ),
  ].map(([, text]) => text ?? '');

describe('§12 while the term runs', () => {
  it('what has a day stands there with why not yet and the paragraph, and nothing has a button', async () => {
    expect(await asked(secretary)).toEqual([
      {
        act: 'Подготовить список допуска пункт 13',
        due: '24 сентября 2026 года осталось 17 рабочих дней',
        state:
          'Пока нельзя Срок приёма документов ещё не истёк (последний день: 15 сентября 2026 года). (пункт 12)',
        button: '',
      },
      {
        act: 'Утвердить список допуска пункт 14',
        due: '24 сентября 2026 года осталось 17 рабочих дней',
        state:
          'Пока нельзя Срок приёма документов ещё не истёк (последний день: 15 сентября 2026 года). (пункт 12)',
        button: '',
      },
    ]);
  });
});

describe('§13–14 a day after the last one', () => {
  beforeAll(() => house.moveClock('2026-09-25T05:00:00.000Z'));

  it('is overdue, and the button leads where it is done; what must wait for it says so', async () => {
    expect(await asked(secretary)).toEqual([
      {
        act: 'Подготовить список допуска пункт 13',
        due: '24 сентября 2026 года просрочено на 1 рабочий день',
        state: 'Перейти : Подготовить список допуска',
        button: '/desk/ru/10/#admission',
      },
      {
        act: 'Утвердить список допуска пункт 14',
        due: '24 сентября 2026 года просрочено на 1 рабочий день',
        state: 'Пока нельзя Секретарь ещё не подготовил список допуска. (пункт 13)',
        button: '',
      },
    ]);
    const items = ids.map((application) => ({ application, admitted: true, grounds: [], reason: '' }));
    await done(secretary, '10', 'admission-list', { items });
    const [confirm] = await asked(chair);
    expect(confirm?.button).toBe('/desk/ru/10/#confirm-admission');
    // The secretary has done their part and sees whom it waits for.
    expect((await asked(secretary))[0]).toMatchObject({
      act: 'Утвердить список допуска пункт 14',
      state: 'Ожидается от других',
      button: '',
    });
  });

  it('the first page of the desk says the same of each commission that the person serves', async () => {
    const page = mainOf(String((await chair.send('/desk/ru/')).body.text));
    expect(page).toContain('href="/desk/ru/10/#confirm-admission"');
    expect(page).toContain('просрочено на 1 рабочий день');
  });
});

describe('§5, §15 a member', () => {
  it('is asked to declare, then to mark, and is left alone when that is done', async () => {
    await done(chair, '10', 'confirm-admission', { version: '1' });
    expect(await errands(member)).toEqual(['Заявить о конфликте интересов: 2']);
    await done(member, '10', 'declare', {
      items: ids.map((application) => ({ application, conflict: false })),
    });
    expect(await errands(member)).toEqual([]);
    expect(await asked(member)).toMatchObject([{ button: '/desk/ru/10/#my-sheets' }]);
    for (const application of ids) {
      const sheet = { application, marks: [5, 5, 4, 4, 3, 3], violations: Array(6).fill(false) };
      await done(member, '10', 'mark', sheet);
    }
    expect(await asked(member)).not.toMatchObject([{ button: '/desk/ru/10/#my-sheets' }]);
    const page = mainOf(String((await member.send('/desk/ru/10/')).body.text));
    expect(page).toContain('Вы сделали');
  });
});
