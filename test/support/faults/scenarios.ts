// Every way of writing, as a request whose dependencies can be made to fail: the state before it, and the request. A
// route that writes and has no row here fails the test.

import { createHash } from 'node:crypto';
import { commissionOf } from '../../../host/rehearsal/cast.ts';
import { Client, newKey } from '../../../host/rehearsal/client.ts';
import { pdfOf } from '../../../host/rehearsal/scene.ts';
import { fullForm } from '../edition.ts';
import { CLEAN, CLOSED, COMMISSION, MARKS, OTHER, SPARE } from '../races/rows.ts';
import type { World } from '../races/world.ts';
import { act, bytes, filesOf, form, json, KEY, send } from './ask.ts';
import type { Ask, Told } from './ask.ts';

export type Scenario = {
  /** The route of worker/access.ts. */
  route: string;
  /** Which act of it, where it has many. */
  name: string;
  /** Brings the world, where every scenario begins with received applications after the term, to where this one begins. */
  state?: (world: World) => void | Promise<void>;
  /** The request; made anew after each return to the state. */
  ask: (world: World) => Ask | Promise<Ask>;
  /** When it happens; after the term otherwise. */
  at?: string;
  /** Tables in which a repetition writes again, and why that is right. */
  again?: { tables: string[]; why: string };
  /** What it answers without faults, where that is neither 2xx nor 3xx. */
  answers?: number;
  /** What it answers to who sends it again after it was done, where that is something else. */
  repeated?: number;
  /** How its sender goes on, where not by the same request. */
  goesOn?: (ask: Ask) => Promise<Told>;
};

const OPEN = '2026-09-10T05:00:00.000Z';
const PDF = pdfOf('fault', 3000);
const reason = { kk: 'x', ru: 'x', en: 'x' };
const FIRST = 0;
const id = (world: World): string => world.ids[FIRST] ?? '';
const host = (world: World) => ({ authorization: `Bearer ${world.house.secret}` });
const invitation = (world: World, startsAt: number): void => {
  world.invited();
  world.run('UPDATE invitations SET starts_at = ?', startsAt);
};
const LATER = Date.parse(CLOSED) + 5 * 86_400_000;

/** An applicant of their own for each request: limits by link do not meet. */
const begun = (world: World) => world.begun('F');
const ready = async (world: World) => {
  const own = await begun(world);
  await own.client.bytes('/api/drafts/files?kind=report&name=r.pdf', PDF, own.bearer);
  return own;
};
const filed = async (world: World) => {
  const own = await ready(world);
  const { body } = await own.client.json(
    '/api/applications',
    {},
    { ...own.bearer, 'idempotency-key': newKey() },
  );
  return { ...own, id: String(body.application) };
};
const upload = async (world: World) => {
  const own = await begun(world);
  const said = { name: 'v.pdf', kind: 'evidence', criterion: '2', modified: '1' };
  const metadata = Object.entries(said).map(
    ([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`,
  );
  const headers = {
    ...own.bearer,
    'tus-resumable': '1.0.0',
    'upload-length': String(PDF.byteLength),
    'upload-metadata': metadata.join(','),
  };
  return { ...own, headers };
};
const uploading = async (world: World) => {
  const own = await upload(world);
  const { location } = await own.client.send('/api/drafts/uploads', { method: 'POST', headers: own.headers });
  return { ...own, location };
};
/** A CMS that says it is signed data, and nothing else. */
const CMS = Buffer.from('300b06092a864886f70d010702', 'hex').toString('base64');

const applicants: Scenario[] = [
  {
    route: 'POST /api/drafts',
    name: 'a draft',
    at: OPEN,
    ask: ({ house }) => json(new Client(house.origin), '/api/drafts', { form: fullForm() }),
    again: {
      tables: ['drafts'],
      why: 'nobody was told of the first one: it goes thirty days after the deadline',
    },
  },
  {
    route: 'POST /api/drafts',
    name: 'a draft with a file',
    at: OPEN,
    ask: ({ house }) =>
      filesOf(new Client(house.origin), '/api/drafts', { ...fullForm() }, [
        { field: 'files.report', name: 'r.pdf', bytes: PDF },
      ]),
    again: { tables: ['drafts', 'draft_files'], why: 'as above' },
  },
  {
    route: 'POST /api/drafts/open',
    name: 'a private link',
    at: OPEN,
    ask: async (world) => {
      const { client, bearer } = await begun(world);
      return form(client, '/api/drafts/open', { link: bearer.authorization ?? '', language: 'ru' });
    },
  },
  {
    route: 'POST /api/drafts/save',
    name: 'a save',
    at: OPEN,
    ask: async (world) => {
      const { client, bearer } = await begun(world);
      return json(client, '/api/drafts/save', { form: { phone: '+77010000000' } }, bearer);
    },
    again: { tables: ['drafts'], why: 'the same words saved again are one version more' },
  },
  {
    route: 'POST /api/drafts/link',
    name: 'the link by mail',
    at: OPEN,
    ask: async (world) => {
      const { client, bearer } = await begun(world);
      return form(client, '/api/drafts/link', { to: 'a@example.kz', language: 'kk' }, bearer);
    },
  },
  {
    route: 'POST /api/drafts/files',
    name: 'a file',
    at: OPEN,
    ask: async (world) => {
      const { client, bearer } = await begun(world);
      return bytes(client, '/api/drafts/files?kind=report&name=r.pdf', PDF, bearer);
    },
  },
  {
    route: 'POST /api/drafts/files',
    name: 'files of a form',
    at: OPEN,
    ask: async (world) => {
      const { client, bearer } = await begun(world);
      const files = ['1', '2'].map((n) => ({
        field: `files.evidence.${n}`,
        name: `e${n}.pdf`,
        bytes: pdfOf(`evidence ${n}`, 2000),
      }));
      return filesOf(client, '/api/drafts/files', { language: 'kk' }, files, {
        ...bearer,
        accept: 'text/html',
      });
    },
  },
  {
    route: 'POST /api/drafts/files/remove',
    name: 'a file that is taken back',
    at: OPEN,
    ask: async (world) => {
      const { client, bearer } = await ready(world);
      const token = (bearer.authorization ?? '').replace('Bearer ', '').split('.')[0] ?? '';
      const [row] = world.run<{ id: string }>('SELECT id FROM draft_files WHERE draft = ?', token);
      return form(client, '/api/drafts/files/remove', { file: row?.id ?? '' }, bearer);
    },
  },
  {
    route: 'POST /api/drafts/signature',
    name: 'a digital signature',
    at: OPEN,
    ask: async (world) => {
      const { client, bearer } = await ready(world);
      return { ...form(client, '/api/drafts/signature', {}, bearer), body: CMS };
    },
  },
  {
    route: 'POST /api/drafts/uploads',
    name: 'an upload begun',
    at: OPEN,
    ask: async (world) => {
      const { client, headers } = await upload(world);
      return { who: client, method: 'POST', path: '/api/drafts/uploads', headers };
    },
    again: { tables: ['uploads'], why: 'it has no bytes and goes with its draft' },
  },
  {
    route: 'PATCH /api/drafts/uploads/:id{[0-9a-f]{32}}',
    name: 'a piece',
    at: OPEN,
    ask: async (world) => {
      const { client, bearer, location } = await uploading(world);
      const headers = { ...bearer, 'tus-resumable': '1.0.0' };
      const type = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
      return { who: client, method: 'PATCH', path: location, headers: { ...headers, ...type }, body: PDF };
    },
    // As the protocol says: asks how much is held, and sends the rest.
    async goesOn(ask) {
      const asked = await send({ who: ask.who, method: 'HEAD', path: ask.path, headers: ask.headers });
      if (asked.status !== 200 || asked.offset === PDF.byteLength) return asked;
      const headers = { ...ask.headers, 'upload-offset': String(asked.offset) };
      return send({ ...ask, headers, body: PDF.slice(asked.offset) });
    },
  },
  {
    route: 'DELETE /api/drafts/uploads/:id{[0-9a-f]{32}}',
    name: 'an upload given up',
    at: OPEN,
    ask: async (world) => {
      const { client, headers, location } = await uploading(world);
      return { who: client, method: 'DELETE', path: location, headers };
    },
    repeated: 404,
  },
  {
    route: 'POST /api/applications',
    name: 'a filing',
    at: OPEN,
    ask: async (world) => {
      const { client, bearer } = await ready(world);
      return json(client, '/api/applications', {}, bearer);
    },
  },
  {
    route: 'POST /api/applications',
    name: 'a filing of a form',
    at: OPEN,
    ask: async (world) => {
      const { client, bearer } = await ready(world);
      return form(client, '/api/applications', { language: 'kk' }, { ...bearer, accept: 'text/html' });
    },
  },
  {
    route: 'POST /api/applications/correct',
    name: 'opened to be corrected',
    at: OPEN,
    ask: async (world) => {
      const { client, bearer } = await filed(world);
      return form(client, '/api/applications/correct', {}, bearer);
    },
  },
  {
    route: 'POST /api/applications/keep',
    name: 'back to what is filed',
    at: OPEN,
    ask: async (world) => {
      const { client, bearer } = await filed(world);
      await client.json('/api/applications/correct', {}, { ...bearer, 'idempotency-key': newKey() });
      return form(client, '/api/applications/keep', {}, bearer);
    },
  },
  {
    route: 'POST /api/applications/withdraw',
    name: 'withdrawn',
    at: OPEN,
    ask: async (world) => {
      const { client, bearer } = await filed(world);
      return form(client, '/api/applications/withdraw', { reason: 'x' }, bearer);
    },
  },
  {
    route: 'POST /api/applications/forget',
    name: 'forgotten',
    at: OPEN,
    ask: async (world) => {
      const { client, bearer } = await filed(world);
      return form(client, '/api/applications/forget', { sure: '1' }, bearer);
    },
    // Nothing is left that would know the link.
    repeated: 404,
  },
  {
    route: 'POST /api/applications/object',
    name: 'an objection',
    state: (world) => {
      world.run(
        "INSERT INTO decisions (application, admitted, grounds, reason, decided_at, decided_by) VALUES (?, 0, '[\"INCOMPLETE\"]', '', ?, 'x')",
        id(world),
        Date.parse(CLOSED),
      );
      world.milestone('admission-confirmed');
    },
    ask: ({ filer }) => form(filer.client, '/api/applications/object', { text: 'Жоқ' }, filer.bearer),
  },
  {
    route: 'POST /api/applications/materials',
    name: 'materials',
    state: (world) => {
      world.invited();
      return world.passed(id(world));
    },
    ask: ({ filer }) =>
      filesOf(
        filer.client,
        '/api/applications/materials',
        { language: 'kk', 'link.video': 'https://example.kz/v' },
        [{ field: 'files.project', name: 'p.pdf', bytes: PDF }],
        filer.bearer,
      ),
  },
  ...(['confirmed', 'asked', 'chosen'] as const).map((word) => ({
    route: 'POST /api/applications/interview',
    name: `interview: ${word}`,
    state: (world: World) => {
      invitation(world, LATER);
      world.run(
        "INSERT INTO slots (commission, stage, starts_at, minutes, place) VALUES (?, 'regional', ?, 30, 'x')",
        COMMISSION,
        LATER + 3_600_000,
      );
    },
    ask: ({ filer }: World) =>
      form(
        filer.client,
        '/api/applications/interview',
        { act: word, stage: 'regional', text: 'x', startsAt: new Date(LATER + 3_600_000).toISOString() },
        filer.bearer,
      ),
  })),
  {
    route: 'POST /api/applications/messages',
    name: 'a message of the applicant',
    at: OPEN,
    ask: async (world) => {
      const { client, bearer } = await filed(world);
      const files = [{ field: 'files', name: 'm.pdf', bytes: PDF }];
      return filesOf(client, '/api/applications/messages', { text: 'Сәлем' }, files, bearer);
    },
  },
  {
    route: 'POST /api/questions',
    name: 'a question',
    ask: ({ house }) =>
      form(new Client(house.origin), '/api/questions', {
        text: 'Неге?',
        mail: 'q@example.kz',
        language: 'kk',
      }),
  },
];

const desk: Scenario[] = [
  {
    route: 'POST /api/desk/:commission/intake',
    name: 'an application on paper',
    ask: async (world) => {
      const fields = { language: 'ru', channel: 'post', handedInAt: '2026-09-14T17:30', ...fullForm() };
      const files = [{ field: 'files.form', name: 'scan.pdf', bytes: PDF }];
      return filesOf(await world.as('secretary'), `/api/desk/${COMMISSION}/intake`, fields, files);
    },
    again: { tables: ['drafts'], why: 'what was typed is saved again before it is filed' },
  },
  {
    route: 'POST /api/desk/:commission/sheet-draft',
    name: 'a sheet tapped',
    state: (world) => world.admitted(),
    ask: async (world) =>
      form(await world.as('member1'), `/api/desk/${COMMISSION}/sheet-draft`, {
        application: id(world),
        after: '0',
        'marks.0': '3',
      }),
  },
  {
    route: 'POST /api/desk/:commission/paper-sheet',
    name: 'a sheet on paper',
    state: (world) => world.admitted(),
    ask: async (world) => {
      const fields = { application: id(world), seat: '3', marks: MARKS, violations: CLEAN, reason: '' };
      const files = [{ field: 'scan', name: 'sheet.pdf', bytes: PDF }];
      return filesOf(await world.as('secretary'), `/api/desk/${COMMISSION}/paper-sheet`, fields, files);
    },
  },
  {
    route: 'POST /api/desk/:commission/protocol-file',
    name: 'the scan of a protocol',
    ask: async (world) => bytes(await world.as('secretary'), `/api/desk/${COMMISSION}/protocol-file`, PDF),
  },
  {
    route: 'POST /api/desk/:commission/protocol/:act',
    name: 'a signed protocol',
    state: (world) => {
      world.marked();
      for (const name of ['committed', 'opened']) world.milestone(name);
    },
    ask: async (world) =>
      filesOf(
        await world.as('secretary'),
        `/api/desk/${COMMISSION}/protocol/sign-selection`,
        { signedOn: '2026-09-16' },
        [{ field: 'file', name: 'p.pdf', bytes: PDF }],
      ),
  },
  {
    route: 'POST /api/sessions/end',
    name: 'a session that is ended',
    ask: async (world) => form(await world.as('member5'), '/api/sessions/end', { session: 'others' }),
  },
];

const ACT = 'POST /api/desk/:commission/:act';
type Acting = (world: World) => [part: string, input: unknown, commission?: string];
const acting = (name: string, how: Acting, more: Partial<Scenario> = {}): Scenario => ({
  route: ACT,
  name,
  async ask(world) {
    const [part, input, commission = COMMISSION] = how(world);
    const who = await world.as(part, part === 'agency' ? '' : commission);
    return act(who, commission, name, input);
  },
  ...more,
});
const voted =
  (silent: number[]) =>
  (world: World): void => {
    world.invited();
    const cast = [1, 2, 3, 4, 5].filter((seat) => !silent.includes(seat));
    world.sitting('sitting-of-faults', Object.fromEntries(cast.map((seat) => [seat, [id(world)]])));
  };
const appearances = (world: World) =>
  world.ids.map((application) => ({ application, appearance: 'appeared' }));
const person = { name: 'Адам', position: 'Маман', employer: '', email: 'new@example.kz', language: 'kk' };

const acts: Scenario[] = [
  acting('set-commission', () => ['agency', { seats: commissionOf(SPARE, 3) }, SPARE]),
  acting('appoint', () => ['agency', { as: 'observer', ...person }]),
  acting('extend', () => ['agency', { lastDay: '2026-10-05', reason }, 'agency']),
  acting('move-day', () => ['agency', { date: '2026-10-08', working: false, reason }, 'agency']),
  acting('publish-composition', () => ['agency', {}]),
  acting('remind-commission', () => ['agency', {}]),
  acting('take-extract', () => [
    'agency',
    { commission: COMMISSION, from: '2026-09-01', to: '2026-09-30' },
    'agency',
  ]),
  acting('transfer', (world) => ['secretary', { application: id(world), target: OTHER, reason: 'x' }]),
  acting('withdraw', (world) => ['secretary', { application: id(world), reason: 'x' }]),
  acting('recuse', (world) => ['member2', { application: id(world), reason: 'x' }]),
  acting('declare', (world) => ['member1', { items: [{ application: id(world), conflict: false }] }]),
  acting('propose', (world) => [
    'secretary',
    { application: id(world), admitted: true, grounds: [], reason: '' },
  ]),
  acting('admission-list', (world) => ['secretary', { items: world.items(world.ids) }]),
  acting('confirm-admission', () => ['chair', { version: 1 }], { state: (world) => world.listed() }),
  acting(
    'mark',
    (world) => [
      'member1',
      { application: id(world), marks: MARKS, violations: CLEAN, remarks: CLEAN.map(() => '') },
    ],
    { state: (world) => world.admitted() },
  ),
  acting('commit-sheets', () => ['secretary', {}], { state: (world) => world.marked() }),
  acting(
    'invite-evenly',
    () => [
      'secretary',
      {
        windows: [{ day: '2026-09-28', from: '09:00', until: '18:00' }],
        minutes: 30,
        place: 'x',
        open: true,
      },
    ],
    {
      state: (world) => {
        world.invited();
        world.run('DELETE FROM invitations');
      },
    },
  ),
  acting('call-sitting', () => ['secretary', { startsAt: '2026-09-20T05:00:00.000Z', place: 'x' }], {
    state: (world) => invitation(world, LATER),
  }),
  acting(
    'open-sitting',
    (world) => ['secretary', { present: [1, 2, 3, 4, 5], appearances: appearances(world) }],
    {
      state: (world) => world.invited(),
    },
  ),
  acting('ballot', (world) => ['member4', { choices: [id(world)] }], { state: voted([5]) }),
  acting('close-vote', () => ['secretary', {}], { state: voted([]) }),
  acting('send-message', (world) => ['secretary', { application: id(world), text: 'Сұрақ' }]),
];

/** As before the first administrator. */
const nobody = (world: World): void => {
  world.run("UPDATE seats SET commission = 'x', role = 'observer' WHERE commission = 'agency'");
  world.run("DELETE FROM requests WHERE key LIKE 'first-administrator:%'");
};

const staff: Scenario[] = [
  {
    route: 'POST /api/sign-in',
    name: 'a link is asked for',
    ask: ({ house }) =>
      form(new Client(house.origin), '/api/sign-in', { email: 'chair-10@example.kz', language: 'kk' }),
    again: {
      tables: ['journal', 'journal_places', 'requests', 'outbox', 'verification'],
      why: 'each link is one of its own, and each opens the desk once',
    },
  },
  {
    route: 'POST /api/sign-in/link',
    name: 'a link of a rehearsal',
    ask: (world) =>
      json(
        new Client(world.house.origin),
        '/api/sign-in/link',
        { email: 'chair-10@example.kz' },
        host(world),
      ),
    again: { tables: ['verification'], why: 'as above' },
  },
  {
    route: 'POST /api/sign-in/use',
    name: 'a link is used',
    ask: async (world) => {
      const client = new Client(world.house.origin);
      const email = 'chair-10@example.kz';
      const { body } = await client.json('/api/sign-in/link', { email }, host(world));
      return form(client, '/api/sign-in/use', { token: String(body.token), language: 'kk' });
    },
    // It opens the desk once: who lost the answer asks for another.
    repeated: 403,
  },
  {
    route: 'POST /api/sign-out',
    name: 'signing out',
    ask: async ({ house }) => form(await house.as('member6-10@example.kz'), '/api/sign-out', {}),
  },
  {
    route: 'POST /api/second-factor',
    name: 'a second factor',
    ask: async (world) => form(await world.as('secretary'), '/api/second-factor', { language: 'kk' }),
  },
  {
    route: 'POST /api/first-administrator',
    name: 'the first link, after the first administrator',
    ask: (world) => json(new Client(world.house.origin), '/api/first-administrator', {}, host(world)),
    answers: 409,
  },
  {
    route: 'POST /api/first-administrator',
    name: 'the first link',
    state: nobody,
    ask: (world) => json(new Client(world.house.origin), '/api/first-administrator', {}, host(world)),
  },
  {
    route: 'POST /api/first-administrator/use',
    name: 'the first administrator',
    state: nobody,
    ask: async (world) => {
      const first = await new Client(world.house.origin).json('/api/first-administrator', {}, host(world));
      const token = new URL(String(first.body.link)).searchParams.get('token') ?? '';
      return form(new Client(world.house.origin), '/api/first-administrator/use', {
        ...{ token, language: 'kk', name: 'Әкімші', position: '', email: 'first@example.kz' },
      });
    },
    // The link is used once: who lost the answer holds the seat and signs in by mail.
    repeated: 404,
    again: { tables: ['verification'], why: 'a link that nobody was given ends by itself' },
  },
  {
    route: 'POST /api/letters',
    name: 'letters leave',
    ask: (world) => json(new Client(world.house.origin), '/api/letters', {}, host(world)),
  },
  {
    route: 'POST /api/rebuild',
    name: 'a rebuild',
    ask: (world) => json(new Client(world.house.origin), '/api/rebuild', {}, host(world)),
  },
  {
    route: 'POST /api/clock',
    name: 'the clock',
    ask: ({ house }) => json(new Client(house.origin), '/api/clock', { now: CLOSED, still: true }),
  },
];

export const SCENARIOS: readonly Scenario[] = [...applicants, ...desk, ...acts, ...staff];

/** The hash under which a file of a scenario is kept. */
export const hashOf = (file: Uint8Array): string => createHash('sha256').update(file).digest('hex');
export { KEY };
