// §12: everybody files, some over a bad line; some change their minds.

import { castOf } from './cast.ts';
import type { Applicant } from './cast.ts';
import { Client, expect, fieldsOf, multipart, newKey, tusMetadata } from './client.ts';
import { extend } from './placing.ts';
import { ALL, DAY, FILE_BYTES, pdfOf } from './scene.ts';
import type { Filed, Scene } from './scene.ts';

/** Everybody in time first, `atOnce` side by side, then the late ones after the deadline. */
export async function fileAll(scene: Scene): Promise<Filed[]> {
  const { regions, applicants, seed, atOnce } = scene.options;
  const cast = castOf(ALL.slice(0, regions), applicants, seed);
  await scene.clock(new Date(scene.deadline - DAY / 4).toISOString());
  const filed: Filed[] = [];
  const inTime = cast.filter(({ part }) => part !== 'late');
  // Two of the first region have a bad line and are not part of the figures.
  const [recovered, resumed] = inTime;
  if (recovered !== undefined) filed.push(await file(scene, recovered, 'recovered'));
  if (resumed !== undefined) filed.push(await file(scene, resumed, 'resumed'));
  const queue = inTime.slice(2);
  const started = performance.now();
  const line = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      filed.push(await file(scene, next));
      scene.stage.tell('filing', filed.length, cast.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, line));
  scene.tally.filingSeconds = (performance.now() - started) / 1000;
  await changeMinds(scene, filed);
  await extend(scene);
  await scene.clock(new Date(scene.deadline).toISOString());
  for (const late of cast.filter(({ part }) => part === 'late')) filed.push(await file(scene, late));
  scene.tally.applications = filed.length;
  scene.receipts = filed.map(({ receipt }) => receipt);
  scene.tally.late = filed.filter(({ late }) => late).length;
  return filed;
}

/** One files again what was corrected, another withdraws; both had filed in time. */
async function changeMinds(scene: Scene, filed: Filed[]): Promise<void> {
  const again = filed.find(({ applicant }) => applicant.part === 'violation');
  if (again !== undefined) {
    const { client, bearer } = again;
    const key = (): Record<string, string> => ({ ...bearer, 'idempotency-key': newKey() });
    expect(await client.json('/api/applications/correct', {}, key()), 200, 'correction');
    const services = 'Түзетілген тізбе';
    expect(await client.json('/api/drafts/save', { form: { services } }, bearer), 200, 'corrected draft');
    const answer = expect(await client.json('/api/applications', {}, key()), 201, 'filing again');
    Object.assign(again, {
      application: String(answer.application),
      filing: String(answer.filing),
      receipt: answer.receipt,
    });
  }
  const gone = filed.find(({ applicant }) => applicant.part === 'weak');
  if (gone !== undefined) {
    const headers = { ...gone.bearer, 'idempotency-key': newKey() };
    expect(await gone.client.json('/api/applications/withdraw', {}, headers), 200, 'withdrawal');
    gone.withdrawn = true;
    scene.tally.withdrawn += 1;
  }
}

/** Takes the draft up on another computer by its private link, and looks that everything is there. */
async function recover(scene: Scene, applicant: Applicant, token: string): Promise<void> {
  const elsewhere = new Client(scene.stage.origin);
  const link = `${scene.stage.origin}/kk/return/#${token}`;
  expect(await elsewhere.form('/api/drafts/open', { link, language: 'kk' }), 303, 'private link');
  const page = expect(await elsewhere.send('/kk/application/organisation/'), 200, 'recovered draft');
  if (!String(page.text).includes(applicant.form.email)) throw new Error('a recovered draft lost its text');
  scene.tally.draftsRecovered += 1;
}

/** Sends one more file in pieces (tus), breaks off after the first, asks what arrived and goes on. */
async function resume(scene: Scene, client: Client, bearer: Record<string, string>): Promise<void> {
  const bytes = pdfOf('resumed', 3 * FILE_BYTES);
  const tus = { ...bearer, 'tus-resumable': '1.0.0' };
  const said = { name: 'video-script.pdf', kind: 'evidence', criterion: '3', modified: '1' };
  const begun = await client.send('/api/drafts/uploads', {
    method: 'POST',
    headers: {
      ...tus,
      'upload-length': String(bytes.byteLength),
      'upload-metadata': tusMetadata(said),
    },
  });
  expect(begun, 201, 'upload');
  const path = begun.location;
  const piece = (offset: number, end: number) =>
    client.send(path, {
      method: 'PATCH',
      headers: {
        ...tus,
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
      },
      body: bytes.slice(offset, end),
    });
  expect(await piece(0, FILE_BYTES), 204, 'first piece');
  const asked = await client.send(path, { method: 'HEAD', headers: tus });
  expect(await piece(asked.offset, bytes.byteLength), 204, 'the rest');
  scene.tally.uploadsResumed += 1;
}

async function file(
  scene: Scene,
  applicant: Applicant,
  line: 'good' | 'recovered' | 'resumed' = 'good',
): Promise<Filed> {
  const client = new Client(scene.stage.origin);
  // The applicant has the files before the clock of the figures starts.
  const kinds = applicant.part === 'incomplete' ? ['report', 'evidence'] : ['form', 'report', 'evidence'];
  const sent = multipart(
    fieldsOf(applicant.form),
    kinds.map((kind, index) => ({
      field: `files.${kind}`,
      name: `${kind}.pdf`,
      bytes: pdfOf(`${applicant.form.email} ${kind}`, FILE_BYTES + index),
    })),
  );
  const began = performance.now();
  const draft = expect(await client.send('/api/drafts', { method: 'POST', ...sent }), 201, 'draft');
  if ((draft.files as unknown[]).length !== kinds.length) throw new Error(JSON.stringify(draft.findings));
  const bearer = { authorization: `Bearer ${String(draft.token)}` };
  if (line === 'recovered') await recover(scene, applicant, String(draft.token));
  if (line === 'resumed') await resume(scene, client, bearer);
  const answer = expect(
    await client.json('/api/applications', {}, { ...bearer, 'idempotency-key': newKey() }),
    201,
    'filing',
  );
  if (line === 'good') scene.tally.filingMs.push(performance.now() - began);
  return {
    applicant,
    application: String(answer.application),
    filing: String(answer.filing),
    late: answer.late === true,
    commission: String(answer.commission),
    receipt: answer.receipt,
    withdrawn: false,
    client,
    bearer,
  };
}
