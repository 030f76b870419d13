// A person's day at one commission: the steps of the procedure, those of them that are done for this person, and what
// waits beside them.

import { compositionFindings } from '#rules/commission';
import { REPUBLIC } from '#rules/edition';
import type { Step } from '#rules/lifecycle';
import { heardOrWithdrawn, sheetsToFile } from '../db/application-list.ts';
import { loadCommission } from '../db/commission.ts';
import type { Seat } from '../db/commission.ts';
import { reachedBy } from '../db/desk.ts';
import { inForce } from '../edition.ts';
import type { Env } from '../env.ts';
import { stageOf } from './act.ts';
import type { Desk } from './act.ts';
import { errandsOf } from './errands.ts';
import type { Errand } from './errands.ts';
import { commissionSteps } from './locked.ts';
import { composition, silentSeats } from './voters.ts';

export type Today = {
  steps: Step[];
  /** Acts that can still be done, of which this person, or all whom they wait for, have done their part. */
  ownDone: string[];
  errands: Errand[];
};

/** The desk has the applications that are heard before it. */
export async function todayAt(desk: Desk): Promise<Today> {
  return { steps: await commissionSteps(desk), ownDone: await ownDone(desk), errands: await errandsOf(desk) };
}

/** The day in each of a person's commissions, for the first page of the desk. */
export function todayOf(env: Env, seats: Seat[], at: number): Promise<(Today & { seat: Seat })[]> {
  return Promise.all(
    seats.map(async (seat) => {
      const { edition, placement } = await inForce(env.DB);
      const { commission } = seat;
      const heard = commission === REPUBLIC || (await reachedBy(env.DB, commission, 'selection-published'));
      const only = heard ? await heardOrWithdrawn(env.DB, commission) : [];
      const file = await loadCommission(env.DB, commission, { only });
      const desk = { env, db: env.DB, at, seat, edition, placement, stage: stageOf(commission), file };
      return { seat, ...(await todayAt(desk)) };
    }),
  );
}

async function ownDone({ db, seat, stage, file, edition }: Desk): Promise<string[]> {
  const sitting = file.sittings.at(-1);
  const silent = sitting === undefined ? [] : silentSeats(file, sitting.present, sitting.rounds.at(-1));
  const voted =
    seat.role === 'secretary' ? silent.length === 0 : seat.number !== null && !silent.includes(seat.number);
  const marks = seat.number !== null && stage === 'regional';
  const { of, filed } = marks
    ? await sheetsToFile(db, file.commission, seat.id, [], 0)
    : { of: 0, filed: -1 };
  const listed = file.list !== null && file.list.returned === null;
  const formed = compositionFindings(composition(file), stage, edition).length === 0;
  return [
    ...(formed ? ['set-commission'] : []),
    ...(listed ? ['admission-list'] : []),
    ...(voted ? ['ballot'] : []),
    ...(of <= filed ? ['mark'] : []),
  ];
}
