// A press pack as a whole: its texts in three languages, the document that says the same, pictures of the usual sizes, data,
// one archive; the same bytes whenever it is made.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '#rules/application';
import { canonical } from '#rules/canonical';
import type { Register } from '#rules/publication';
import { announcementBlocks } from '../../site/src/press/announcement.ts';
import { text, title } from '../../site/src/press/blocks.ts';
import { docxOf } from '../../site/src/press/docx.ts';
import { packFiles, SIZE_NAMES, SIZES } from '../../site/src/press/files.ts';
import type { ToldPublication } from '../../site/src/press/files.ts';
import { htmlOf } from '../../site/src/press/html.ts';
import { packOf, pictures, textFiles } from '../../site/src/press/pack.ts';
import type { Files } from '../../site/src/press/pack.ts';
import { contestPicture, publicationPicture } from '../../site/src/press/picture-words.ts';
import { edition } from '../support/edition.ts';
import expected from '../support/press/expected.json' with { type: 'json' };
import { linesOf, oneOfEach, ORIGIN, toldLines, toldRegister } from '../support/press/told.ts';

const HOUSE = { contest: '2026', mode: 'real', origin: ORIGIN } as const;
let register: Register;
let each: Record<string, ToldPublication>;
const named = (name: string): ToldPublication => {
  const found = each[name];
  if (found === undefined) throw new Error(`the register has no ${name}`);
  return found;
};

/** Files by name, each as the hash of its bytes. */
const hashed = (files: Files): Record<string, string> =>
  Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
  );

beforeAll(async () => {
  register = await toldRegister();
  each = oneOfEach(register);
});

describe('§11 §18 the text', () => {
  it('of every kind of publication is what it should say, in three languages', async () => {
    expect(await toldLines()).toEqual(expected);
  });

  it('§11 of the announcement is the announcement of the contest, whole', () => {
    const { body } = named('placement');
    if (body.kind !== 'placement') throw new Error(body.kind);
    for (const language of LANGUAGES) {
      const mdx = readFileSync(
        join(import.meta.dirname, '../../content/2026', `announcement.${language}.mdx`),
        'utf8',
      );
      const said = { language, edition, placement: body.placement, origin: ORIGIN };
      const lines = linesOf(htmlOf(announcementBlocks(mdx, said), language));
      const headings = [...mdx.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => `h3 ${heading}`);
      expect(lines.filter((line) => line.startsWith('h3'))).toEqual(headings);
      expect(lines.filter((line) => line.startsWith('li')).length).toBeGreaterThanOrEqual(
        edition.marks.criteria.value.length,
      );
      expect(lines.join('\n')).not.toMatch(/[<{]/);
    }
  });

  it('stops where an announcement has something that it cannot print', () => {
    const { body } = named('placement');
    if (body.kind !== 'placement') throw new Error(body.kind);
    const said = { language: 'ru', edition, placement: body.placement, origin: ORIGIN } as const;
    expect(() => announcementBlocks('Until <Moon phase="full" />.', said)).toThrow(
      'The announcement has <Moon />, which its press pack cannot print.',
    );
    expect(() => announcementBlocks('<b>Now</b>', said)).toThrow(
      'The announcement has «<b>», which its press pack cannot print.',
    );
    expect(() => announcementBlocks('<Number of="marks" />', said)).toThrow(
      '<Number of="marks" />: the edition has no number there',
    );
  });

  it('as a short post: headline, sentence, address', async () => {
    const files = await textFiles(named('selection'), register.publications, ORIGIN);
    expect(strFromU8(files['post-ru.txt'] ?? new Uint8Array())).toBe(
      'Область Абай: итоги заочного отбора\n\nПолучено заявок: 5. Допущено: 3. Прошли отбор: 2.\n\nhttps://uzdik.example/ru/results/2026/abai/\n',
    );
  });
});

describe('the document', () => {
  const textOf = (xml: string): string =>
    [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, said]) => said).join('');

  it.each(['placement', 'regional', 'republican', 'selection corrected'])(
    '%s says what the fragment says, with the same links',
    async (name) => {
      const files = await textFiles(named(name), register.publications, ORIGIN);
      for (const language of LANGUAGES) {
        const parts = unzipSync(files[`text-${language}.docx`] ?? new Uint8Array());
        const body = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
        const said = body
          .split('</w:p>')
          .map(textOf)
          .filter((text) => text !== '');
        const fragment = strFromU8(files[`text-${language}.html`] ?? new Uint8Array());
        const lines = linesOf(fragment).map((line) =>
          line.replace(/^\w+ /, '').replace(/\[([^\]]*)\]\([^)]*\)|\*\*([^*]*)\*\*/g, '$1$2'),
        );
        expect(said.map((text) => text.replaceAll('&quot;', '"'))).toEqual(lines);
        const links = strFromU8(parts['word/_rels/document.xml.rels'] ?? new Uint8Array());
        const targets = [...links.matchAll(/Target="(https:[^"]*)"/g)].map(([, target]) => target);
        const addresses = [...fragment.matchAll(/href="([^"#]*)/g)].map(([, address]) => address);
        expect(targets.sort()).toEqual(addresses.sort());
      }
    },
  );

  it('holds no sign that XML may not hold, whatever an organisation is called', async () => {
    const bytes = await docxOf([title('A\uffff'), text('B\ufffe and C')], 'en', named('list').at);
    const parts = unzipSync(bytes);
    const said = ['docProps/core.xml', 'word/document.xml'].map((part) =>
      strFromU8(parts[part] ?? new Uint8Array()),
    );
    expect(said.map((xml) => /<dc:title>([^<]*)/.exec(xml)?.[1] ?? textOf(xml))).toEqual(['A', 'AB and C']);
  });
});

describe('the data', () => {
  // With the mark at its beginning, which a decoder would take off.
  const csv = async (name: string): Promise<string> => {
    const files = await textFiles(named(name), register.publications, ORIGIN);
    return Buffer.from(files['publication.csv'] ?? []).toString('utf8');
  };

  it('is the signed publication as the register has it', async () => {
    const files = await textFiles(named('list'), register.publications, ORIGIN);
    expect(strFromU8(files['publication.json'] ?? new Uint8Array())).toBe(`${canonical(named('list'))}\n`);
  });

  it.each([
    [
      'placement',
      '"placement_day";"last_day";"deadline";"addresses"',
      '"2026-09-01";"2026-09-15";"2026-09-15T19:00:00.000Z";"https://example.kz"',
    ],
    [
      'extension',
      '"last_day";"deadline";"reason_kk";"reason_ru";"reason_en"',
      '"2026-09-18";"2026-09-18T19:00:00.000Z";"Жүйе істен шықты.";"Сбой системы.";"An outage."',
    ],
    [
      'calendar',
      '"date";"working";"reason_kk";"reason_ru";"reason_en"',
      '"2026-09-25";"false";"Жүйе істен шықты.";"Сбой системы.";"An outage."',
    ],
    [
      'selection',
      '"code";"region_kk";"region_ru";"received";"withdrawn";"transferred";"admitted";"not_admitted";"passed";"signed_on"',
      '"10";"Абай облысы";"область Абай";"5";"1";"0";"3";"1";"2";"2026-10-12"',
    ],
    [
      'regional',
      '"code";"region_kk";"region_ru";"finalist_kk";"finalist_ru";"signed_on"',
      '"10";"Абай облысы";"область Абай";"Орталық";"Центр";"2026-10-12"',
    ],
    [
      'republican',
      '"code";"region_kk";"region_ru";"winner_kk";"winner_ru"',
      '"10";"Абай облысы";"область Абай";"Орталық";"Центр"',
    ],
  ])('%s as a table', async (name, head, row) => {
    expect(await csv(name)).toBe(`\uFEFF${head}\r\n${row}\r\n`);
  });

  it('the list names the regions that have nobody', async () => {
    const rows = (await csv('list')).split('\r\n');
    expect(rows.length).toBe(1 + edition.regions.length + 1);
    expect(rows.slice(0, 3)).toEqual([
      '\uFEFF"code";"region_kk";"region_ru";"finalist_kk";"finalist_ru"',
      '"10";"Абай облысы";"область Абай";"Орталық";"Центр"',
      '"11";"Ақмола облысы";"Акмолинская область";"";""',
    ]);
  });
});

describe('the pictures', () => {
  it('say few words, with the day in words', () => {
    expect(publicationPicture({ ...named('regional'), mode: 'real' }, 'ru', ORIGIN)).toEqual({
      contest: '«Үздік сапалы қызмет көрсетуші»',
      agency: 'Агентство Республики Казахстан по делам государственной службы',
      kicker: 'Область Абай',
      label: 'Во второй этап прошёл услугодатель',
      headline: 'Центр',
      about: '',
      detail: null,
      figures: [],
      list: [],
      day: '20 октября 2026 года',
      host: 'uzdik.example',
      notReal: '',
    });
  });

  it('of a rehearsal say that it is none, and name no address', () => {
    const { notReal, host, kicker } = publicationPicture(named('selection corrected'), 'kk', ORIGIN);
    expect([notReal, host, kicker]).toEqual([
      'Нағыз конкурс емес: барлық деректер ойдан шығарылған',
      '',
      'Түзету · Абай облысы',
    ]);
  });

  it('keep long names within their margins', () => {
    const long =
      'Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрлігінің «Еңбек ресурстарын дамыту орталығы» акционерлік қоғамы';
    const words = {
      ...contestPicture('kk', 'real', ORIGIN),
      headline: `${long} ${long}`,
      list: [1, 2, 3].map(() => ({ name: long, note: 'Солтүстік Қазақстан облысы' })),
    };
    for (const [file, svg] of Object.entries(pictures(() => words))) {
      const [, width = 0, height = 0] = /-(\d+)x(\d+)/.exec(file)?.map(Number) ?? [];
      const texts = [...svg.matchAll(/<path fill="#\w+" d="(M[^"]*)"/g)].map(([, data]) => data ?? '');
      const places = texts.join(' ').match(/M-?[\d.]+[ ,]?-?[\d.]+/g) ?? [];
      const points = places.map((place) => place.slice(1).split(/[ ,]/).map(Number));
      expect(places.length).toBeGreaterThan(100);
      expect(
        points.filter(([x = 0, y = 0]) => x < 60 || x > width - 60 || y < 30 || y > height - 60),
      ).toEqual([]);
    }
  });
});

describe('a whole pack', () => {
  const sizeOf = (png: Uint8Array = new Uint8Array()) => {
    const at = new DataView(png.buffer, png.byteOffset, png.byteLength);
    return { signature: at.getUint32(0), width: at.getUint32(16), height: at.getUint32(20) };
  };
  let files: Files;
  beforeAll(async () => {
    files = await packOf(named('republican').number, register.publications, HOUSE);
  });

  it('has every file by its name, and all of them in the archive', () => {
    const archive = `uzdik-2026-${named('republican').number}.zip`;
    expect(Object.keys(files).sort()).toEqual([...packFiles(), archive].sort());
    const inside = hashed(unzipSync(files[archive] ?? new Uint8Array()));
    const each = hashed(files);
    expect(inside).toEqual(
      Object.fromEntries(packFiles().map((name) => [`${archive.slice(0, -4)}/${name}`, each[name]])),
    );
  });

  it('has its pictures in the usual sizes', () => {
    for (const language of LANGUAGES)
      for (const size of SIZE_NAMES) {
        const { width, height } = SIZES[size];
        expect(sizeOf(files[`picture-${width}x${height}-${language}.png`])).toEqual({
          signature: 0x89504e47,
          width,
          height,
        });
      }
  });

  it('is the same bytes when it is made again, and when the register has gone on', async () => {
    expect(hashed(await packOf(named('republican').number, register.publications, HOUSE))).toEqual(
      hashed(files),
    );
    const { number } = named('extension');
    const early = register.publications.slice(0, number);
    expect(hashed(await textFiles(named('extension'), early, ORIGIN))).toEqual(
      hashed(await textFiles(named('extension'), register.publications, ORIGIN)),
    );
  });

  it('of the contest as a whole has pictures alone', async () => {
    const whole = await packOf('contest', [], HOUSE);
    expect(Object.keys(whole).filter((name) => !name.endsWith('.png'))).toEqual(['uzdik-2026-contest.zip']);
    expect(Object.keys(whole).length).toBe(LANGUAGES.length * SIZE_NAMES.length + 1);
  });

  it('is not made of hashes of sheets', async () => {
    const { number = 0 } = register.publications.find(({ body }) => body.kind === 'commitments') ?? {};
    await expect(packOf(number, register.publications, HOUSE)).rejects.toThrow(
      `Publication ${number} has no press pack.`,
    );
  });
});
