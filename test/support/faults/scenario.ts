// What a scenario is: one way of writing, the state before it and the request, and what many of them begin with.

import { pdfOf } from '../../../host/rehearsal/scene.ts';
import { CLOSED } from '../races/rows.ts';
import type { World } from '../races/world.ts';
import type { Ask, Told } from './ask.ts';

export type Scenario = {
  /** The route of worker/access.ts. */
  route: string;
  /** Which act of it, where it has many. */
  name: string;
  /** Brings the world, where every scenario begins with received applications after the term, to where this one begins. */
  state?: (world: World) => void | Promise<void>;
  /** The request; made anew after each return to the state. */
  ask: (world: World) => Ask | Promise<Ask>;
  /** When it happens; after the term otherwise. */
  at?: string;
  /** Tables in which a repetition writes again, and why that is right. */
  again?: { tables: string[]; why: string };
  /** What it answers without faults, where that is neither 2xx nor 3xx. */
  answers?: number;
  /** What it answers to who sends it again after it was done, where that is something else. */
  repeated?: number;
  /** How its sender goes on, where not by the same request. */
  goesOn?: (ask: Ask) => Promise<Told>;
};

export const ACT = 'POST /api/desk/:commission/:act';
export const OPEN = '2026-09-10T05:00:00.000Z';
export const LATER = Date.parse(CLOSED) + 5 * 86_400_000;
export const PDF = pdfOf('fault', 3000);
export const id = (world: World): string => world.ids[0] ?? '';
export const invitation = (world: World, startsAt: number): void => {
  world.invited();
  world.run('UPDATE invitations SET starts_at = ?', startsAt);
};

/** An applicant of their own for each request: limits by link do not meet. */
export const begun = (world: World) => world.begun('F');
export const ready = async (world: World) => {
  const own = await begun(world);
  await own.client.bytes('/api/drafts/files?kind=report&name=r.pdf', PDF, own.bearer);
  return own;
};
/** One within the term, by an applicant of their own, whom `from` brings to where it begins. */
export const owned = <Own>(
  route: string,
  name: string,
  from: (world: World) => Promise<Own>,
  ask: (own: Own, world: World) => Ask | Promise<Ask>,
  more: Partial<Scenario> = {},
): Scenario => ({ route, name, at: OPEN, ask: async (world) => ask(await from(world), world), ...more });
