// One request of the fuzzer: a route of the access table with a true or a broken method, path, head and body.

import { formSchema } from '#rules/application.schema';
import { ACCESS } from '../../../worker/access.ts';
import { acts } from '../../../worker/acts/all.ts';
import type { Dice } from '../hostile/dice.ts';
import { anything, flat, inputOf } from './inputs.ts';
import type { Known } from './inputs.ts';
import { hostileText } from './strings.ts';

export type Sent = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
};

const ROUTES = Object.keys(ACCESS);
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'PROPFIND'];
const ACTS = [...acts.keys()];
const TYPES = [
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=----x',
  'multipart/form-data',
  'application/offset+octet-stream',
  'application/octet-stream',
  'text/plain; charset=utf-16',
  'application/json; charset=koi8-r',
  '*/*',
  'x',
];
const ACCEPTS = [
  'application/json',
  'text/html',
  '*/*',
  '',
  'application/json;q=0.1, text/html',
  'image/webp',
];
const PARTS = [
  'text',
  'key',
  'language',
  'name',
  'kind',
  'criterion',
  'back',
  'q',
  'page',
  'stage',
  'link.video',
  'act',
];
/** A field of each kind that a route of an applicant reads. */
const FIELDS = [
  ...PARTS,
  'token',
  'email',
  'mail',
  'clause',
  'startsAt',
  'channel',
  'handedInAt',
  'remove',
  'code',
  'lang',
];

const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
/** A part of a path as a client may write it: encoded, half encoded, or broken. */
function pathPart(text: string, roll: Dice): string {
  switch (roll.below(8)) {
    case 0:
      return percent(text.slice(0, 200));
    case 1:
      return `${encodeURIComponent(text.toWellFormed().slice(0, 500))}%`;
    case 2:
      return '%C0%AE%C0%AE%2F%ff';
    case 3:
      return '..%2f..%5c';
    case 4:
      return `${encodeURIComponent(text.toWellFormed().slice(0, 300))};x=1`;
    default:
      return encodeURIComponent(text.toWellFormed().slice(0, 2_000));
  }
}

function pathOf(pattern: string, roll: Dice, known: Known): { path: string; act: string } {
  const act = roll.of(ACTS);
  const filled = pattern.replace(/:(\w+)(\{[^/]*\})?/g, (_, name: string) => {
    if (roll.below(20) === 0) return pathPart(hostileText(roll), roll);
    if (name === 'lang') return roll.of(['kk', 'ru', 'en']);
    if (name === 'act') return act;
    if (name === 'commission') return roll.of(['10', '10', '11', 'KZ', 'agency', '99']);
    if (name === 'step') return roll.of(['organisation', 'representatives', 'report', 'evidence']);
    if (name === 'name')
      return roll.of(['selection', 'admission', 'sitting-1', 'correction-1', 'selection.docx', 'x.docx']);
    if (name === 'file') return roll.of([...known, `${'0'.repeat(32)}.zip`, `${'0'.repeat(32)}.json`]);
    if (name === 'seat') return roll.of(['1', '2', '7', '0', '-1', '1e3']);
    if (name === 'what') return roll.of(['selection', 'regional', 'republican', 'list', 'correction', 'x']);
    if (name === 'page') return roll.of(['results', 'region', 'home', 'x']);
    return roll.of(known);
  });
  const query = Array.from(
    { length: roll.of([0, 0, 0, 1, 3]) },
    () => `${pathPart(roll.of([...FIELDS, hostileText(roll)]), roll)}=${pathPart(hostileText(roll), roll)}`,
  ).join('&');
  const odd = roll.below(60);
  const path =
    odd === 0 ? `/${filled}` : odd === 1 ? `${filled}/` : odd === 2 ? filled.replace('/', '/./') : filled;
  return { path: query === '' ? path : `${path}?${query}`, act };
}

const key = (roll: Dice): string => `fuzz-${roll.below(2 ** 31)}-${roll.below(2 ** 31)}`;

/** What a route of this kind would read. */
function inputFor(pattern: string, act: string, roll: Dice, known: Known) {
  if (pattern.includes(':act')) return inputOf((acts.get(act) ?? { input: formSchema }).input, roll, known);
  if (/drafts|applications$|intake/.test(pattern) && roll.below(3) > 0) {
    const form = inputOf(formSchema, roll, known);
    return roll.below(2) === 0
      ? form
      : { form, language: roll.of(['kk', 'ru', 'en', 'xx']), version: roll.below(5) };
  }
  return Object.fromEntries(
    FIELDS.filter(() => roll.below(3) === 0).map((name) => [name, roll.of([...known, hostileText(roll)])]),
  );
}

function multipartOf(fields: [string, string][], roll: Dice): Uint8Array {
  const name = (text: string): string => text.replaceAll('"', '%22').replace(/[\r\n\u0000]/g, ' ');
  const parts = fields.map(([field, value]) =>
    roll.below(6) === 0
      ? `------x\r\nContent-Disposition: form-data; name="${name(field)}"; filename="${name(hostileText(roll)).slice(0, 300)}.pdf"\r\n\r\n%PDF-1.7\n%%EOF\r\n`
      : `------x\r\nContent-Disposition: form-data; name="${name(field)}"\r\n\r\n${value}\r\n`,
  );
  const whole = `${parts.join('')}------x--\r\n`;
  return Buffer.from(roll.below(8) === 0 ? whole.slice(0, roll.below(whole.length + 1)) : whole);
}

function bodyOf(input: ReturnType<typeof anything>, roll: Dice): { type: string; body: string | Uint8Array } {
  switch (roll.below(10)) {
    case 0:
      return { type: roll.of(TYPES), body: roll.bytes(roll.of([0, 1, 60, 3_000])) };
    case 1:
      return { type: 'application/json', body: JSON.stringify(input).slice(0, -1 - roll.below(9)) };
    case 2:
      return { type: roll.of(TYPES), body: JSON.stringify(anything(roll)) };
    case 3:
    case 4:
      return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(flat(input)).toString() };
    case 5:
    case 6:
      return {
        type: 'multipart/form-data; boundary=----x',
        body: multipartOf([['key', key(roll)], ...flat(input)], roll),
      };
    case 7:
      return {
        type: 'application/x-www-form-urlencoded',
        body: `${percent(hostileText(roll).slice(0, 900))}=%&&=%ff&a.0.b:list=1`,
      };
    default:
      return { type: 'application/json', body: JSON.stringify(input) };
  }
}

/** Only what may stand in a header at all: the parser in front refuses the rest. */
const headerText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, '')
    .slice(0, 2_000);

export function requestOf(roll: Dice, known: Known, credentials: Record<string, string>): Sent {
  const route = roll.of(ROUTES);
  const [method = 'GET', pattern = '/'] = route.split(' ');
  const { path, act } = pathOf(pattern, roll, known);
  const asked = roll.below(15) === 0 ? roll.of(METHODS) : method;
  const odd = (): string => headerText(hostileText(roll));
  const headers: Record<string, string> = {
    accept: roll.of(ACCEPTS),
    'x-forwarded-for':
      roll.below(40) === 0 ? odd() : `10.${roll.below(256)}.${roll.below(256)}.${roll.below(256)}`,
    ...credentials,
    ...(roll.below(25) === 0 ? { cookie: odd() } : {}),
    ...(roll.below(25) === 0 ? { authorization: `Bearer ${odd()}` } : {}),
    ...(roll.below(15) === 0 ? { 'accept-language': odd() } : {}),
    ...(roll.below(15) === 0 ? { range: roll.of(['bytes=0-', 'bytes=-1', 'bytes=5-1', odd()]) } : {}),
    ...(roll.below(15) === 0
      ? { 'sec-fetch-site': roll.of(['same-origin', 'cross-site', 'none', odd()]) }
      : {}),
    ...(roll.below(15) === 0 ? { origin: roll.of(['null', 'https://example.kz', odd()]) } : {}),
    ...(roll.below(15) === 0
      ? { 'if-none-match': odd(), 'mf-original-url': odd(), 'cf-connecting-ip': odd() }
      : {}),
    'idempotency-key': roll.below(8) === 0 ? odd() : key(roll),
  };
  if (pattern.includes('uploads')) {
    headers['tus-resumable'] = roll.of(['1.0.0', '1.0.0', '0.2', odd()]);
    headers['upload-length'] = roll.of(['5', '0', '-1', '99999999999999999999', 'x']);
    headers['upload-offset'] = roll.of(['0', '0', '7', '-1', 'x']);
    headers['upload-metadata'] = roll.of([
      `name ${Buffer.from(`${hostileText(roll).toWellFormed()}.pdf`).toString('base64')},kind ZXZpZGVuY2U=,criterion MQ==`.slice(
        0,
        4_000,
      ),
      'name !!!,kind',
      odd(),
    ]);
  }
  if (asked === 'GET' || asked === 'HEAD') return { method: asked, path, headers };
  const { type, body } = bodyOf(inputFor(pattern, act, roll, known), roll);
  return { method: asked, path, headers: { 'content-type': type, ...headers }, body };
}
