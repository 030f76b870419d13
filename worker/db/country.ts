// What the Agency sees of the whole country: counts and dates by commission, never a commission's file. One batch of
// eight statements whatever the number of applications is. Each reads tables of some twenty rows, but for two that count
// applications by an index alone: the first page takes 44 ms with 10,000 applications where it takes 36 with 100.

import type { Stage } from '#rules/edition';
import type { Clocked } from '#rules/due';
import type { Channel } from './commission.ts';

/** How an application may come, in the order in which they are counted. */
export const CHANNELS = ['electronic', 'in-person', 'post', 'mail'] as const satisfies readonly Channel[];

export type CommissionLine = {
  commission: string;
  stage: Stage;
  /** People in office. */
  seats: number;
  /** By how they came. */
  filed: Record<Channel, number>;
  admitted: number;
  passed: number;
  /** A sitting with a quorum was held. */
  sat: boolean;
  published: boolean;
  handedOver: boolean;
  received: boolean;
  clocked: Clocked;
};

type Row = {
  commission: string;
  name: string;
  n: number;
  standing: number;
  uninvited: number;
  day: string | null;
};

/** A line for each of `codes`, in their order. */
export async function country(db: D1Database, codes: string[], republic: string): Promise<CommissionLine[]> {
  const found = await db.batch<Row>(
    [
      'SELECT commission, count(*) AS n FROM seats WHERE ended_at IS NULL GROUP BY commission',
      `SELECT commission, channel AS name, count(*) AS n
       FROM applications WHERE in_force = 1 GROUP BY 1, 2`,
      `SELECT a.commission, count(*) AS n FROM decisions d JOIN applications a ON a.id = d.application
       WHERE d.admitted = 1 GROUP BY a.commission`,
      `SELECT commission, name, body ->> 'signedOn' AS day FROM milestones`,
      `SELECT p.commission, count(*) AS n, sum(w.application IS NULL) AS standing,
         sum(w.application IS NULL AND i.application IS NULL) AS uninvited
       FROM publications p, json_each(p.signed, '$.body.admitted') j
       JOIN applications a ON a.filing = j.value ->> 'filing'
       LEFT JOIN withdrawals w ON w.application = a.id
       LEFT JOIN invitations i ON i.application = a.id AND i.stage = 'regional'
       WHERE p.kind = 'selection' AND j.value ->> 'passed'
         AND NOT EXISTS (SELECT 1 FROM publications s WHERE s.supersedes = p.number) GROUP BY p.commission`,
      `SELECT commission, sum(quorate) AS n FROM sittings GROUP BY commission`,
      `SELECT h.commission, coalesce(a.received, -1) AS n FROM handovers h
       LEFT JOIN handover_answers a ON a.commission = h.commission AND a.number = h.number ORDER BY h.number`,
      `SELECT DISTINCT commission FROM admission_lists l WHERE NOT EXISTS
         (SELECT 1 FROM admission_lists n WHERE n.commission = l.commission AND n.version > l.version)
         AND NOT EXISTS (SELECT 1 FROM admission_returns r WHERE r.commission = l.commission AND r.version = l.version)`,
    ].map((sql) => db.prepare(sql)),
  );
  const [seats, filed, admitted, milestones, passed, sittings, handovers, lists] = found.map(
    ({ results }) => results,
  );
  const count = (rows: Row[] | undefined, commission: string, name?: string): number =>
    (rows ?? [])
      .filter((row) => row.commission === commission && (name === undefined || row.name === name))
      .reduce((sum, { n }) => sum + n, 0);
  return codes.map((commission) => {
    const stage: Stage = commission === republic ? 'republican' : 'regional';
    const own = (milestones ?? []).filter((row) => row.commission === commission);
    const has = (name: string): boolean => own.some((row) => row.name === name);
    const day = (name: string): string | null => own.find((row) => row.name === name)?.day ?? null;
    // The last one counts: -1 waits for its receipt, 0 was sent back, 1 is received.
    const handed = (handovers ?? []).filter((row) => row.commission === commission).at(-1)?.n ?? 0;
    const through = (passed ?? []).find((row) => row.commission === commission);
    const handedOver = handed !== 0;
    return {
      commission,
      stage,
      seats: count(seats, commission),
      filed: {
        electronic: count(filed, commission, 'electronic'),
        'in-person': count(filed, commission, 'in-person'),
        post: count(filed, commission, 'post'),
        mail: count(filed, commission, 'mail'),
      },
      admitted: count(admitted, commission),
      passed: through?.n ?? 0,
      sat: count(sittings, commission) > 0,
      published: has('published'),
      handedOver,
      received: handed === 1,
      clocked: {
        stage,
        admission: has('admission-confirmed')
          ? 'confirmed'
          : (lists ?? []).some((row) => row.commission === commission)
            ? 'prepared'
            : 'none',
        selectionSignedOn: day('selection-signed'),
        selectionPublished: has('selection-published'),
        contenders: through?.standing ?? 0,
        notInvited: through?.uninvited ?? 0,
        signedOn: day('protocol-signed'),
        handedOver,
      },
    };
  });
}
