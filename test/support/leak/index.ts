// §15: until the sheets are opened nobody learns another's marks. Two worlds that differ only in hidden sheets, and so in
// which application is strong, answer alike, byte for byte: every address, every refusal, the letters and the journal.
//
// Of time nothing is asserted. What is done for an answer does not depend on what a sheet says: a page reads all sheets of
// the commission in one query whatever is in them, and adds, compares or sorts marks only behind the milestone `opened`
// (protocol and table) or `selection-published` (contenders).

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '#rules/application';
import type { Figures } from '../results.ts';
import { addresses, allAnswers, plainOf, refusals } from './answers.ts';
import type { Stage, Told } from './answers.ts';
import { committed, opened, openWorld, partlyMarked, SECRET, wholeMarked } from './world.ts';
import type { LeakWorld } from './world.ts';

const WHO = [
  'agency',
  'secretary',
  'chair',
  'member1',
  'member6',
  'elsewhere',
  'applicant0',
  'applicant2',
  'public',
];
/** Whose own sheets differ: what is their own is left out. */
const MARKERS = ['member2', 'member3', 'member4'];
const THEIR_OWN = /\/applications\/[0-9a-f]{32}\/$|\/desk\/sheets\//;
const PEOPLE = [...WHO, ...MARKERS];

/** Where two answers part. */
function difference(one: Told | undefined, other: Told | undefined): string[] {
  const [a, b] = [one?.said ?? '', other?.said ?? ''];
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return [a, b].map((text) => text.slice(Math.max(0, at - 80), at + 80));
}

/** The two worlds from stage to stage; `thorough` asks everybody at each. `done` gets the figures once all is alike. */
export function leaks(
  languages: readonly Language[],
  thorough: boolean,
  done: (figures: Figures) => void,
): void {
  let worlds: [LeakWorld, LeakWorld];
  let compared = 0;
  let told = 0;

  /** Does the same in both worlds, of which the first and the third application are the strong ones. */
  const both = <T>(one: (world: LeakWorld, strong: number) => Promise<T>): Promise<[T, T]> =>
    Promise.all([one(worlds[0], 0), one(worlds[1], 2)]);

  beforeAll(async () => {
    // The first makes what every house of these sources shares.
    worlds = [await openWorld(languages), await openWorld(languages)];
    await both(partlyMarked);
    await both(settled);
  });
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') told += 1;
  });
  afterAll(() => Promise.all(worlds.map(({ house }) => house.close())));

  /** What was published is live and seen in both, so that the minute of a tick makes no difference. */
  async function settled({ house }: LeakWorld): Promise<void> {
    await house.tick();
    await house.rebuilt();
    await house.tick();
  }

  async function alike(who: string): Promise<void> {
    const except = MARKERS.includes(who) ? THEIR_OWN : undefined;
    const [one, other] = await both((world) => allAnswers(world, who, except));
    const told = [...one.keys()].filter((path) => one.get(path)?.said !== other.get(path)?.said);
    expect([who, told.map((path) => [path, ...difference(one.get(path), other.get(path))])]).toEqual([
      who,
      [],
    ]);
    const wrong = [...one].filter(([, { status, said }]) => status >= 500 || said.includes(SECRET));
    expect([who, wrong]).toEqual([who, []]);
    expect(other.size).toBe(one.size);
    compared += one.size;
  }

  async function refusedAlike(stage: Stage): Promise<void> {
    const [one, other] = await both((world) => refusals(world, stage));
    for (const [index, row] of one.entries()) {
      expect(other[index]).toEqual(row);
      expect([row[0], row[1].status >= 400 && row[1].status < 500]).toEqual([row[0], true]);
      compared += 1;
    }
  }

  /** What is kept for others to read: every letter, every entry of the journal in its order. */
  async function writtenAlike(): Promise<void> {
    for (const sql of [
      'SELECT recipient, language, template, vals FROM outbox ORDER BY created_at, recipient, template',
      'SELECT at, act, body FROM journal ORDER BY rowid',
    ]) {
      const [one, other] = await both(async (world) =>
        (await world.house.query(sql)).map((row) => plainOf(JSON.stringify(row), world)),
      );
      expect(other).toEqual(one);
    }
  }

  describe('§15 while sheets are still missing', () => {
    it('refusals tell nothing', () => refusedAlike('missing'));
    it.each(thorough ? PEOPLE : ['secretary'])('%s is told the same', alike);
  });

  describe('§15 when all sheets are filed and none is opened', () => {
    beforeAll(() => both((world, strong) => wholeMarked(world, strong).then(() => settled(world))));
    it('every address of the routes is asked', () => {
      expect(addresses(worlds[0]).length).toBeGreaterThan(60);
    });
    it('refusals tell nothing', () => refusedAlike('filed'));
    it.each(thorough ? PEOPLE : ['agency', 'secretary', 'chair', 'member1'])('%s is told the same', alike);
  });

  describe('§15 when the hashes are published', () => {
    beforeAll(() => both((world) => committed(world).then(() => settled(world))));
    it('refusals tell nothing', () => refusedAlike('committed'));
    it.each(PEOPLE)('%s is told the same', alike);
    it('letters and journal say the same', writtenAlike);
  });

  describe('§15 when the sheets are opened', () => {
    beforeAll(() => both(opened));
    it('the worlds are seen to differ', async () => {
      const [one, other] = await both((world) => allAnswers(world, 'secretary'));
      const differing = [...one]
        .filter(([path, { said }]) => other.get(path)?.said !== said)
        .map(([path]) => path);
      expect(differing.some((path) => path.includes('outcome.csv'))).toBe(true);
      expect(differing.some((path) => path.includes('protocols/selection/'))).toBe(true);
      if (told > 0) return;
      done({
        answersCompared: compared,
        people: PEOPLE.length,
        languages: languages.length,
        differences: told,
        answersThatDifferOnceOpened: differing.length,
      });
    });
  });
}
