// Every path on which an instant decides, met a second, a millisecond before it, at it, and after: the clock stands.

import { addDays, localDay, startOfDay } from '#rules/days';
import { objectBy } from '#rules/objections';
import {
  Client,
  fieldsOf,
  multipart,
  newKey,
  newToken,
  tusMetadata,
} from '../../../host/rehearsal/client.ts';
import type { Answer } from '../../../host/rehearsal/client.ts';
import { pdfOf } from '../../../host/rehearsal/scene.ts';
import { edition, fullForm } from '../edition.ts';
import type { TestHouse } from '../start.ts';

/** Milliseconds from the instant that decides. */
export const OFFSETS = [-1000, -1, 0, 1, 1000];

export type Path = {
  name: string;
  /** What is there before, long before the instant; the instant that decides, milliseconds, and the act. */
  ready: (place: Place, index: number) => Promise<{ limit: number; act: () => Promise<unknown> }>;
  before: unknown;
  /** At the instant and after it. */
  from: unknown;
};
export type Place = {
  house: TestHouse;
  /** Of §12, milliseconds. */
  deadline: number;
  /** Applications that were not admitted, one an offset, and those who filed them. */
  refused: Own[];
};
export type Own = { client: Client; bearer: Record<string, string>; draft: string; application: string };

const OPEN = '2026-09-10T05:00:00.000Z';
const DAY = 86_400_000;
const PDF = pdfOf('deadline', 2000);
const reason = { kk: 'x', ru: 'x', en: 'x' };
const told = ({ status, body }: Answer): unknown[] => [
  status,
  ...((body.findings ?? []) as { code: string; kind: string }[])
    .filter(({ kind }) => kind === 'refusal')
    .map(({ code }) => code),
];

/** A draft with a file. */
export async function begun({ origin }: TestHouse, changes = {}): Promise<Own> {
  const client = new Client(origin);
  const { body } = await client.json('/api/drafts', { form: fullForm(changes) });
  const bearer = { authorization: `Bearer ${String(body.token)}` };
  await client.bytes('/api/drafts/files?kind=report&name=r.pdf', PDF, bearer);
  return { client, bearer, draft: String(body.draft), application: '' };
}
export const file = ({ client, bearer }: Own): Promise<Answer> =>
  client.json('/api/applications', {}, { ...bearer, 'idempotency-key': newKey() });
export async function filed(house: TestHouse, changes = {}): Promise<Own> {
  const own = await begun(house, changes);
  return { ...own, application: String((await file(own)).body.application) };
}
const own = ({ client, bearer }: Own, act: string, fields: Record<string, string> = {}): Promise<Answer> =>
  client.send(`/api/applications/${act}`, {
    method: 'POST',
    headers: { ...bearer, 'idempotency-key': newKey(), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
/** A page's form, with the cookie alone. */
const page = (client: Client, path: string, fields: Record<string, string>): Promise<Answer> =>
  client.send(path, {
    method: 'POST',
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
/** How the newest version of a draft was received. */
async function received(house: TestHouse, draft: string): Promise<unknown> {
  const [row] = await house.query<{ late: number; version: number }>(
    'SELECT late, version FROM applications WHERE draft = ? ORDER BY version DESC LIMIT 1',
    draft,
  );
  return { ...row };
}
const fields = (): Record<string, string> => Object.fromEntries(fieldsOf(fullForm()));

export const FILING: Path[] = [
  {
    name: '§12 a script files',
    async ready({ house, deadline }) {
      const draft = await begun(house);
      return {
        limit: deadline,
        async act() {
          const { status, body } = await file(draft);
          return [status, body.late];
        },
      };
    },
    before: [201, false],
    from: [201, true],
  },
  {
    name: '§12 a script files in one request',
    ready({ house, deadline }) {
      const client = new Client(house.origin);
      return Promise.resolve({
        limit: deadline,
        async act() {
          const { status, body } = await client.json(
            '/api/applications/whole',
            { form: fullForm() },
            { authorization: `Bearer ${newToken()}` },
          );
          return [status, body.late];
        },
      });
    },
    before: [201, false],
    from: [201, true],
  },
  {
    name: '§12 a form without a script files',
    async ready({ house, deadline }) {
      const client = new Client(house.origin);
      const started = await page(client, '/api/drafts', { language: 'kk', ...fields() });
      const [row] = await house.query<{ id: string }>('SELECT id FROM drafts ORDER BY rowid DESC LIMIT 1');
      return {
        limit: deadline,
        async act() {
          const { status } = await page(client, '/api/applications', { key: newKey(), language: 'kk' });
          return [started.status, status, await received(house, row?.id ?? '')];
        },
      };
    },
    before: [303, 303, { late: 0, version: 1 }],
    from: [303, 303, { late: 1, version: 1 }],
  },
  {
    name: '§12 who has the private link files on another device',
    async ready({ house, deadline }) {
      const { bearer, draft } = await begun(house);
      const other = new Client(house.origin);
      return {
        limit: deadline,
        async act() {
          await page(other, '/api/drafts/open', { link: bearer.authorization ?? '', language: 'ru' });
          const { status } = await page(other, '/api/applications', { key: newKey(), language: 'ru' });
          return [status, await received(house, draft)];
        },
      };
    },
    before: [303, { late: 0, version: 1 }],
    from: [303, { late: 1, version: 1 }],
  },
  {
    name: '§12 a corrected version is filed',
    async ready({ house, deadline }) {
      const one = await filed(house);
      await own(one, 'correct');
      return {
        limit: deadline,
        async act() {
          return [...told(await file(one)), await received(house, one.draft)];
        },
      };
    },
    before: [201, { late: 0, version: 2 }],
    from: [409, 'CORRECTION_LATE', { late: 0, version: 1 }],
  },
  {
    name: '§12 what is filed is opened to be corrected',
    async ready({ house, deadline }) {
      const one = await filed(house);
      return { limit: deadline, act: async () => told(await own(one, 'correct')) };
    },
    before: [200],
    from: [409, 'CORRECTION_LATE'],
  },
  {
    name: '§12 what was filed and withdrawn is filed anew',
    async ready({ house, deadline }) {
      const one = await filed(house);
      await own(one, 'correct');
      await own(one, 'withdraw');
      return {
        limit: deadline,
        act: async () => [...told(await file(one)), await received(house, one.draft)],
      };
    },
    before: [201, { late: 0, version: 2 }],
    from: [201, { late: 1, version: 2 }],
  },
  {
    name: 'an application is withdrawn: the term says nothing of it',
    async ready({ house, deadline }) {
      const one = await filed(house);
      return { limit: deadline, act: async () => told(await own(one, 'withdraw', { reason: 'x' })) };
    },
    before: [200],
    from: [200],
  },
  {
    name: 'a file is added to what will be late: it is kept',
    async ready({ house, deadline }) {
      const { client, bearer } = await begun(house);
      const path = '/api/drafts/files?kind=evidence&criterion=1&name=e.pdf';
      return { limit: deadline, act: async () => told(await client.bytes(path, PDF, bearer)) };
    },
    before: [201],
    from: [201],
  },
  {
    name: 'a whole file in pieces is added to what will be late: it is kept',
    async ready({ house, deadline }) {
      const { client, bearer } = await begun(house);
      const said = { name: 'v.pdf', kind: 'evidence', criterion: '2', modified: '1' };
      const tus = { ...bearer, 'tus-resumable': '1.0.0' };
      const length = { 'upload-length': String(PDF.byteLength), 'upload-metadata': tusMetadata(said) };
      const { location } = await client.send('/api/drafts/uploads', {
        method: 'POST',
        headers: { ...tus, ...length },
      });
      const type = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
      return {
        limit: deadline,
        act: async () =>
          (await client.send(location, { method: 'PATCH', headers: { ...tus, ...type }, body: PDF })).status,
      };
    },
    before: 204,
    from: 204,
  },
  {
    name: '§12 a paper is entered, not before it was handed in',
    async ready({ house }, index) {
      const secretary = await house.as('secretary-10@example.kz');
      const handedInAt = `2026-09-14T1${index}:30`;
      const sent = multipart(
        [
          ...Object.entries({ key: newKey(), language: 'ru', channel: 'post', handedInAt }),
          ...fieldsOf(fullForm()),
        ],
        [{ field: 'files.form', name: 'scan.pdf', bytes: PDF }],
      );
      const headers = { ...sent.headers, accept: 'text/html' };
      return {
        limit: Date.parse(`${handedInAt}:00+05:00`),
        act: async () =>
          (await secretary.send('/api/desk/10/intake', { method: 'POST', headers, body: sent.body })).status,
      };
    },
    before: 422,
    from: 303,
  },
  {
    name: '§5 a member declares, not before the term is over',
    async ready({ house, deadline }, index) {
      const { application } = await filed(house);
      const member = await house.as(`member${index + 1}-10@example.kz`);
      const items = [{ application, conflict: false }];
      return { limit: deadline, act: async () => told(await member.json('/api/desk/10/declare', { items })) };
    },
    before: [409, 'TERM_NOT_OVER'],
    from: [200],
  },
];

export const LATER: Path[] = [
  {
    name: 'an objection to what was not admitted',
    async ready({ house, refused }, index) {
      const one = refused[index];
      if (one === undefined) throw new Error('nobody was refused');
      const [row] = await house.query<{ at: number }>(
        'SELECT decided_at AS at FROM decisions WHERE application = ?',
        one.application,
      );
      return {
        limit: startOfDay(addDays(objectBy(localDay(row?.at ?? 0), edition), 1)),
        async act() {
          const answer = await own(one, 'object', { text: 'Келіспеймін' });
          const [kept] = await house.query<{ late: number }>(
            'SELECT late FROM objections WHERE application = ?',
            one.application,
          );
          return [...told(answer), kept?.late];
        },
      };
    },
    before: [201, 0],
    from: [201, 1],
  },
];

export const AGENCY: Path[] = [
  {
    name: '§12 the term is extended to a day that is not over',
    ready({ house, deadline }, index) {
      const lastDay = addDays(localDay(deadline), index < 2 ? 6 + index : 12 + index);
      // The end of the last day, rolled to a working one.
      const last = [0, 6].includes(new Date(lastDay).getUTCDay()) ? null : lastDay;
      if (last === null) throw new Error(`${lastDay} is no working day`);
      return Promise.resolve({
        limit: startOfDay(addDays(last, 1)),
        act: async () => told(await house.agency.json('/api/desk/agency/extend', { lastDay: last, reason })),
      });
    },
    before: [200],
    from: [409, 'TERM_PAST'],
  },
  {
    name: '§13 a day is moved that lies ahead',
    ready({ house }, index) {
      const date = addDays('2026-11-09', index);
      return Promise.resolve({
        limit: startOfDay(date),
        act: async () =>
          told(await house.agency.json('/api/desk/agency/move-day', { date, working: false, reason })),
      });
    },
    before: [200],
    from: [409, 'MOVED_DAY_PAST'],
  },
];

export const PREPARED_AT = OPEN;
export const LONG_AFTER = (deadline: number): number => deadline + 2 * DAY;
