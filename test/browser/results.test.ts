// What readers see of a contest that was played to its end, and a correction from the secretary to the reader.

import type { Browser, Page } from 'playwright-core';
import { strFromU8, unzipSync } from 'fflate';
import { LANGUAGES } from '#rules/application';
import { resultsJsonSchema, resultsSchema } from '#rules/results.schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { play } from '../../host/rehearsal/play.ts';
import { Scene } from '../../host/rehearsal/scene.ts';
import { isTold } from '../../site/src/press/files.ts';
import { textFiles } from '../../site/src/press/pack.ts';
import { publicationPicture } from '../../site/src/press/picture-words.ts';
import { looksRight, openBrowser } from '../support/browser.ts';
import { unlike } from '../support/parity.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';
import type { ListBody, Register } from '#rules/publication';

let browser: Browser;
let played: TestHouse;

beforeAll(async () => {
  browser = await openBrowser();
  played = await startHouse();
  const { origin, secret, moveClock, rebuilt } = played;
  const stage = { origin, secret, moveClock, untilLive: rebuilt, tell: () => undefined };
  await play(new Scene(stage, { regions: 5, applicants: 4, seed: 7, atOnce: 2 }));
  await played.tick();
  await played.rebuilt();
});
afterAll(async () => {
  await browser.close();
  await played.close();
});

describe('§21 the results appear', () => {
  it('winners, the list of §18 and a region with its numbers, from the rebuilt site', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${played.origin}/ru/results/2026/`);
    expect(await page.locator('#winners .winners li').count()).toBe(3);
    expect(await page.locator('#list tbody tr').count()).toBe(20);
    await page.goto(`${played.origin}/ru/results/2026/abai/`);
    expect(await page.textContent('main')).toContain('120 > 15 × 5 = 75');
    await context.close();
  });

  it('§18 what was corrected says so, and the earlier publication stays one link away', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${played.origin}/ru/results/2026/`);
    const notice = page.locator('#list .notice', { hasText: 'Исправлено' });
    expect(await notice.textContent()).toContain('Причина: Ошибка при внесении');
    expect(await page.locator('#list').textContent()).toContain('№\u00a002');
    expect(await page.locator('#winners').textContent()).toContain('№\u00a002');
    await looksRight(page);
    await notice.locator('a').click();
    expect(page.url()).toMatch(/\/ru\/results\/2026\/publications\/\d+\/$/);
    const superseded = (await page.textContent('main')) ?? '';
    expect(superseded).toContain('Эта публикация больше не действует.');
    expect(superseded).not.toContain('№\u00a002');
    await looksRight(page);
    await page.click('.notice--error a');
    expect(page.url()).toContain('/ru/results/2026/');
    // The register names what each correction took the place of.
    await page.goto(`${played.origin}/ru/verify/`);
    expect(await page.locator('td', { hasText: 'Исправляет публикацию' }).count()).toBe(3);
    await context.close();
  });
});

describe('open data', () => {
  const get = async (path: string): Promise<string> => (await fetch(played.origin + path)).text();

  it('is what its schema describes', async () => {
    const data = JSON.parse(await get('/data/2026/results.json')) as object;
    expect(resultsSchema.parse(data)).toEqual(data);
    expect(JSON.parse(await get('/data/2026/results.schema.json'))).toEqual(resultsJsonSchema());
  });

  it('tells every publication in a feed, and the days in a calendar', async () => {
    const { publications } = JSON.parse(await get('/data/register.json')) as Register;
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${played.origin}/ru/data/`);
    await looksRight(page);
    const feed = await page.evaluate(
      (xml) => {
        const read = new DOMParser().parseFromString(xml, 'application/xml');
        const texts = (name: string) =>
          [...read.querySelectorAll(`entry > ${name}`)].map((one) => one.textContent);
        return { ids: texts('id'), updated: texts('updated'), last: texts('summary')[0] };
      },
      await get('/ru/feed.xml'),
    );
    // The staff wrote its piece of news before the placement.
    const written = '/ru/news/2026/one-address/';
    expect(feed.ids.map((id) => new URL(id ?? '')).map(({ hash, pathname }) => hash || pathname)).toEqual([
      ...publications.map(({ number }) => `#${number}`).reverse(),
      written,
    ]);
    expect(feed.updated).toEqual([
      ...publications.map(({ at }) => at).reverse(),
      '2026-08-24T00:00:00+05:00',
    ]);
    expect(feed.last).toContain('Победители: ');
    const days = (await get('/kk/calendar.ics')).match(/^UID:.*(?=@)/gm);
    expect(days).toEqual(
      ['placed', 'submission', 'check', 'list', 'winners'].map((key) => `UID:2026-${key}`),
    );
    await context.close();
  });

  it('names every page for readers in the sitemap, and nothing else', async () => {
    const pages = [...(await get('/sitemap.xml')).matchAll(/<loc>([^<]+)</g)].map(
      ([, at]) => new URL(at ?? '').pathname,
    );
    expect(pages).toContain('/kk/results/2026/abai/');
    expect(pages.filter((path) => /desk|application|404|return/.test(path))).toEqual([]);
    for (const path of pages.filter((_, index) => index % 10 === 0))
      expect([path, (await fetch(played.origin + path)).status]).toEqual([path, 200]);
    expect(await get('/robots.txt')).toBe('User-agent: *\nDisallow: /\n');
  });
});

describe('§18 the press packs', () => {
  it('of every publication name who advanced or won, and nobody else', async () => {
    const register = await fetch(`${played.origin}/data/register.json`);
    const { publications } = await register.json<Register>();
    const forms = await played.query<{ kk: string; ru: string }>(
      "SELECT form ->> '$.organisationKk' AS kk, form ->> '$.organisationRu' AS ru FROM applications",
    );
    const advanced = publications.flatMap(({ body }) => {
      if (body.kind === 'list')
        return body.finalists.flatMap(({ organisation }) => Object.values(organisation));
      return body.kind === 'regional' && body.finalist !== null
        ? Object.values(body.finalist.organisation)
        : [];
    });
    const others = forms.flatMap(({ kk, ru }) => [kk, ru]).filter((name) => !advanced.includes(name));
    expect(others.length).toBeGreaterThan(10);
    const told = publications.filter(isTold);
    expect(told.length).toBeGreaterThan(40);
    let named = 0;
    for (const publication of told) {
      const texts = await textFiles(publication, publications, played.origin);
      const said = Object.entries(texts).map(([name, bytes]) =>
        name.endsWith('.docx')
          ? strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())
          : strFromU8(bytes),
      );
      const pictures = LANGUAGES.map((language) =>
        JSON.stringify(publicationPicture(publication, language, played.origin)),
      );
      // A number stands after a space that is not broken.
      const all = [...said, ...pictures].join('\n').replaceAll('№\u00a0', '№ ');
      const strays = others.filter((name) => all.includes(name));
      expect([publication.number, strays]).toEqual([publication.number, []]);
      if (advanced.some((name) => all.includes(name))) named += 1;
    }
    // Outcomes of five regions, one of them corrected, both lists and the winners.
    expect(named).toBeGreaterThanOrEqual(8);
  });

  it('are found on the page for the press, from the page to the file, and lead on from the desk', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${played.origin}/kk/press/`);
    await page.$$eval('main details', (all) => all.forEach((one) => one.setAttribute('open', '')));
    await looksRight(page);
    const winners = page.locator('.packs').first().locator('.pack').first();
    expect(await winners.locator('h3').textContent()).toBe(
      '«Үздік сапалы қызмет көрсетуші» конкурсының жеңімпаздары',
    );
    const links = await winners.locator('a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    const types = [];
    for (const href of links) {
      const answer = await fetch(played.origin + (href ?? ''));
      types.push([answer.status, answer.headers.get('content-type')?.split(';')[0]]);
    }
    expect(types).toEqual([
      [200, 'application/zip'],
      [200, 'text/html'],
      [200, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
      [200, 'text/plain'],
      [200, 'application/json'],
      [200, 'text/csv'],
      [200, 'image/png'],
      [200, 'image/png'],
      [200, 'image/png'],
    ]);
    // A rehearsal names its address to no social network.
    expect(await page.locator('meta[property="og:title"]').count()).toBe(1);
    expect(await page.locator('meta[property="og:image"]').count()).toBe(0);
    await context.close();
  });
});

describe('three languages', () => {
  it('every page has the same numbers, dates, links, places and headings in each', async () => {
    const get = async (path: string): Promise<string> => (await fetch(played.origin + path)).text();
    const paths = [...(await get('/sitemap.xml')).matchAll(/<loc>([^<]+)</g)]
      .map(([, at]) => new URL(at ?? '').pathname)
      .filter((path) => path.startsWith('/kk/'));
    expect(paths.length).toBeGreaterThan(35);
    const wrong: string[] = [];
    for (const path of paths) {
      const of = (language: string): Promise<string> => get(path.replace('/kk/', `/${language}/`));
      const pages = { kk: await of('kk'), ru: await of('ru'), en: await of('en') };
      wrong.push(...unlike(pages).map((what) => `${path}: ${what}`));
    }
    expect(wrong).toEqual([]);
  });
});

describe('news', () => {
  it('of the staff and of the register stand on home, in their list and on pages of their own', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${played.origin}/ru/`);
    expect(await page.locator('.news li').count()).toBe(3);
    await page.click('text=Все новости');
    await looksRight(page);
    await page.click('text=У конкурса один адрес');
    expect(new URL(page.url()).pathname).toBe('/ru/news/2026/one-address/');
    const said = (await page.textContent('article'))?.replace(/\s+/g, ' ');
    expect(said).toContain('Срок приёма документов: 2 недели (пункт 12).');
    expect(said).toContain('Секретарь комиссии проверяет документы в срок: 7 рабочих дней (пункт 13).');
    expect(said).toMatch(/Последний день проверки: \d+ \S+ 2026 года\./);
    expect(await page.locator('article ol li').count()).toBe(6);
    await looksRight(page);
    await context.close();
  });
});

describe('§18 the search', () => {
  it('knows who advanced and who won, and nobody else', async () => {
    type Entry = [kind: string, url: string, title: string, text: string];
    const text = await (await fetch(`${played.origin}/data/search/ru.json`)).text();
    const found = (JSON.parse(text) as Entry[]).filter(([kind]) => kind === 'result');
    const register = await fetch(`${played.origin}/data/register.json`);
    const { publications } = await register.json<Register>();
    const list = publications.findLast(({ body }) => body.kind === 'list')?.body as ListBody;
    expect(found.map(([, , title]) => title).sort()).toEqual(
      list.finalists.map(({ organisation }) => organisation.ru.replaceAll('№ ', '№\u00a0')).sort(),
    );
    expect(found.filter(([, , , said]) => said.startsWith('Победитель.')).length).toBe(3);
    const advanced = list.finalists.map(({ organisation }) => organisation.ru);
    const filed = await played.query<{ name: string }>(
      "SELECT DISTINCT form ->> '$.organisationRu' AS name FROM applications",
    );
    const others = filed.map(({ name }) => name).filter((name) => !advanced.includes(name));
    expect(others.length).toBeGreaterThan(5);
    expect(others.filter((name) => text.includes(`/ ${name}"`) || text.includes(`"${name}"`))).toEqual([]);
  });
});

describe('§18 a correction, from the secretary to the reader', () => {
  async function desk(email: string): Promise<Page> {
    const headers = { authorization: `Bearer ${played.secret}` };
    const { body } = await played.agency.json('/api/sign-in/link', { email }, headers);
    const { pathname, search } = new URL(String(body.link));
    const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    await page.goto(played.origin + pathname + search);
    await page.click('form[action="/api/sign-in/use"] button');
    return page;
  }

  it('the secretary puts a name right, the chair and the Agency look and confirm, readers see it', async () => {
    const [region] = await played.query<{ commission: string }>('SELECT commission FROM corrections');
    const code = region?.commission ?? '';
    const secretary = await desk(`secretary-${code}@example.kz`);
    await secretary.goto(`${played.origin}/desk/ru/${code}/`);
    await secretary.click(`a[href="/desk/ru/${code}/corrections/"]`);
    await looksRight(secretary);
    await secretary.locator('a[href*="sheet="]').first().click();
    await looksRight(secretary);
    await secretary.locator('a[href*="ballot="]').first().click();
    await looksRight(secretary);
    await secretary.locator('tr', { hasText: '№ 02' }).locator('a[href*="name="]').click();
    await secretary.fill('[name=ru]', 'Верное название');
    for (const lang of ['kk', 'ru', 'en']) await secretary.fill(`[name="reason.${lang}"]`, `Устав ${lang}`);
    await secretary.click('#form button');
    expect(new URL(secretary.url()).pathname).toBe(`/desk/ru/${code}/preview/correction/`);
    expect(await secretary.locator('form[action$="/confirm-correction"]').count()).toBe(0);
    expect(await secretary.locator('table').last().locator('a').count()).toBe(9);
    await looksRight(secretary);

    const chair = await desk(`chair-${code}@example.kz`);
    await chair.goto(`${played.origin}/desk/ru/${code}/`);
    await chair.click(`a[href="/desk/ru/${code}/preview/correction/"]`);
    await chair.click('a[hreflang=ru][href$="/overview/"]');
    expect(await chair.textContent('#winners')).toContain('Верное название');
    await looksRight(chair);
    await chair.click('[data-preview] a');
    await chair.click('form[action$="/confirm-correction"] button');
    await chair.goto(`${played.origin}/desk/ru/${code}/preview/correction/`);
    expect(await chair.locator('form[action$="/confirm-correction"]').count()).toBe(0);

    const agency = await desk('agency@example.kz');
    await agency.goto(`${played.origin}/desk/ru/`);
    await agency.click(`a[href="/desk/ru/${code}/preview/correction/"]`);
    await agency.click('form[action$="/confirm-correction"] button');
    expect(await agency.textContent('main')).toContain('Публикуется');
    await played.tick();
    await played.rebuilt();
    await agency.goto(`${played.origin}/ru/results/2026/`);
    expect(await agency.textContent('#winners')).toContain('Верное название');
    // The corrected list has a press pack, and the desk leads to it.
    await agency.goto(`${played.origin}/desk/ru/`);
    await agency.locator('#publications a[href^="/ru/press/#n"]').first().click();
    const pack = new URL(agency.url()).hash;
    expect(await agency.textContent(`${pack} h3`)).toContain('Исправление. ');
    expect(await agency.textContent('.packs')).toContain('Верное название');
    await agency.goto(`${played.origin}/ru/results/2026/`);
    expect(await agency.textContent('#list .notice')).toContain('Устав ru');
    for (const page of [secretary, chair, agency]) await page.context().close();
  });
});
