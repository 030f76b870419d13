// Readers ask, the Agency answers in public or declines; the site shows what was answered, and who sits in a commission.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '../../host/rehearsal/client.ts';
import { codes, done, lettersOf, send, wordsOf } from '../support/desk.ts';
import { openMailbox } from '../support/mail.ts';
import type { Mailbox } from '../support/mail.ts';
import { mainOf } from '../support/reader.ts';
import { OF_NO_RESULT, startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox();
  house = await startHouse({ smtp: mailbox.address, mode: 'rehearsal' });
  await house.placed('2026-09-01T05:00:00.000Z', ['10'], true);
  await house.rebuilt();
});
afterAll(async () => {
  await house.close();
  await mailbox.close();
});

type Form = Record<string, string>;
const NOBODY = { website: '', mail: '', clause: '', language: 'ru' };

/** The form of the page `page`, as a browser without scripts sends it from `address`. */
const ask = (form: Form, page = 'ru', address = '198.51.100.1'): Promise<Response> =>
  fetch(`${house.origin}/api/questions?language=${page}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'x-forwarded-for': address },
    body: new URLSearchParams({ ...NOBODY, ...form }),
  });
const asked = () =>
  house.query<{ id: string; language: string; clause: string; text: string; mail: string | null }>(
    'SELECT id, language, clause, text, mail FROM questions LEFT JOIN question_mails ON question = id ORDER BY asked_at, text',
  );
const idOf = async (text: string): Promise<string> =>
  (await asked()).find((row) => row.text === text)?.id ?? '';
const content = async (): Promise<{ revision: number; questions: Form[]; compositions: unknown[] }> =>
  (await fetch(`${house.origin}/api/site-content`)).json();
const site = async (path: string): Promise<string> =>
  mainOf(await (await fetch(house.origin + path)).text())
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
/** The site has what was published. */
const shown = async (): Promise<void> => {
  await house.tick();
  await house.rebuilt();
};
const only = (ru: string) => ({ kk: '', ru, en: '' });

describe('§8 a question is asked', () => {
  it('without a script: it is kept as it was written, with its paragraph and its address apart', async () => {
    const answer = await ask({ text: ' Когда?\r\nСпасибо. ', clause: '12', mail: 'reader@example.kz' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/ru/questions/#asked']);
    expect(await asked()).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        language: 'ru',
        clause: '12',
        text: 'Когда?\nСпасибо.',
        mail: 'reader@example.kz',
      },
    ]);
    const [entry] = await house.query<{ actor: string; body: string }>(
      "SELECT actor, body FROM journal WHERE act = 'ask-question'",
    );
    expect([entry?.actor, Object.keys(JSON.parse(entry?.body ?? '{}') as object)]).toEqual([
      'reader',
      ['clause', 'language', 'question'],
    ]);
  });

  it('sent again it is the same question; a field that people do not see takes nothing', async () => {
    const same = { text: 'Когда?\nСпасибо.', clause: '12', mail: 'reader@example.kz' };
    expect((await ask(same)).status).toBe(303);
    expect((await ask({ text: 'Купите!', website: 'https://example.kz' })).status).toBe(303);
    expect((await asked()).length).toBe(1);
  });

  it.each([
    ['no text', { text: ' ', mail: 'a@example.kz' }, 'Напишите вопрос.'],
    [
      'an address that is none',
      { text: '<b>Кто & что?', mail: 'reader' },
      'Неверный адрес электронной почты.',
    ],
    ['2001 characters', { text: 'я'.repeat(2001) }, 'Текст слишком длинный: не более 2000 символов.'],
  ])('%s: the page comes back with what was typed', async (_, form: Form, said) => {
    const answer = await ask({ ...form, clause: '15' });
    const html = await answer.text();
    expect([answer.status, html.includes(said)]).toEqual([422, true]);
    expect(html).toContain('<option value="15" selected');
    expect(html).toContain(
      `>${(form.text ?? '').trim().replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</textarea>`,
    );
    expect((await asked()).length).toBe(1);
  });

  it('a paragraph that is none is none; 2000 characters are taken; from another site nothing is', async () => {
    expect((await ask({ text: 'я'.repeat(2000), clause: '99' }, 'kk')).status).toBe(303);
    expect((await asked()).map(({ clause }) => clause).sort()).toEqual(['', '12']);
    const elsewhere = await fetch(`${house.origin}/api/questions`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
      body: new URLSearchParams({ text: 'Чужой' }),
    });
    expect(elsewhere.status).toBe(403);
  });

  it('the twenty-first in an hour from one address is asked to wait, another address is not', async () => {
    const many = await Promise.all(
      Array.from({ length: 21 }, (_, n) => ask({ text: `Повтор ${n % 2}` }, 'ru', '198.51.100.2')),
    );
    expect(many.filter(({ status }) => status === 429).length).toBe(1);
    expect((await ask({ text: 'Повтор 0' }, 'ru', '198.51.100.3')).status).toBe(303);
  });
});

describe('§8 the Agency answers', () => {
  const wording = only('Когда последний день?');
  const answer = only('Он назван в объявлении.\nПо UTC+5.');

  it('sees what waits; an answer needs both texts in the asker’s language', async () => {
    expect(await wordsOf(house.agency, '/desk/ru/')).toContain('Вопросы читателей . Ждут ответа: 4');
    const page = await wordsOf(house.agency, '/desk/ru/agency/questions/');
    expect(page).toContain('Ждут ответа: 4');
    expect(page).toContain('на русском · Срок и документы · ответ уйдёт и по почте Когда? Спасибо.');
    const question = await idOf('Когда?\nСпасибо.');
    const tried = (input: object) => send(house.agency, 'agency', 'answer-question', { question, ...input });
    expect(codes(await tried({ wording, answer: only('') }))).toEqual(['ANSWER_MISSING', 'ANSWER_HALF']);
    expect(codes(await tried({ wording, answer: { ...answer, kk: 'Жауап' } }))).toEqual(['ANSWER_HALF']);
    const unknown = { question: '0'.repeat(32), wording, answer };
    expect(codes(await send(house.agency, 'agency', 'answer-question', unknown))).toEqual([
      'QUESTION_UNKNOWN',
    ]);
    expect((await content()).revision).toBe(0);
  });

  it('the answer is on the site, the question stays as it was asked, the letter goes and the address with it', async () => {
    const question = await idOf('Когда?\nСпасибо.');
    await done(house.agency, 'agency', 'answer-question', { question, wording, answer });
    expect(await content()).toEqual({
      format: 'uzdik-site/1',
      revision: 1,
      compositions: [],
      questions: [
        {
          id: question,
          language: 'ru',
          clause: '12',
          wording,
          answer,
          askedOn: '2026-09-01',
          answeredOn: '2026-09-01',
        },
      ],
    });
    await shown();
    expect(await (await fetch(`${house.origin}/build.json`)).json()).toEqual({ revision: 1, content: 1 });
    for (const language of ['kk', 'ru', 'en']) {
      const page = await site(`/${language}/questions/`);
      expect(page).toContain('Когда последний день?');
      expect(page).toContain('Он назван в объявлении. По UTC+5.');
      expect(page).not.toContain('Спасибо.');
    }
    const [letter] = await lettersOf(house, 'question-answered');
    expect([letter?.recipient, JSON.parse(letter?.vals ?? '{}')]).toEqual([
      '',
      { answer: answer.ru, link: `${house.origin}/ru/questions/#q-${question.slice(0, 8)}` },
    ]);
    const [sent] = mailbox.received.filter(({ to }) => to === 'reader@example.kz');
    expect(sent?.body).toContain('Он назван в объявлении.');
    const again = await send(house.agency, 'agency', 'resend-letter', { letter: letter?.key });
    expect(codes(again)).toEqual(['LETTER_UNKNOWN']);
    expect(await idOf('Когда?\nСпасибо.')).toBe(question);
    expect((await asked()).filter(({ mail }) => mail !== null)).toEqual([]);
  });

  it('an answer is given anew, and taken off with a reason that readers never see', async () => {
    const question = await idOf('Когда?\nСпасибо.');
    const other = { wording, answer: { ...only('Сегодня.'), en: 'Today.' } };
    const half = await send(house.agency, 'agency', 'answer-question', { question, ...other });
    expect(codes(half)).toEqual(['ANSWER_HALF']);
    other.wording = { ...wording, en: 'Which is the last day?' };
    await done(house.agency, 'agency', 'answer-question', { question, ...other });
    await shown();
    expect(await site('/en/questions/')).toContain('Which is the last day? Asked: 1 September 2026');
    expect(await site('/kk/questions/')).toContain('Сегодня.');
    await done(house.agency, 'agency', 'decline-question', { question, reason: 'Названо имя' });
    await shown();
    expect((await content()).questions).toEqual([]);
    expect(await site('/ru/questions/')).not.toContain('Когда последний день?');
    expect(JSON.stringify(await content())).not.toContain('Названо имя');
    const again = await send(house.agency, 'agency', 'decline-question', { question, reason: 'Ещё раз' });
    expect(codes(again)).toEqual(['ALREADY_DONE']);
    const kept = await house.query<{ kind: string; reason: string }>(
      'SELECT kind, reason FROM question_decisions WHERE question = ? ORDER BY number',
      question,
    );
    expect(kept).toEqual([
      { kind: 'answered', reason: '' },
      { kind: 'answered', reason: '' },
      { kind: 'declined', reason: 'Названо имя' },
    ]);
  });

  it('what was never answered is declined by letter to who gave an address', async () => {
    await ask({ text: 'Кто виноват?', mail: 'asker@example.kz' });
    const question = await idOf('Кто виноват?');
    expect(codes(await send(house.agency, 'agency', 'decline-question', { question, reason: ' ' }))).toEqual([
      'REASON_MISSING',
    ]);
    const { revision } = await content();
    await done(house.agency, 'agency', 'decline-question', { question, reason: 'Не о конкурсе' });
    expect((await content()).revision).toBe(revision);
    await house.tick();
    const [letter] = await lettersOf(house, 'question-declined');
    const sent = mailbox.received.find(({ to }) => to === 'asker@example.kz');
    expect(sent?.body).toContain('Не о конкурсе');
    expect([letter?.recipient, letter?.vals]).toEqual(['', '{"reason":"Не о конкурсе"}']);
  });

  it('nobody but the Agency sees or answers them', async () => {
    const secretary = await house.as('secretary-10@example.kz');
    expect((await secretary.send('/desk/ru/agency/questions/')).status).toBe(404);
    const question = await idOf('Повтор 0');
    expect((await send(secretary, 'agency', 'decline-question', { question, reason: 'x' })).status).toBe(404);
    expect((await send(new Client(house.origin), 'agency', 'decline-question', { question })).status).toBe(
      404,
    );
  });
});

describe('§5 who sits in a commission', () => {
  it('is on the site once the Agency puts it there, without the numbers of seats', async () => {
    expect(await site('/ru/commissions/')).toContain('Состав ещё не опубликован');
    await done(house.agency, '10', 'publish-composition', {});
    await shown();
    const [composition] = (await content()).compositions as { people: Form[]; publishedOn: string }[];
    const people = composition?.people ?? [];
    expect(people.map(({ role }) => role)).toEqual([
      'chair',
      ...Array.from({ length: 6 }, () => 'member'),
      'secretary',
    ]);
    const fields = [...new Set(people.map((one) => Object.keys(one).sort().join()))];
    expect(fields).toEqual(['employer,name,position,role']);
    const page = await site('/ru/commissions/');
    for (const { name } of people) expect(page).toContain(name);
  });

  it('a commission that is not whole is refused, and so is everybody but the Agency', async () => {
    expect(codes(await send(house.agency, '11', 'publish-composition', {}))).toContain('MEMBERS_COUNT');
    const chair = await house.as('chair-10@example.kz');
    expect((await send(chair, '10', 'publish-composition', {})).status).toBe(404);
  });
});

describe('§8 what was asked goes with the people’s data of the contest', () => {
  it('twelve months after the republican result; what was published stays', async () => {
    const question = await idOf('Повтор 1');
    const said = { wording: only('Повтор?'), answer: only('Да.') };
    await done(house.agency, 'agency', 'answer-question', { question, ...said });
    const before = await content();
    house.spoils('a result that nobody published', ...OF_NO_RESULT);
    await house.query(
      "INSERT INTO publications (number, kind, commission, at, hash, signed) VALUES (99, 'republican', 'KZ', ?, 'x', '{}')",
      Date.parse('2026-12-01T05:00:00.000Z'),
    );
    await house.moveClock('2027-11-30T18:59:59.000Z', true);
    await house.tick();
    expect((await asked()).length).toBeGreaterThan(0);
    await house.moveClock('2027-12-01T05:00:00.000Z', true);
    await house.tick();
    expect(await asked()).toEqual([]);
    const left = await house.query(
      "SELECT 1 FROM outbox WHERE template LIKE 'question-%' AND (recipient <> '' OR vals <> '{}') UNION ALL SELECT 1 FROM question_mails UNION ALL SELECT 1 FROM requests WHERE key LIKE 'question:%'",
    );
    expect([left, await content()]).toEqual([[], before]);
  });
});
