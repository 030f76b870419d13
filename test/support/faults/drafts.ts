// Writing into a draft: its words, its files, its uploads in pieces.

import { Client, tusMetadata } from '../../../host/rehearsal/client.ts';
import { pdfOf } from '../../../host/rehearsal/scene.ts';
import { fullForm } from '../edition.ts';
import type { World } from '../races/world.ts';
import { bytes, filesOf, form, json, send } from './ask.ts';
import { begun, OPEN, owned, PDF, ready } from './scenario.ts';
import type { Scenario } from './scenario.ts';

const upload = async (world: World) => {
  const own = await begun(world);
  const said = { name: 'v.pdf', kind: 'evidence', criterion: '2', modified: '1' };
  const headers = {
    ...own.bearer,
    'tus-resumable': '1.0.0',
    'upload-length': String(PDF.byteLength),
    'upload-metadata': tusMetadata(said),
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

export const drafts: Scenario[] = [
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
  owned('POST /api/drafts/open', 'a private link', begun, ({ client, bearer }) =>
    form(client, '/api/drafts/open', { link: bearer.authorization ?? '', language: 'ru' }),
  ),
  owned(
    'POST /api/drafts/save',
    'a save',
    begun,
    ({ client, bearer }) => json(client, '/api/drafts/save', { form: { phone: '+77010000000' } }, bearer),
    { again: { tables: ['drafts'], why: 'the same words saved again are one version more' } },
  ),
  owned('POST /api/drafts/link', 'the link by mail', begun, ({ client, bearer }) =>
    form(client, '/api/drafts/link', { to: 'a@example.kz', language: 'kk' }, bearer),
  ),
  owned('POST /api/drafts/files', 'a file', begun, ({ client, bearer }) =>
    bytes(client, '/api/drafts/files?kind=report&name=r.pdf', PDF, bearer),
  ),
  owned('POST /api/drafts/files', 'files of a form', begun, ({ client, bearer }) => {
    const files = ['1', '2'].map((n) => ({
      field: `files.evidence.${n}`,
      name: `e${n}.pdf`,
      bytes: pdfOf(`evidence ${n}`, 2000),
    }));
    return filesOf(client, '/api/drafts/files', { language: 'kk' }, files, {
      ...bearer,
      accept: 'text/html',
    });
  }),
  owned('POST /api/drafts/files/remove', 'a file that is taken back', ready, ({ client, bearer }, world) => {
    const token = (bearer.authorization ?? '').replace('Bearer ', '').split('.')[0] ?? '';
    const [row] = world.run<{ id: string }>('SELECT id FROM draft_files WHERE draft = ?', token);
    return form(client, '/api/drafts/files/remove', { file: row?.id ?? '' }, bearer);
  }),
  owned('POST /api/drafts/signature', 'a digital signature', ready, ({ client, bearer }) => ({
    ...form(client, '/api/drafts/signature', {}, bearer),
    body: CMS,
  })),
  owned(
    'POST /api/drafts/uploads',
    'an upload begun',
    upload,
    ({ client, headers }) => ({ who: client, method: 'POST', path: '/api/drafts/uploads', headers }),
    { again: { tables: ['uploads'], why: 'it has no bytes and goes with its draft' } },
  ),
  owned(
    'PATCH /api/drafts/uploads/:id{[0-9a-f]{32}}',
    'a piece',
    uploading,
    ({ client, bearer, location }) => {
      const headers = { ...bearer, 'tus-resumable': '1.0.0' };
      const type = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
      return { who: client, method: 'PATCH', path: location, headers: { ...headers, ...type }, body: PDF };
    },
    {
      // As the protocol says: asks how much is held, and sends the rest.
      async goesOn(ask) {
        const asked = await send({ who: ask.who, method: 'HEAD', path: ask.path, headers: ask.headers });
        if (asked.status !== 200 || asked.offset === PDF.byteLength) return asked;
        const headers = { ...ask.headers, 'upload-offset': String(asked.offset) };
        return send({ ...ask, headers, body: PDF.slice(asked.offset) });
      },
    },
  ),
  owned(
    'DELETE /api/drafts/uploads/:id{[0-9a-f]{32}}',
    'an upload given up',
    uploading,
    ({ client, headers, location }) => ({ who: client, method: 'DELETE', path: location, headers }),
    { repeated: 404 },
  ),
];
