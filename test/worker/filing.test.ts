import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { fullForm } from '../support/edition.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let deadline: number;
const pdf = (text: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`%PDF-1.7\n% ${text}\n%%EOF\n`);
const kinds = ['form', 'report', 'evidence'] as const;

beforeAll(async () => {
  house = await startHouse();
  deadline = await house.placed('2026-09-01T05:00:00.000Z', ['10']);
});
afterAll(() => house.close());

/** A draft with its files, ready to be filed. */
async function draft(
  changes = {},
  files: readonly string[] = kinds,
): Promise<{ client: Client; bearer: Record<string, string> }> {
  const client = new Client(house.origin);
  const started = await client.json('/api/drafts', { form: fullForm(changes) });
  expect(started.status).toBe(201);
  const bearer = { authorization: `Bearer ${String(started.body.token)}` };
  for (const kind of files) {
    const stored = await client.bytes(`/api/drafts/files?kind=${kind}&name=${kind}.pdf`, pdf(kind), bearer);
    expect(stored.status).toBe(201);
  }
  return { client, bearer };
}
const file = async ({ client, bearer }: Awaited<ReturnType<typeof draft>>, key = newKey()) =>
  client.json('/api/applications', {}, { ...bearer, 'idempotency-key': key });

describe('§12 filing', () => {
  it('answers with number, instant and the hash of every file, and writes journal and letter at once', async () => {
    await house.moveClock('2026-09-10T05:00:00.000Z');
    const { status, body } = await file(await draft());
    expect(status).toBe(201);
    expect(body).toMatchObject({ late: false, commission: '10', findings: [] });
    expect(body.reference).toMatch(/^UZ26-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(body.filing).toMatch(/^[0-9a-f]{32}$/);
    const files = body.files as { kind: string; sha256: string }[];
    expect(files.map(({ kind }) => kind)).toEqual(['form', 'report', 'evidence']);
    expect(files.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
    const [journal] = await house.query(
      'SELECT act, seq FROM journal WHERE stream = ?',
      `application:${String(body.application)}`,
    );
    expect(journal).toEqual({ act: 'file-application', seq: 1 });
    const [letter] = await house.query(
      'SELECT recipient, template FROM outbox WHERE key = ?',
      `filed:${String(body.application)}`,
    );
    expect(letter).toEqual({ recipient: 'clerk@example.kz', template: 'filed' });
  });

  test.each([
    [-60_000, false],
    [0, true],
    [60_000, true],
  ])('%i ms from the deadline is late: %s, and is kept', async (offset, late) => {
    const ready = await draft();
    await house.moveClock(deadline + offset);
    const { status, body } = await file(ready);
    expect([status, body.late]).toEqual([201, late]);
  });

  it('no row can claim to be in time when it was not', async () => {
    const [row] = await house.query<{ id: string }>('SELECT id FROM applications LIMIT 1');
    const copy = house.query(
      `INSERT INTO applications (id, reference, filing, edition, draft, version, commission, received_by, received_at,
         late, form, manifest_sha256, organisation_fold, organisation_sort)
       SELECT 'x', 'x', 'x', edition, 'x', 1, commission, received_by, ?, 0, form, manifest_sha256, organisation_fold,
         organisation_sort FROM applications WHERE id = ?`,
      deadline,
      row?.id ?? '',
    );
    await expect(copy).rejects.toThrow('LATE §12');
    await expect(
      house.query('UPDATE applications SET late = 1 - late WHERE id = ?', row?.id ?? ''),
    ).rejects.toThrow('FILED §12');
    await expect(house.query('DELETE FROM journal')).rejects.toThrow('APPEND ONLY');
  });

  it('incomplete is filed all the same, with every finding', async () => {
    await house.moveClock('2026-09-10T05:00:00.000Z');
    const { status, body } = await file(await draft({ phone: '' }, ['report']));
    expect(status).toBe(201);
    expect((body.findings as { code: string }[]).map(({ code }) => code)).toEqual([
      'PHONE_MISSING',
      'SIGNATURE_MISSING',
      'EVIDENCE_MISSING',
    ]);
  });

  it('what cannot be read is 422 at its field, and nothing is lost', async () => {
    const ready = await draft({ email: 'clerk-without-at' });
    const { status, body } = await file(ready);
    expect(status).toBe(422);
    expect(body.findings).toEqual([{ clause: '13', code: 'EMAIL_INVALID', kind: 'refusal', field: 'email' }]);
    const [kept] = await house.query<{ n: number }>(
      `SELECT count(*) AS n FROM draft_files f JOIN drafts d ON d.id = f.draft WHERE d.form LIKE '%clerk-without-at%'`,
    );
    expect(kept?.n).toBe(3);
  });

  it('the same key gives the same receipt, another key too, and there is one application', async () => {
    const ready = await draft();
    const key = newKey();
    const answers = await Promise.all([file(ready, key), file(ready, key), file(ready), file(ready)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  it('goes to Astana when the body is central (§6)', async () => {
    const { body } = await file(await draft({ kind: 'central_body', region: '10' }));
    expect(body.commission).toBe('71');
  });
});

describe('files', () => {
  it('a bad one is refused with a sentence, the good ones stay', async () => {
    const { client, bearer } = await draft();
    const send = (name: string, bytes: Uint8Array<ArrayBuffer>) =>
      client.bytes(`/api/drafts/files?kind=evidence&name=${name}`, bytes, bearer);
    const codes = async (name: string, bytes: Uint8Array<ArrayBuffer>): Promise<unknown> => {
      const { status, body } = await send(name, bytes);
      return [status, (body.findings as { code: string }[]).map(({ code }) => code)];
    };
    expect(await codes('empty.pdf', new Uint8Array())).toEqual([422, ['FILE_EMPTY']]);
    expect(await codes('program.exe', pdf('x'))).toEqual([422, ['FILE_TYPE']]);
    expect(await codes('really.png', pdf('x'))).toEqual([422, ['FILE_TYPE']]);
    const [count] = await house.query<{ n: number }>('SELECT count(*) AS n FROM draft_files');
    expect(await codes('evidence.pdf', pdf('evidence'))).toEqual([201, []]);
    expect((await house.query<{ n: number }>('SELECT count(*) AS n FROM draft_files'))[0]).toEqual(count);
  });

  it('a stranger sees nothing', async () => {
    const stranger = new Client(house.origin);
    const bearer = { authorization: `Bearer ${'0'.repeat(32)}.${'0'.repeat(64)}` };
    expect((await stranger.json('/api/applications', {}, bearer)).status).toBe(404);
    expect((await stranger.bytes('/api/drafts/files?kind=form&name=a.pdf', pdf('x'), bearer)).status).toBe(
      404,
    );
    expect((await stranger.send('/api/applications/receipt')).status).toBe(404);
  });
});
