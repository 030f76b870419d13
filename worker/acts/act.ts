// What an act of the desk is: who may do it, what it takes, what it would write. Acts decide nothing by themselves:
// they ask rules/ and refuse with findings, or hand one plan to `perform`.

import type { ZodMiniType } from 'zod/mini';
import type { Finding } from '#rules/finding';
import type { Edition, Placement, Stage } from '#rules/edition';
import { REPUBLIC } from '#rules/edition';
import type { Role } from '#rules/lifecycle';
import type { CommissionFile, Seat } from '../db/commission.ts';
import type { Attached } from '../db/messages.ts';
import type { Letter } from '../db/commit.ts';
import type { Env } from '../env.ts';

export type Desk = {
  env: Env;
  db: D1Database;
  /** Milliseconds at handler entry. */
  at: number;
  /** The seat in which the person acts. */
  seat: Seat;
  edition: Edition;
  placement: Placement | null;
  stage: Stage;
  file: CommissionFile;
  /** Files that came with the request, stored before the act names them. */
  attached?: Attached[];
};

export type Plan =
  | { refused: Finding[] }
  | {
      changes: D1PreparedStatement[];
      guards?: D1PreparedStatement[];
      letters?: Letter[];
      /** What the journal keeps and what the caller is told. */
      body: Record<string, unknown>;
      answer?: Record<string, unknown>;
      /** Acts that commute have a stream of their own; the others follow one another on the commission's. */
      stream?: string;
    };

export type DeskAct<Input> = {
  name: string;
  roles: readonly Role[];
  /** What cannot be taken back asks for the second factor once more. */
  fresh?: true;
  input: ZodMiniType<Input>;
  /** The applications that it is about: of the commission's those alone are read. All of them without it. */
  about?(input: Input): string[];
  /** Its form may bring files. */
  takesFiles?: true;
  plan(desk: Desk, input: Input): Promise<Plan> | Plan;
};

export const refuse = (clause: string, code: string, values?: Finding['values']): Plan => ({
  refused: [{ clause, code, kind: 'refusal', ...(values === undefined ? {} : { values }) }],
});

export const stageOf = (commission: string): Stage => (commission === REPUBLIC ? 'republican' : 'regional');

/** The paragraph that creates and rules the commission. */
export const clauseOf = (stage: Stage): string => (stage === 'republican' ? '7' : '5');

/** 16 random bytes, hex. */
export const newId = (bytes = 16): string =>
  [...crypto.getRandomValues(new Uint8Array(bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

export const reached = (file: CommissionFile, name: string): boolean =>
  file.milestones.some((milestone) => milestone.name === name);
