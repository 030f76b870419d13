// A house made for races: its people signed in twice, its commission put into a state by rows, so that a round costs its
// two requests and little more. The journal is never touched and read whole at the end, over all
// rounds; the register is read whole after each, and cut back to where the round began.

import type { Between } from '../../../host/serve.ts';
import { Client, newKey } from '../../../host/rehearsal/client.ts';
import type { Answer } from '../../../host/rehearsal/client.ts';
import { fullForm } from '../edition.ts';
import { INVARIANTS } from '../invariants/check.ts';
import { siteAhead } from '../invariants/played.ts';
import { startHouse } from '../start.ts';
import type { TestHouse } from '../start.ts';
import { CLOSED, COMMISSION, OTHER, Rows, SIGNED, SPARE } from './rows.ts';
import { KEPT } from './tables.ts';

/** A second person of the Agency's own. */
export const SECOND = 'agency2@example.kz';

export type Applicant = { client: Client; bearer: Record<string, string>; id: string };

export class World extends Rows {
  readonly house: TestHouse;
  /** Who filed, by the name of the organisation; the first of them also as `filer`. */
  readonly applicants = new Map<string, Applicant>();
  private readonly people = new Map<string, Client>();

  private constructor(house: TestHouse) {
    super(house.dataDir);
    this.house = house;
  }

  get filer(): Applicant {
    const [first] = this.applicants.values();
    if (first === undefined) throw new Error('nobody has filed');
    return first;
  }

  async close(): Promise<void> {
    this.closeRows();
    await this.house.close();
  }

  static async open(between: Between = {}): Promise<World> {
    const house = await startHouse(undefined, between);
    const world = new World(house);
    house.spoils('its states are made of rows', ...INVARIANTS);
    // No build of the site disturbs the rounds.
    siteAhead(house);
    await house.placed('2026-09-01T05:00:00.000Z', [COMMISSION, OTHER, SPARE, 'KZ']);
    for (const [name, region] of [
      ['A', COMMISSION],
      ['B', COMMISSION],
      ['C', COMMISSION],
      ['D', OTHER],
    ] as const) {
      const applicant = await world.applicant(name, region);
      world.applicants.set(name, applicant);
      if (region === COMMISSION) world.ids.push(applicant.id);
      else world.foreign = applicant.id;
    }
    const second = { as: 'agency', name: 'Екінші әкімші', email: SECOND, language: 'kk' };
    done(await house.agency.json('/api/desk/agency/appoint', second));
    for (const row of world.run<{ id: string; email: string }>('SELECT id, email FROM seats')) {
      world.seats.set(row.email, row.id);
    }
    for (const commission of [COMMISSION, OTHER, 'KZ'])
      world.run(
        "INSERT INTO scans (commission, sha256, type, size, at, by) VALUES (?, ?, 'pdf', 1, ?, ?)",
        commission,
        SIGNED.protocolSha256,
        Number.MAX_SAFE_INTEGER,
        world.seat('secretary', commission),
      );
    // Rows of a state are taken away between rounds; that they cannot be is proved elsewhere.
    const triggers = world.run<{ name: string }>(
      `SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name <> 'journal'
         AND name NOT IN (SELECT value FROM json_each(?))`,
      JSON.stringify(KEPT),
    );
    for (const { name } of triggers) world.run(`DROP TRIGGER ${name}`);
    await house.moveClock(CLOSED);
    return world;
  }

  /** Somebody who has filed. */
  async applicant(name: string, region = COMMISSION): Promise<Applicant> {
    const { client, bearer } = await this.begun(name, region);
    const { body } = await client.json('/api/applications', {}, { ...bearer, 'idempotency-key': newKey() });
    return { client, bearer, id: String(body.application) };
  }

  /** Somebody whose draft waits to be filed. */
  async begun(name: string, region = COMMISSION): Promise<Omit<Applicant, 'id'>> {
    const client = new Client(this.house.origin);
    const form = fullForm({ organisationKk: `Ұйым ${name}`, organisationRu: `Организация ${name}`, region });
    const { body } = await client.json('/api/drafts', { form });
    return { client, bearer: { authorization: `Bearer ${String(body.token)}` } };
  }

  /** Who holds the seat `part` of a commission; another `device` is another session. */
  async as(part: string, commission = COMMISSION, device = 1): Promise<Client> {
    const email =
      part.startsWith('agency') || commission === ''
        ? `${part}@example.kz`
        : `${part}-${commission.toLowerCase()}@example.kz`;
    const key = `${email} ${device}`;
    const known = this.people.get(key) ?? (await this.house.as(email));
    this.people.set(key, known);
    return known;
  }

  /** Who is signed in now stays known, who signs in later does not: their sessions go with the rows. */
  knownNow(): () => void {
    const known = new Set(this.people.keys());
    return () => {
      for (const key of this.people.keys()) if (!known.has(key)) this.people.delete(key);
    };
  }

  /** Everything before the publication of the selection; the hashes of the sheets are in the register. */
  async signed(commission = COMMISSION): Promise<void> {
    this.marked(commission);
    const secretary = await this.as('secretary', commission);
    for (const name of ['commit-sheets', 'open-sheets'])
      done(await secretary.json(`/api/desk/${commission}/${name}`, {}));
    this.signature(commission);
  }

  /** The selection published as the desk publishes it. */
  async selected(): Promise<void> {
    await this.signed();
    const secretary = await this.as('secretary');
    done(await secretary.json(`/api/desk/${COMMISSION}/publish-selection`, {}));
  }

  /** A sitting that elected the first, its protocol signed; the scan is a file that there is. */
  async decided(): Promise<void> {
    await this.selected();
    const [first = ''] = this.ids;
    this.sitting('sitting-of-races', { 1: [first], 2: [first], 3: [first], 4: [first], 5: [first] });
    const outcome = { kind: 'decided', elected: [first], byChair: false, code: '' };
    this.run(
      "INSERT INTO sitting_outcomes (sitting, outcome, at, by) VALUES ('sitting-of-races', ?, ?, 'test')",
      JSON.stringify(outcome),
      Date.parse(CLOSED),
    );
    this.milestone('protocol-signed', COMMISSION, SIGNED);
  }

  /** The scans of its protocols lie in the store. */
  async scanned(): Promise<void> {
    const secretary = await this.as('secretary');
    const bytes = new TextEncoder().encode('%PDF-1.7\n%%EOF\n');
    const { status, body } = await secretary.bytes(`/api/desk/${COMMISSION}/protocol-file`, bytes);
    if (status !== 201) throw new Error(JSON.stringify(body));
    this.run(
      "UPDATE milestones SET body = ? WHERE name IN ('selection-signed', 'protocol-signed')",
      JSON.stringify({ ...SIGNED, protocolSha256: body.sha256 }),
    );
  }
}

/** What was said where it was done; a state that cannot be made ends the suite. */
export function done(answer: Answer): Answer['body'] {
  if (answer.status === 200) return answer.body;
  throw new Error(JSON.stringify(answer.body));
}
