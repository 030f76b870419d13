// A contest up to its marks, played over HTTP by its people: two of them with other hidden sheets are the two worlds of
// the leak test. The clock stands still, so that only what is drawn at random differs besides.

import type { Language } from '#rules/application';
import { Client, multipart, newKey } from '../../../host/rehearsal/client.ts';
import { fullForm } from '../edition.ts';
import { startHouse } from '../start.ts';
import type { TestHouse } from '../start.ts';

export const NAMES = ['Ақбұлақ', 'Бөлім', 'Вокзал', 'Ғимарат'];
/** The term is over. */
const CLOSED = '2026-09-17T05:00:00.000Z';
const CLEAN = Array<boolean>(6).fill(false);
const STRONG = [5, 5, 5, 5, 5, 5];
const WEAK = [2, 0, 3, 2, 3, 2];

export type LeakWorld = {
  house: TestHouse;
  ids: string[];
  files: string[];
  /** In which its pages are asked. */
  languages: readonly Language[];
  /** Where the clock stands, in milliseconds. */
  at: number;
  people: Map<string, Client>;
  applicants: { client: Client; bearer: Record<string, string> }[];
};

/** Texts of the hidden sheets begin with this, so that one of them on a wrong page is seen. */
export const SECRET = 'құпия';

/** The sheet that a seat gives an application where `strong` is the one that will pass. */
function sheetOf(ids: string[], index: number, strong: number, seat: number) {
  const high = index === strong;
  const violations = CLEAN.map((_, criterion) => !high && criterion === 1);
  const remarks = violations.map((on) => (on ? `${SECRET} ${strong} ${seat} ${'x'.repeat(7 * index)}` : ''));
  return { application: ids[index] ?? '', marks: high ? STRONG : WEAK, violations, remarks };
}

/** Placement to admission; every member but the sixth has declared, the last of them a conflict. */
export async function openWorld(languages: readonly Language[]): Promise<LeakWorld> {
  const house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10', '11'], true);
  const world: LeakWorld = {
    house,
    ids: [],
    files: [],
    languages,
    at: Date.parse(CLOSED),
    people: new Map(),
    applicants: [],
  };
  for (const name of NAMES) {
    const client = new Client(house.origin);
    const form = fullForm({ organisationKk: `${name} (қаз)`, organisationRu: `${name} (рус)` });
    const { body } = await client.json('/api/drafts', { form });
    const bearer = { authorization: `Bearer ${String(body.token)}` };
    const evidence = new TextEncoder().encode(`%PDF-1.7\n% ${name}\n%%EOF\n`);
    await client.bytes('/api/drafts/files?kind=evidence&criterion=1&name=a.pdf', evidence, bearer);
    const filed = await client.json('/api/applications', {}, { ...bearer, 'idempotency-key': newKey() });
    world.ids.push(String(filed.body.application));
    world.applicants.push({ client, bearer });
  }
  for (const id of world.ids) {
    const rows = await house.query<{ id: string }>(
      'SELECT id FROM application_files WHERE application = ?',
      id,
    );
    world.files.push(rows[0]?.id ?? '');
  }
  await house.moveClock(CLOSED, true);
  for (const part of ['secretary', 'chair', 'member1', 'member2', 'member3', 'member4', 'member6']) {
    world.people.set(part, await house.as(`${part}-10@example.kz`));
  }
  world.people.set('agency', house.agency);
  world.people.set('elsewhere', await house.as('secretary-11@example.kz'));
  const items = world.ids.map((application) => ({ application, admitted: true, grounds: [], reason: '' }));
  const { version } = await done(world, 'secretary', 'admission-list', { items });
  await done(world, 'chair', 'confirm-admission', { version });
  for (const part of ['chair', 'member1', 'member2', 'member3', 'member4', 'member6']) {
    const conflict = part === 'member6';
    const said = world.ids.map((application) => ({ application, conflict, reason: conflict ? 'туыс' : '' }));
    await done(world, part, 'declare', { items: said });
  }
  await house.tick();
  await house.rebuilt();
  return world;
}

/** A second passes: entries of one instant stand in the journal by what is drawn at random. */
async function later(world: LeakWorld): Promise<void> {
  world.at += 1_000;
  await world.house.moveClock(world.at, true);
}

async function done(
  world: LeakWorld,
  part: string,
  name: string,
  input: unknown,
): Promise<Record<string, unknown>> {
  await later(world);
  const answer = await world.people.get(part)?.json(`/api/desk/10/${name}`, input);
  if (answer?.status !== 200) throw new Error(`${name}: ${JSON.stringify(answer?.body)}`);
  return answer.body;
}

/** The chair's sheets, the same in every world, and hidden ones: seat 3's own, seat 4 unfinished, seat 5 from paper. */
export async function partlyMarked(world: LeakWorld, strong: number): Promise<void> {
  for (const [index, application] of world.ids.entries()) {
    await done(world, 'chair', 'mark', { application, marks: [4, 4, 4, 4, 4, 4], violations: CLEAN });
    await done(world, 'member2', 'mark', sheetOf(world.ids, index, strong, 3));
    const { marks, violations, remarks } = sheetOf(world.ids, index, strong, 4);
    const draft = new URLSearchParams({ application, after: '0' });
    marks.forEach((mark, criterion) => draft.append(`marks.${criterion}`, String(mark)));
    violations.forEach((on, criterion) => draft.append(`violations.${criterion}:bool`, on ? '1' : ''));
    remarks.forEach((remark, criterion) => draft.append(`remarks.${criterion}`, remark));
    await later(world);
    const kept = await world.people
      .get('member3')
      ?.form('/api/desk/10/sheet-draft', Object.fromEntries(draft));
    if (kept?.status !== 200) throw new Error(JSON.stringify(kept?.body));
    await fromPaper(world, sheetOf(world.ids, index, strong, 5));
  }
}

async function fromPaper(world: LeakWorld, sheet: ReturnType<typeof sheetOf>): Promise<void> {
  await later(world);
  const scan = new TextEncoder().encode(`%PDF-1.7\n% ${JSON.stringify(sheet)}\n%%EOF\n`);
  const sent = multipart(
    [
      ['key', newKey()],
      ['application', sheet.application],
      ['seat', '5'],
      ...sheet.marks.map((mark, index): [string, string] => [`marks.${index}`, String(mark)]),
      ...sheet.violations.map((on, index): [string, string] => [`violations.${index}:bool`, on ? '1' : '']),
      ...sheet.remarks.map((remark, index): [string, string] => [`remarks.${index}`, remark]),
    ],
    [{ field: 'scan', name: 'sheet.pdf', bytes: scan }],
  );
  const answer = await world.people
    .get('secretary')
    ?.send('/api/desk/10/paper-sheet', { method: 'POST', ...sent });
  if (answer?.status !== 200) throw new Error(JSON.stringify(answer?.body));
}

/** The sheets that are still needed: the unfinished ones are filed, one more comes from paper. */
export async function wholeMarked(world: LeakWorld, strong: number): Promise<void> {
  for (const index of world.ids.keys()) {
    await done(world, 'member3', 'mark', sheetOf(world.ids, index, strong, 4));
    await done(world, 'secretary', 'mark', { ...sheetOf(world.ids, index, strong, 6), seat: 6 });
  }
}

/** What the sites and the letters need to be as the register says. */
export async function committed(world: LeakWorld): Promise<void> {
  await done(world, 'secretary', 'commit-sheets', {});
  await world.house.tick();
  await world.house.rebuilt();
}

export async function opened(world: LeakWorld): Promise<void> {
  await done(world, 'secretary', 'open-sheets', {});
}
