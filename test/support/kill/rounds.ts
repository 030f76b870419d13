// kill -9 under load, round after round: what was acknowledged is there, whole and once; what was not answered is sent
// again and ends as if it had been, and everything that must always hold holds after each kill.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from '../../../host/rehearsal/client.ts';
import type { Answer } from '../../../host/rehearsal/client.ts';
import { random } from '../../../host/rehearsal/cast.ts';
import { databaseOf, violations } from '../invariants/check.ts';
import { siteAhead } from '../invariants/played.ts';
import { openMailbox } from '../mail.ts';
import type { Mailbox } from '../mail.ts';
import { placedBy } from '../placed.ts';
import { agency, applicant, away, REGIONS, secretary } from './hands.ts';
import type { Hand, Step } from './hands.ts';
import { KilledHouse } from './process.ts';

export type Killed = {
  kills: number;
  killsOfAll: number;
  filingsAcknowledged: number;
  actsAcknowledged: number;
  committedWithoutAnswer: number;
  retried: number;
  lost: number;
  torn: number;
  duplicates: number;
  receiptsChanged: number;
  lettersLost: number;
  lettersTwice: number;
};

const NOTHING: Killed = {
  kills: 0,
  killsOfAll: 0,
  filingsAcknowledged: 0,
  actsAcknowledged: 0,
  committedWithoutAnswer: 0,
  retried: 0,
  lost: 0,
  torn: 0,
  duplicates: 0,
  receiptsChanged: 0,
  lettersLost: 0,
  lettersTwice: 0,
};

/** A fresh folder each so many kills, so that what is looked at after each stays small. */
const KILLS_OF_A_HOUSE = 50;
/** One kill in so many takes the whole house. */
const ALL_OF_IT = 10;
const APPLICANTS = 5;
const MOST_ANSWERS = 25;
const MOST_BREATHS = 40;
const PLACED = '2026-09-01T05:00:00.000Z';
const MOVED_FROM = '2026-10-01';
const HOUR_MS = 3_600_000;

/** How many rows a step has written; a draft that nobody was told of may be there twice. */
const WRITTEN: Record<Step['kind'], string> = {
  draft: "SELECT count(*) AS n FROM drafts WHERE form ->> 'organisationKk' = 'Ұйым ' || ?",
  file: 'SELECT count(*) AS n FROM draft_files WHERE sha256 = ?',
  filing: 'SELECT count(*) AS n FROM applications WHERE draft = ?',
  message: 'SELECT count(*) AS n FROM messages WHERE text = ?',
  publication:
    "SELECT count(*) AS n FROM publications WHERE kind = 'calendar' AND signed ->> '$.body.date' = ?",
};

type Worker = { hand: Hand; waiting: Step | null; last: Answer | undefined };

class Era {
  private readonly house: KilledHouse;
  private readonly mailbox: Mailbox;
  private readonly dataDir: string;
  private readonly draw: () => number;
  private readonly workers: Worker[] = [];
  private readonly filings: Step[] = [];
  private readonly others: Step[] = [];
  private readonly told: Killed;
  private stopped = false;
  private answers = 0;
  private reached: () => void = () => undefined;

  private constructor(
    house: KilledHouse,
    mailbox: Mailbox,
    dataDir: string,
    told: Killed,
    draw: () => number,
  ) {
    this.house = house;
    this.mailbox = mailbox;
    this.dataDir = dataDir;
    this.told = told;
    this.draw = draw;
  }

  static async open(told: Killed, draw: () => number): Promise<Era> {
    const dataDir = mkdtempSync(join(tmpdir(), 'uzdik-kill-'));
    const mailbox = await openMailbox();
    const house = await KilledHouse.open(dataDir, { SMTP: mailbox.address });
    siteAhead({ dataDir });
    const era = new Era(house, mailbox, dataDir, told, draw);
    const { origin, secret } = house;
    await era.moveClock(PLACED);
    const office = new Client(origin);
    await placedBy(office, secret, REGIONS);
    await era.moveClock('2026-09-02T05:00:00.000Z');
    const hands = Array.from({ length: APPLICANTS }, () => applicant(origin));
    const writer = new Client(origin);
    await writer.signIn('secretary-10@example.kz', secret);
    hands.push(
      agency(office, MOVED_FROM),
      secretary(writer, '10', () => era.ofRegion('10')),
    );
    era.workers.push(...hands.map((hand) => ({ hand, waiting: null, last: undefined })));
    return era;
  }

  private moveClock = (to: string): Promise<Response> =>
    fetch(`${this.house.origin}/api/clock`, { method: 'POST', body: JSON.stringify({ now: to }) });

  /** Any application of a region that was acknowledged. */
  private ofRegion(region: string): string | undefined {
    const there = this.filings.filter(({ answer }) => answer?.body.commission === region);
    const one = there[Math.floor(this.draw() * there.length)];
    return one === undefined ? undefined : String(one.answer?.body.application);
  }

  /** One kill and everything that is looked at after it. */
  async round(all: boolean): Promise<void> {
    this.stopped = false;
    const target = 1 + Math.floor(this.draw() * MOST_ANSWERS);
    this.answers = 0;
    const enough = new Promise<void>((resolve) => {
      this.reached = () => {
        if (this.answers >= target) resolve();
      };
    });
    const letters = this.send();
    const working = this.workers.map((worker) => this.work(worker));
    await enough;
    // So much later that the kill meets the next ones at any place.
    for (let breath = Math.floor(this.draw() * MOST_BREATHS); breath > 0; breath -= 1)
      await new Promise((resolve) => setImmediate(resolve));
    this.stopped = true;
    await this.house.kill(all);
    await Promise.all([...working, letters]);
    this.told.kills += 1;
    if (all) this.told.killsOfAll += 1;
    await this.house.up(all);
    await this.settle();
  }

  private async work(worker: Worker): Promise<void> {
    while (!this.stopped) {
      worker.waiting ??= worker.hand(worker.last);
      if (worker.waiting === null) return;
      const answer = await worker.waiting.send().catch(() => null);
      if (away(answer)) {
        worker.waiting.lost += 1;
        // Lines to the workerd that was may still be found broken after the last kill: those go on.
        await new Promise((resolve) => setImmediate(resolve));
        continue;
      }
      this.acknowledge(worker, answer);
      this.answers += 1;
      this.reached();
    }
  }

  private acknowledge(worker: Worker, answer: Answer): void {
    const done = worker.waiting;
    if (done === null) return;
    if (answer.status !== 201 && answer.status !== 200)
      throw new Error(`${done.kind} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    done.answer = answer;
    worker.last = answer;
    worker.waiting = null;
    (done.kind === 'filing' ? this.filings : this.others).push(done);
    if (done.kind === 'filing') this.told.filingsAcknowledged += 1;
    else if (done.kind !== 'draft' && done.kind !== 'file') this.told.actsAcknowledged += 1;
  }

  /** Lets letters leave while everything goes on. */
  private send = (): Promise<unknown> =>
    fetch(`${this.house.origin}/api/letters`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.house.secret}` },
    }).catch(() => undefined);

  /** After a kill: everything holds, what was acknowledged is there, what was not answered is sent again. */
  private async settle(): Promise<void> {
    const broken = await violations(this.dataDir);
    if (Object.keys(broken).length > 0) {
      this.told.torn += 1;
      process.stderr.write(`torn: ${JSON.stringify(broken)}\n`);
    }
    const waiting = this.workers.filter(({ waiting }) => waiting !== null);
    this.told.committedWithoutAnswer += this.rows(
      waiting.map(({ waiting }) => waiting).filter((step) => step !== null),
    ).filter((n) => n > 0).length;
    await Promise.all(
      waiting.map(async (worker) => {
        this.told.retried += 1;
        const answer = await worker.waiting?.send();
        if (answer !== undefined) this.acknowledge(worker, answer);
      }),
    );
    const acknowledged = [...this.filings, ...this.others];
    const rows = this.rows(acknowledged);
    this.told.lost += rows.filter((n) => n === 0).length;
    this.told.duplicates += rows.filter((n, index) => n > 1 && acknowledged[index]?.kind !== 'draft').length;
    await Promise.all(this.filings.slice(-APPLICANTS).map((step) => this.same(step)));
  }

  /** The same key again: the same receipt, word for word. */
  private async same(step: Step): Promise<void> {
    const again = await step.send();
    const { body } = step.answer ?? {};
    if (JSON.stringify(again.body) !== JSON.stringify(body)) this.told.receiptsChanged += 1;
  }

  private rows(steps: Step[]): number[] {
    const db = new DatabaseSync(databaseOf(this.dataDir), { timeout: 5000 });
    try {
      const asked = new Map(Object.entries(WRITTEN).map(([kind, sql]) => [kind, db.prepare(sql)]));
      return steps.map(({ kind, mark }) => Number(asked.get(kind)?.get(mark)?.n));
    } finally {
      db.close();
    }
  }

  /** The end: each letter has left, once the leases are over. */
  async close(): Promise<void> {
    await this.moveClock(new Date(Date.parse('2026-09-02T05:00:00.000Z') + 24 * HOUR_MS).toISOString());
    for (let waiting = 1; waiting > 0;) {
      const answer = await fetch(`${this.house.origin}/api/letters`, {
        method: 'POST',
        headers: { authorization: `Bearer ${this.house.secret}` },
      });
      ({ waiting } = await answer.json<{ waiting: number }>());
    }
    const came = new Map<string, number>();
    for (const { body } of this.mailbox.received) {
      const id = /^Message-ID: <(.+)>/im.exec(body)?.[1] ?? '';
      came.set(id, (came.get(id) ?? 0) + 1);
    }
    const db = new DatabaseSync(databaseOf(this.dataDir), { timeout: 5000 });
    const [row] = db.prepare("SELECT count(*) AS n FROM outbox WHERE recipient <> ''").all();
    db.close();
    this.told.lettersLost += Math.max(0, Number(row?.n) - came.size);
    this.told.lettersTwice += [...came.values()].filter((n) => n > 1).length;
    await this.house.close();
    await this.mailbox.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** So many kills in `lanes` houses side by side; the figures of them all. `tell` hears of each house that is done with. */
export async function killed(
  kills: number,
  lanes = 1,
  tell: (so: Killed) => void = () => undefined,
): Promise<Killed> {
  const told = { ...NOTHING };
  const draw = random(kills);
  let left = kills;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      const own = Math.min(left, KILLS_OF_A_HOUSE);
      left -= own;
      const era = await Era.open(told, draw);
      for (let n = 0; n < own; n += 1) await era.round(n % ALL_OF_IT === ALL_OF_IT - 1);
      await era.close();
      tell(told);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return told;
}
