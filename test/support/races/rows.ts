// The database of a house made for races, beside the house: rows between rounds cost no way through the server.

import { createHash, randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { canonical } from '#rules/canonical';
import type { SignedPublication } from '#rules/publication';
import { publicationHash } from '#rules/register';
import { edition } from '../edition.ts';
import { databaseOf } from '../invariants/check.ts';
import { COUNTED, COUNTERS, STATE } from './tables.ts';

export const COMMISSION = '10';
export const OTHER = '11';
/** A commission in which nobody does anything but seat people. */
export const SPARE = '15';
/** The term is over. */
export const CLOSED = '2026-09-16T05:00:00.000Z';
export const CLEAN = Array<boolean>(6).fill(false);
export const MARKS = [5, 5, 4, 4, 3, 3];

/** A protocol's signature; that its scan was handed in is a row, and none lies in the store under its hash. */
export const SIGNED = { signedOn: '2026-09-16', protocolSha256: '0'.repeat(64) };

export type Counts = Record<string, number>;

/** States of the contest, made by rows. */
export class Rows {
  /** Applications of the first commission, and one of the second. */
  readonly ids: string[] = [];
  foreign = '';
  readonly seats = new Map<string, string>();
  private published = 1;
  private readonly db: DatabaseSync;
  private readonly file: string;

  protected constructor(dataDir: string) {
    this.file = databaseOf(dataDir);
    this.db = new DatabaseSync(this.file, { timeout: 5000 });
  }

  protected closeRows(): void {
    this.db.close();
  }

  /** Keeps everything as it stands in the file `path`. */
  keepAll(path: string): void {
    this.db.exec(`VACUUM INTO '${path}'`);
  }

  /** Everything is again as it was kept in the file `path`. */
  bringBack(path: string): void {
    const named = (type: string) =>
      this.run<{ name: string; sql: string }>(
        `SELECT name, sql FROM main.sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'`,
        type,
      );
    this.db.exec(`PRAGMA foreign_keys = OFF; ATTACH '${path}' AS kept; BEGIN IMMEDIATE`);
    try {
      const triggers = named('trigger');
      for (const { name } of triggers) this.db.exec(`DROP TRIGGER ${name}`);
      for (const { name } of named('table'))
        this.db.exec(`DELETE FROM main.${name}; INSERT INTO main.${name} SELECT * FROM kept.${name}`);
      for (const { sql } of triggers) this.db.exec(sql);
      this.db.exec('COMMIT');
    } catch (error) {
      // The house waits for the lock, and so would every test after this one.
      this.db.exec('ROLLBACK');
      throw error;
    } finally {
      this.db.exec('DETACH kept; PRAGMA foreign_keys = ON');
    }
  }

  /** The first composition is in office again. */
  reseat(): void {
    const first = JSON.stringify([...this.seats.values()]);
    this.run(
      'DELETE FROM seats WHERE commission = ? AND id NOT IN (SELECT value FROM json_each(?))',
      COMMISSION,
      first,
    );
    this.run('UPDATE seats SET ended_at = NULL WHERE commission = ?', COMMISSION);
  }

  seat(part: string, commission = COMMISSION): string {
    return this.seats.get(`${part}-${commission.toLowerCase()}@example.kz`) ?? '';
  }

  run<T>(sql: string, ...values: (string | number)[]): T[] {
    return this.db.prepare(sql).all(...values) as T[];
  }

  counts(): Counts {
    const columns = COUNTED.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(', ');
    return { ...this.run<Counts>(`SELECT ${columns}`)[0] };
  }

  /** Back to applications that are received and nothing more. */
  clear(): void {
    for (const table of STATE) this.run(`DELETE FROM ${table}`);
    this.back();
    this.published = 1;
    this.cutRegister();
    this.inStep();
  }

  /** Transferred applications come back, those that a round filed are gone. */
  back(): void {
    this.run('DELETE FROM transfers');
    this.run('UPDATE applications SET commission = received_by WHERE commission <> received_by');
    this.run(
      'DELETE FROM applications WHERE id NOT IN (SELECT value FROM json_each(?))',
      JSON.stringify([...this.ids, this.foreign]),
    );
  }

  /** Columns and counters that lists are read by say again what the rows say; triggers count rows that come, not rows that go. */
  inStep(): void {
    this.run(
      `UPDATE applications SET
         in_force = NOT EXISTS
           (SELECT 1 FROM applications n WHERE n.draft = applications.draft AND n.version > applications.version),
         standing = CASE
           WHEN EXISTS (SELECT 1 FROM withdrawals WHERE application = applications.id) THEN 'withdrawn'
           WHEN EXISTS (SELECT 1 FROM decisions WHERE application = applications.id AND admitted = 1) THEN 'admitted'
           WHEN EXISTS (SELECT 1 FROM decisions WHERE application = applications.id) THEN 'not-admitted'
           WHEN EXISTS (SELECT 1 FROM proposals WHERE application = applications.id) THEN 'proposed'
           ELSE 'received' END,
         sheets = (SELECT count(DISTINCT seat) FROM mark_sheets WHERE application = applications.id),
         conflicts = (SELECT count(*) FROM recusals WHERE application = applications.id)`,
    );
    this.run(
      `UPDATE declarations SET stale = EXISTS (SELECT 1 FROM applications a JOIN seats s ON s.id = declarations.seat
         WHERE a.id = declarations.application
           AND (a.in_force = 0 OR a.standing = 'withdrawn' OR (s.commission <> 'KZ' AND s.commission <> a.commission)))`,
    );
    for (const [counter, rows] of COUNTERS) {
      this.run(`DELETE FROM ${counter}`);
      this.run(`INSERT INTO ${counter} ${rows}`);
    }
  }

  /** What a round begins with stays published: the placement, and what a state needs. */
  keepRegister(): void {
    this.published = this.run<{ last: number }>('SELECT max(number) AS last FROM publications')[0]?.last ?? 0;
  }

  /** What a round published is gone; the chain ends where the round began. */
  cutRegister(): void {
    this.run('DELETE FROM publications WHERE number > ?', this.published);
  }

  milestone(name: string, commission = COMMISSION, body: object = {}): void {
    this.run(
      "INSERT INTO milestones (commission, name, body, at, by) VALUES (?, ?, ?, ?, 'test')",
      commission,
      name,
      JSON.stringify(body),
      Date.parse(CLOSED),
    );
  }

  listed(commission = COMMISSION): void {
    const ids = commission === COMMISSION ? this.ids : [this.foreign];
    this.run(
      "INSERT INTO admission_lists (commission, version, items, prepared_at, prepared_by) VALUES (?, 1, ?, 0, 'test')",
      commission,
      JSON.stringify(this.items(ids)),
    );
  }

  items = (ids: string[]) =>
    ids.map((application) => ({ application, admitted: true, grounds: [], reason: '' }));

  admitted(commission = COMMISSION): void {
    this.run(
      `INSERT INTO decisions (application, admitted, grounds, reason, decided_at, decided_by)
       SELECT id, 1, '[]', '', 0, 'test' FROM applications WHERE commission = ?`,
      commission,
    );
    this.milestone('admission-confirmed', commission);
    this.run(
      `INSERT INTO declarations (application, seat, conflict, at)
       SELECT a.id, s.id, 0, 0 FROM applications a JOIN seats s ON s.commission = a.commission
       WHERE a.commission = ? AND s.number IS NOT NULL AND s.number <= 5 AND s.ended_at IS NULL`,
      commission,
    );
  }

  /** A sheet of each of the first five seats on every application. */
  marked(commission = COMMISSION): void {
    this.admitted(commission);
    const pairs = this.run<{ id: string; filing: string; seat: string }>(
      `SELECT a.id, a.filing, s.id AS seat FROM applications a JOIN seats s ON s.commission = a.commission
       WHERE a.commission = ? AND s.number <= 5 AND s.ended_at IS NULL`,
      commission,
    );
    for (const { id, filing, seat } of pairs) {
      const nonce = randomBytes(32).toString('hex');
      const said = canonical({ filing, marks: MARKS, nonce, violations: CLEAN });
      this.run(
        `INSERT INTO mark_sheets (application, seat, version, marks, violations, reason, nonce, commitment, entered_by, filed_at)
         VALUES (?, ?, 1, ?, ?, '', ?, ?, ?, 0)`,
        id,
        seat,
        JSON.stringify(MARKS),
        JSON.stringify(CLEAN),
        nonce,
        createHash('sha256').update(said).digest('hex'),
        seat,
      );
    }
  }

  protected signature(commission: string): void {
    this.milestone('selection-signed', commission, SIGNED);
  }

  /** Everything before a sitting. */
  invited(): void {
    this.marked();
    for (const name of ['committed', 'opened']) this.milestone(name);
    this.signature(COMMISSION);
    this.milestone('selection-published');
    this.run(
      `INSERT INTO invitations (application, stage, starts_at, place, sent_at)
       SELECT id, 'regional', 0, 'x', 0 FROM applications WHERE commission = ?`,
      COMMISSION,
    );
  }

  /** A region's result as the register tells it, signed by nobody: whom the republican commission hears. */
  finalist(application: string, commission: string): Promise<void> {
    return this.told('regional', commission, { finalist: { filing: this.filingOf(application) } });
  }

  /** A region's selection as the register tells it, signed by nobody: the application has passed. */
  passed(application: string, commission = COMMISSION): Promise<void> {
    const admitted = [{ filing: this.filingOf(application), passed: true }];
    return this.told('selection', commission, { admitted });
  }

  /** The republican result as the register tells it, signed by nobody. */
  winner(application: string): Promise<void> {
    return this.told('republican', 'KZ', { winners: [{ filing: this.filingOf(application) }] });
  }

  private filingOf(application: string): string {
    const [row] = this.run<{ filing: string }>('SELECT filing FROM applications WHERE id = ?', application);
    return row?.filing ?? '';
  }

  private async told(kind: string, commission: string, body: object): Promise<void> {
    const [last] = this.run<{ number: number; hash: string }>(
      'SELECT number, hash FROM publications ORDER BY number DESC LIMIT 1',
    );
    const number = (last?.number ?? 0) + 1;
    const said = {
      ...{ number, at: CLOSED, previous: last?.hash },
      body: { kind, commission, ...body },
    } as unknown as SignedPublication;
    const hash = await publicationHash(said);
    this.run(
      'INSERT INTO publications (number, kind, commission, at, hash, signed) VALUES (?, ?, ?, ?, ?, ?)',
      number,
      kind,
      commission,
      Date.parse(CLOSED),
      hash,
      JSON.stringify({ ...said, hash }),
    );
  }

  /** An open sitting of seats 1 to `present`, with the ballots of some of them by seat. */
  sitting(id: string, choices: Record<number, string[]>, commission = COMMISSION): void {
    const candidates = commission === COMMISSION ? this.ids : [this.foreign];
    this.run(
      `INSERT INTO sittings (id, commission, number, held_on, present, members, chair_seat, quorate, opened_at, opened_by)
       VALUES (?, ?, 1, '2026-09-16', '[1,2,3,4,5]', 7, 1, 1, 0, 'test')`,
      id,
      commission,
    );
    for (const application of candidates) {
      this.run(
        "INSERT INTO appearances (sitting, application, appearance) VALUES (?, ?, 'appeared')",
        id,
        application,
      );
    }
    const places = commission === COMMISSION ? 1 : edition.voting.winners.value;
    this.run('INSERT INTO rounds VALUES (?, 1, ?, ?, 0)', id, JSON.stringify(candidates), places);
    for (const [seat, chosen] of Object.entries(choices)) {
      this.run(
        "INSERT INTO ballots VALUES (?, 1, ?, ?, 0, 'test')",
        id,
        Number(seat),
        JSON.stringify(chosen),
      );
    }
  }
}
