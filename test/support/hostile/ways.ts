// The ways on which a file comes into the house, and what stands in it afterwards: the rows are asked, not the answers.

import { Client, fieldsOf, multipart, newKey, tusMetadata } from '../../../host/rehearsal/client.ts';
import { fullForm } from '../edition.ts';
import { COMMISSION } from '../races/rows.ts';
import type { World } from '../races/world.ts';
import type { HostileFile } from './files.ts';

export type Kept = { name: string; size: number; sha256: string; type: string };
export type Holder = { client: Client; bearer: Record<string, string>; draft: string };
export type Way = {
  name: string;
  /** Sends each of the files; answers with every status that came. */
  send(world: World, files: readonly HostileFile[]): Promise<number[]>;
  /** The rows of files that came on it. */
  rows: string;
  /** Addresses of a row for those who may read it; `:id` and `:application` stand for its own. */
  read: { who: 'secretary' | 'applicant'; path: string; inline: boolean }[];
};

const HOUR = 3_600_000;
const GROUP = 10;
const groups = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );

export async function begun(world: World, more: object = {}): Promise<Holder> {
  const client = new Client(world.house.origin);
  const { body } = await client.json('/api/drafts', { form: fullForm({ region: COMMISSION, ...more }) });
  return { client, bearer: { authorization: `Bearer ${String(body.token)}` }, draft: String(body.draft) };
}
export const filed = ({ client, bearer }: Holder) =>
  client.json('/api/applications', {}, { ...bearer, 'idempotency-key': newKey() });

/** A name as a header of a part can carry it: what would end the header is taken as a browser writes it. */
const partName = (name: string): string =>
  name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const parts = (fields: [string, string][], sent: readonly HostileFile[], field: string) =>
  multipart(
    fields,
    sent.map(({ name, bytes }) => ({ field, name: partName(name), bytes })),
  );

const AS_DESK = {
  who: 'secretary',
  path: `/desk/files/${COMMISSION}/:application/:id`,
  inline: true,
} as const;
const OF_APPLICATIONS = (channel: string) =>
  `SELECT f.id, f.name, f.size, f.sha256, f.type, f.application FROM application_files f
   JOIN applications a ON a.id = f.application WHERE a.commission = '${COMMISSION}' AND ${channel}`;

export const WAYS: Way[] = [
  {
    name: 'form',
    async send(world, files) {
      const answers: number[] = [];
      for (const group of groups(files, GROUP)) {
        const client = new Client(world.house.origin);
        const fields = fieldsOf(fullForm({ region: COMMISSION, organisationRu: 'form' }));
        const { status, body } = await client.send('/api/drafts', {
          method: 'POST',
          ...parts(fields, group, 'files.evidence.1'),
        });
        const bearer = { authorization: `Bearer ${String(body.token)}` };
        answers.push(status, (await filed({ client, bearer, draft: '' })).status);
      }
      return answers;
    },
    rows: OF_APPLICATIONS(`json_extract(a.form, '$.organisationRu') = 'form'`),
    read: [AS_DESK],
  },
  {
    name: 'body',
    async send(world, files) {
      const answers: number[] = [];
      for (const group of groups(files, GROUP * GROUP)) {
        const holder = await begun(world, { organisationRu: 'body' });
        for (const { name, bytes } of group) {
          const path = `/api/drafts/files?kind=evidence&criterion=2&name=${encodeURIComponent(name.toWellFormed())}`;
          answers.push((await holder.client.bytes(path, bytes, holder.bearer)).status);
        }
        answers.push((await filed(holder)).status);
      }
      return answers;
    },
    rows: OF_APPLICATIONS(`json_extract(a.form, '$.organisationRu') = 'body'`),
    read: [AS_DESK],
  },
  {
    name: 'pieces',
    async send(world, files) {
      const answers: number[] = [];
      const said = { name: '', kind: 'evidence', criterion: '3', modified: '5' };
      for (const group of groups(files, GROUP * GROUP)) {
        const holder = await begun(world, { organisationRu: 'pieces' });
        for (const { name, bytes } of group) {
          const { status } = await holder.client.send('/api/drafts/uploads', {
            method: 'POST',
            headers: {
              ...holder.bearer,
              'tus-resumable': '1.0.0',
              'upload-length': String(bytes.byteLength),
              'content-type': 'application/offset+octet-stream',
              'upload-metadata': tusMetadata({ ...said, name: name.toWellFormed() }),
            },
            body: bytes,
          });
          answers.push(status);
        }
        answers.push((await filed(holder)).status);
      }
      return answers;
    },
    rows: OF_APPLICATIONS(`json_extract(a.form, '$.organisationRu') = 'pieces'`),
    read: [AS_DESK],
  },
  {
    name: 'paper',
    async send(world, files) {
      const secretary = await world.as('secretary');
      const answers: number[] = [];
      for (const group of groups(files, GROUP)) {
        const key = newKey();
        const fields: [string, string][] = [
          ['key', key],
          ['language', 'ru'],
          ['channel', 'post'],
          ['handedInAt', '2026-09-15T17:30'],
          ...fieldsOf(fullForm({ region: COMMISSION, organisationRu: 'paper' })),
        ];
        const entered = (sent: readonly HostileFile[]) =>
          secretary.send(`/api/desk/${COMMISSION}/intake`, {
            method: 'POST',
            ...parts(fields, sent, 'files.evidence.4'),
          });
        // Entered again without the files that were refused, it is filed with those that were taken.
        answers.push((await entered(group)).status, (await entered([])).status);
      }
      return answers;
    },
    rows: OF_APPLICATIONS(`a.channel = 'post'`),
    read: [AS_DESK],
  },
  {
    name: 'protocol',
    async send(world, files) {
      const secretary = await world.as('secretary');
      const answers: number[] = [];
      for (const { name, bytes } of files) {
        const path = `/api/desk/${COMMISSION}/protocol-file?name=${encodeURIComponent(name.toWellFormed())}`;
        answers.push((await secretary.bytes(path, bytes)).status);
      }
      return answers;
    },
    rows: '',
    read: [],
  },
  {
    name: 'materials',
    async send(world, files) {
      const { client, bearer } = world.filer;
      const answers: number[] = [];
      for (const file of files) {
        const sent = parts([['key', newKey()]], [file], 'files.project');
        const { status } = await client.send('/api/applications/materials', {
          method: 'POST',
          ...sent,
          headers: { ...sent.headers, ...bearer },
        });
        answers.push(status);
      }
      return answers;
    },
    rows: `SELECT id, name, size, sha256, type, application FROM materials WHERE sha256 <> ''`,
    read: [AS_DESK, { who: 'applicant', path: '/api/applications/materials/:id', inline: false }],
  },
  {
    name: 'messages',
    async send(world, files) {
      const answers: number[] = [];
      const clock = Date.parse('2026-09-20T05:00:00.000Z');
      // Ten an hour from one link.
      for (const [hour, group] of groups(files, GROUP).entries()) {
        await world.house.moveClock(clock + hour * HOUR, true);
        for (const file of group) {
          const { client, bearer } = await writer(world, hour);
          const sent = parts([['key', newKey()]], [file], 'file');
          const { status } = await client.send('/api/applications/messages', {
            method: 'POST',
            ...sent,
            headers: { ...sent.headers, ...bearer },
          });
          answers.push(status);
        }
      }
      return answers;
    },
    rows: `SELECT f.id, f.name, f.size, f.sha256, f.type, a.id AS application FROM message_files f
           JOIN applications a ON a.draft = f.draft`,
    read: [
      { who: 'secretary', path: `/desk/messages/${COMMISSION}/:application/:id`, inline: true },
      { who: 'applicant', path: '/api/applications/messages/:id', inline: false },
    ],
  },
];

/** Hours for which one thread takes ten messages each without being full. */
const HOURS_OF_A_THREAD = 15;
const writers = new WeakMap<World, Map<number, Holder>>();
/** Whose thread takes messages in this hour. */
async function writer(world: World, hour: number): Promise<Holder> {
  const known = writers.get(world) ?? new Map<number, Holder>();
  writers.set(world, known);
  const place = Math.floor(hour / HOURS_OF_A_THREAD);
  const holder = known.get(place) ?? (await begun(world, { organisationRu: 'messages' }));
  if (!known.has(place)) await filed(holder);
  known.set(place, holder);
  return holder;
}
/** Everybody who wrote messages. */
export const writersOf = (world: World): Holder[] => [...(writers.get(world)?.values() ?? [])];
