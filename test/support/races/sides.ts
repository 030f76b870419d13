// Pieces of which the pairs are made.

import type { Client } from '../../../host/rehearsal/client.ts';
import { newKey } from '../../../host/rehearsal/client.ts';
import type { Side } from './run.ts';
import { COMMISSION } from './rows.ts';
import type { Counts } from './rows.ts';
import type { World } from './world.ts';

/** An act of the desk. */
export const act = (
  who: Client,
  name: string,
  input: unknown,
  adds: Side['adds'],
  loses: string[] = [],
  commission = COMMISSION,
): Side => {
  const asked = { who, path: `/api/desk/${commission}/${name}`, input };
  return { act: name, send: () => who.json(asked.path, input), asked, adds, loses };
};

/** An act of the first applicant upon their own application. */
export const own = (world: World, name: string, adds: Side['adds'], loses: string[] = []): Side => {
  const { client, bearer } = world.filer;
  const headers = { ...bearer, 'idempotency-key': newKey() };
  return { act: name, send: () => client.json(`/api/applications/${name}`, {}, headers), adds, loses };
};

/** The same by somebody on two devices. */
export const twice = (one: (device: number) => Promise<Side>): Promise<[Side, Side]> =>
  Promise.all([one(1), one(2)]);

/** The same act of the secretary on two devices; `input` may say which of them it comes from. */
export const bySecretary = (
  world: World,
  name: string,
  input: Record<string, unknown> | ((device: number) => object),
  adds: Side['adds'],
  loses: string[] = [],
): Promise<[Side, Side]> =>
  twice(async (device) =>
    act(
      await world.as('secretary', COMMISSION, device),
      name,
      typeof input === 'function' ? input(device) : input,
      adds,
      loses,
    ),
  );

export const forget = (world: World, ...tables: string[]): void => {
  for (const table of tables) world.run(`DELETE FROM ${table}`);
};

/** What a confirmed admission of so many writes. */
export const confirming = (decisions: number): Counts => ({ decisions, milestones: 1, outbox: decisions });

export const unconfirmed = (world: World): void => {
  forget(world, 'decisions', 'outbox');
  world.run("DELETE FROM milestones WHERE name = 'admission-confirmed'");
};

/** The secretary opens a sitting of five at which everybody appeared. */
export async function opening(world: World, loses: string[], device = 1): Promise<Side> {
  const appearances = world.ids.map((application) => ({ application, appearance: 'appeared' }));
  const adds = { sittings: 1, attendances: 1, appearances: 3, rounds: 1 };
  const input = { present: [1, 2, 3, 4, 5], appearances };
  return act(await world.as('secretary', COMMISSION, device), 'open-sitting', input, adds, loses);
}
export const unopened = (world: World): void =>
  forget(world, 'ballots', 'rounds', 'appearances', 'attendances', 'sitting_outcomes', 'sittings');
