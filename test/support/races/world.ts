// A house made for races: its people signed in twice, its commission put into a state by rows, so that a round costs its
// two requests and little more. The journal is never touched and read whole at the end, over all
// rounds; the register is read whole after each, and cut back to where the round began.

import type { Between } from '../../../host/serve.ts';
import { Client, newKey } from '../../../host/rehearsal/client.ts';
import { fullForm } from '../edition.ts';
import { INVARIANTS } from '../invariants/check.ts';
import { siteAhead } from '../invariants/played.ts';
import { startHouse } from '../start.ts';
import type { TestHouse } from '../start.ts';
import { CLOSED, COMMISSION, KEPT, OTHER, Rows, SPARE } from './rows.ts';

export type Applicant = { client: Client; bearer: Record<string, string>; id: string };

export class World extends Rows {
  readonly house: TestHouse;
  /** Who filed the first of them. */
  filer!: Applicant;
  private readonly people = new Map<string, Client>();

  private constructor(house: TestHouse) {
    super(house.dataDir);
    this.house = house;
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
      if (name === 'A') world.filer = applicant;
      if (region === COMMISSION) world.ids.push(applicant.id);
      else world.foreign = applicant.id;
    }
    for (const row of world.run<{ id: string; email: string }>('SELECT id, email FROM seats')) {
      world.seats.set(row.email, row.id);
    }
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
    const email = part === 'agency' ? 'agency@example.kz' : `${part}-${commission.toLowerCase()}@example.kz`;
    const key = `${email} ${device}`;
    const known = this.people.get(key) ?? (await this.house.as(email));
    this.people.set(key, known);
    return known;
  }

  /** Everything before the publication of the selection; the hashes of the sheets are in the register. */
  async signed(commission = COMMISSION): Promise<void> {
    this.marked(commission);
    const secretary = await this.as('secretary', commission);
    for (const name of ['commit-sheets', 'open-sheets']) {
      const { status, body } = await secretary.json(`/api/desk/${commission}/${name}`, {});
      if (status !== 200) throw new Error(`${name}: ${JSON.stringify(body)}`);
    }
    this.signature(commission);
  }
}
