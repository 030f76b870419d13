// A request of which one call to a dependency fails, and then the same request again: it is never 500, it says when to come
// again, and in the end everything stands as if nothing had failed.

import { mkdtempSync, rmSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { violations } from '../invariants/check.ts';
import { CLOSED } from '../races/rows.ts';
import { World } from '../races/world.ts';
import { send } from './ask.ts';
import type { Ask, Told } from './ask.ts';
import type { Scenario } from './scenario.ts';

/** Long enough for an answer on a busy machine. */
const ANSWER_MS = 4000;
export const HOW = ['before', 'after', 'hangs'] as const;
export type How = (typeof HOW)[number];
export type Case = { scenario: string; call: string; n: number; how: How };
/** A case and what is wrong with it. */
export type Wrong = Case & { what: string };

/** What is different each time and means nothing: ids, keys, numbers drawn, instants. */
const masked = (text: string): string =>
  text
    .replace(/[0-9a-f]{32,}/g, '#')
    .replace(/UZ26-[0-9A-Z]{4}-[0-9A-Z]{4}/g, 'ref')
    .replace(/[A-Za-z0-9+/_-]{40,}={0,2}/g, 'b64')
    .replace(/rehearsal-\d+-\d+-\d+0*/g, 'key')
    .replace(/\b1[0-9]{12}\b/g, 'ms')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'at');

export type State = Record<string, string[]>;

export class Faults {
  readonly world: World;
  private readonly folder: string;
  private tables: string[] = [];
  private asInBase: () => void = () => undefined;

  private constructor(world: World, folder: string) {
    this.world = world;
    this.folder = folder;
  }

  static async open(): Promise<Faults> {
    const main = readFileSync(new URL('between.js', import.meta.url), 'utf8');
    const world = await World.open({ main, answerMs: ANSWER_MS });
    const faults = new Faults(world, mkdtempSync(join(tmpdir(), 'uzdik-faults-')));
    // Everybody who acts is signed in before the states are kept.
    for (const part of ['secretary', 'chair', 'member1', 'member2', 'member4', 'member5'])
      await world.as(part);
    await world.as('agency', '');
    faults.asInBase = world.knownNow();
    world.clear();
    faults.tables = world
      .run<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%' AND name NOT IN ('d1_migrations', 'live_revisions', 'session')",
      )
      .map(({ name }) => name)
      .sort();
    world.keepAll(faults.path('base'));
    return faults;
  }

  async close(): Promise<void> {
    await this.world.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private path = (name: string): string => join(this.folder, name);

  /** Every row of every table, without what is drawn. */
  state(): State {
    return Object.fromEntries(
      this.tables.map((table) => [
        table,
        this.world
          .run<Record<string, unknown>>(`SELECT * FROM ${table}`)
          .map((row) => masked(JSON.stringify(row)))
          .sort(),
      ]),
    );
  }

  /** Plays every case of a scenario that `wanted` asks for; what is wrong, and how many cases there were. */
  async play(scenario: Scenario, wanted: (one: Case) => boolean): Promise<{ cases: number; wrong: Wrong[] }> {
    const { world } = this;
    world.bringBack(this.path('base'));
    this.asInBase();
    await world.house.moveClock(CLOSED, true);
    await scenario.state?.(world);
    world.inStep();
    if (scenario.at !== undefined) await world.house.moveClock(scenario.at, true);
    const kept = this.path('state');
    rmSync(kept, { force: true });
    world.keepAll(kept);

    const again = async (): Promise<Ask> => {
      world.bringBack(kept);
      // What the worker remembers of the term is of the state before.
      await (await world.as('agency', '')).send('/desk/kk/');
      return scenario.ask(world);
    };
    const good = await send(await again());
    const usual = scenario.answers ?? 200;
    const fine = usual === 200 ? good.status < 400 : good.status === usual;
    const first: Case = { scenario: scenario.name, call: '', n: 0, how: 'before' };
    if (!fine) return { cases: 0, wrong: [{ ...first, what: `without faults: ${said(good)}` }] };
    const goal = this.state();
    const before = new Set(Object.keys(await violations(world.house.dataDir)));

    const wrong: Wrong[] = [];
    let cases = 0;
    for (let n = 1; n <= good.calls; n += 1) {
      for (const how of HOW) {
        const one: Case = { scenario: scenario.name, call: good.called[n - 1] ?? '', n, how };
        if (!wanted(one)) continue;
        cases += 1;
        const ask = await again();
        const failed = await send(ask, `${n}:${how}`);
        const answered =
          failed.status === 503 ? Number(failed.retryAfter) > 0 : failed.status === good.status;
        if (!answered && failed.status !== 409)
          wrong.push({ ...one, what: `with the fault: ${said(failed)}` });
        const retried = await (scenario.goesOn ?? send)(ask);
        const accepted =
          retried.status === good.status ||
          retried.status === scenario.repeated ||
          (scenario.goesOn !== undefined && retried.status < 300);
        if (!accepted) wrong.push({ ...one, what: `sent again: ${said(retried)}` });
        const here = this.state();
        const differ = this.tables.filter(
          (table) =>
            scenario.again?.tables.includes(table) !== true &&
            here[table]?.join('\n') !== goal[table]?.join('\n'),
        );
        if (differ.length > 0) wrong.push({ ...one, what: `stands otherwise: ${told(differ, goal, here)}` });
        const broken = Object.entries(await violations(world.house.dataDir)).filter(
          ([name]) => !before.has(name),
        );
        if (broken.length > 0) wrong.push({ ...one, what: `broken: ${JSON.stringify(broken)}` });
      }
    }
    return { cases, wrong };
  }
}

const said = ({ status, body }: Told): string => `${status} ${JSON.stringify(body).slice(0, 300)}`;

const told = (tables: string[], goal: State, here: State): string =>
  tables
    .map((table) => {
      const [wanted, there] = [goal[table] ?? [], here[table] ?? []];
      const lacks = wanted.filter((row) => !there.includes(row)).map((row) => `-${row.slice(0, 250)}`);
      const more = there.filter((row) => !wanted.includes(row)).map((row) => `+${row.slice(0, 250)}`);
      return `${table} ${wanted.length}→${there.length} ${[...lacks, ...more].slice(0, 2).join(' ')}`;
    })
    .join('; ');
