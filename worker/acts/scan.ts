// Scans of what was signed on paper: handed in by the commission first, named by one of its acts then.

import { localDay } from '#rules/days';
import type { Edition } from '#rules/edition';
import { signedOnFindings } from '#rules/terms';
import type { CommissionFile, Scan, Seat } from '../db/commission.ts';
import { milestone } from '../db/desk.ts';
import { guardScan, keepScan, scanOf } from '../db/scans.ts';
import type { Env } from '../env.ts';
import { plainName } from './add-file.ts';
import { clauseOf, refuse } from './act.ts';
import type { Desk, Plan } from './act.ts';
import { receiveFile } from './receive-file.ts';
import type { Body, Received } from './receive-file.ts';

/** Stores what a seat of the commission hands in at `at`; no act can name a scan that did not come through here. */
export async function receiveScan(
  env: Env,
  edition: Edition,
  by: { commission: CommissionFile['commission']; seat: Seat; at: number },
  file: { name: string; body: Body },
): Promise<Received> {
  const received = await receiveFile(env, edition, plainName(file.name), file.body);
  if (received.kind === 'stored') {
    await keepScan(env.DB, { commission: by.commission, by: by.seat.id, at: by.at }, received.file);
  }
  return received;
}

/** The scan with what must still hold when it is named; a refusal where the commission has handed in none of that hash. */
export async function handedIn(
  { db, stage, file }: Pick<Desk, 'db' | 'stage' | 'file'>,
  sha256: string,
): Promise<{ scan: Scan; guards: D1PreparedStatement[] } | Extract<Plan, { refused: unknown }>> {
  const scan = await scanOf(db, file.commission, sha256);
  return scan === null
    ? (refuse(clauseOf(stage), 'SCAN_UNKNOWN') as Extract<Plan, { refused: unknown }>)
    : { scan, guards: [guardScan(db, file.commission, scan)] };
}

/**
 * A signed protocol: its day and its scan are what they may be, and it is a milestone of that name. It was signed on
 * `notBefore` at the earliest.
 */
export async function signed(
  desk: Desk,
  name: 'selection-signed' | 'protocol-signed',
  input: { protocolSha256: string; signedOn: string },
  notBefore: string,
): Promise<Plan> {
  const { db, at, seat, file } = desk;
  const findings = signedOnFindings({ signedOn: input.signedOn, notBefore, uploadedOn: localDay(at) });
  if (findings.length > 0) return { refused: findings };
  const scan = await handedIn(desk, input.protocolSha256);
  if ('refused' in scan) return scan;
  return {
    guards: scan.guards,
    changes: [milestone(db, file.commission, name, input, at, seat.id)],
    body: input,
  };
}
