// Interviews and sittings before and while they are held: calls, slots, what is said on a time, attendance.

import type { AgendaItem } from '#rules/agenda';
import type { TalkAct } from '#rules/interviews';
import type { Stage } from '#rules/edition';
import type { Sitting } from './commission.ts';
import { guard } from './guard.ts';
import { freeSlots, slotOf } from './slots.ts';
import type { Slot } from './slots.ts';

type Db = D1Database;
type Write = D1PreparedStatement;
type Row = Record<string, string | number | null>;

/** A sitting called in advance. Instants are milliseconds. */
export type Call = {
  id: string;
  number: number;
  startsAt: number;
  place: string;
  agenda: AgendaItem[];
  /** Ids of the seats that were written to. */
  notified: string[];
  calledAt: number;
  off: { reason: string; at: number } | null;
};

export type Talk = {
  application: string;
  number: number;
  act: TalkAct;
  text: string;
  /** The time that is agreed, wished or kept. */
  startsAt: number;
  at: number;
};

export type Meetings = {
  calls: Call[];
  /** Every slot that was left open, taken or not, in order of time. */
  slots: Slot[];
  talks: Talk[];
  /** Minutes of the invitations that say them, by application. */
  minutes: Map<string, number>;
  attendances: { sitting: string; version: number; present: number[]; at: number }[];
  /** Reasons of those who did not appear. */
  reasons: { sitting: string; application: string; reason: string }[];
};

/** What belongs to the meetings of a commission, beside its file. */
export async function loadMeetings(db: Db, commission: string, stage: Stage): Promise<Meetings> {
  const own = (sql: string): Write => db.prepare(sql).bind(commission);
  const staged = (sql: string): Write => db.prepare(sql).bind(commission, stage);
  const ofSitting = '(SELECT id FROM sittings WHERE commission = ?1)';
  const heard = stage === 'republican' ? '?1 IS NOT NULL' : 'a.commission = ?1';
  const [calls, slots, talks, minutes, attendances, reasons] = await db.batch<Row>([
    own(
      `SELECT c.*, o.reason AS off_reason, o.at AS off_at FROM calls c LEFT JOIN calls_off o ON o.call = c.id
       WHERE c.commission = ?1 ORDER BY c.number`,
    ),
    staged('SELECT * FROM slots WHERE commission = ?1 AND stage = ?2 ORDER BY starts_at'),
    staged(
      // Far fewer are invited than file, so invitations and talks lead to the applications.
      `SELECT t.* FROM interview_talks t CROSS JOIN applications a ON a.id = t.application
       WHERE ${heard} AND t.stage = ?2 ORDER BY t.application, t.number`,
    ),
    staged(
      `SELECT i.application, i.minutes FROM invitations i CROSS JOIN applications a ON a.id = i.application
       WHERE ${heard} AND i.stage = ?2 AND i.minutes IS NOT NULL`,
    ),
    own(`SELECT * FROM attendances WHERE sitting IN ${ofSitting} ORDER BY sitting, version`),
    own(`SELECT * FROM appearances WHERE sitting IN ${ofSitting} AND reason <> ''`),
  ]);
  const rows = (result: D1Result<Row> | undefined): Row[] => result?.results ?? [];
  return {
    calls: rows(calls).map(callOf),
    slots: rows(slots).map(slotOf),
    talks: rows(talks).map(talkOf),
    minutes: new Map(rows(minutes).map((row) => [String(row.application), Number(row.minutes)])),
    attendances: rows(attendances).map((row) => ({
      sitting: String(row.sitting),
      version: Number(row.version),
      present: JSON.parse(String(row.present)) as number[],
      at: Number(row.at),
    })),
    reasons: rows(reasons).map((row) => ({
      sitting: String(row.sitting),
      application: String(row.application),
      reason: String(row.reason),
    })),
  };
}

/** The call that is to be held: not called off, for a vote, and no sitting was opened since. */
export const callInForce = (meetings: Meetings, sittings: Sitting[]): Call | undefined =>
  meetings.calls.findLast(
    ({ off, agenda, calledAt }) =>
      off === null && agenda.includes('vote') && sittings.every(({ openedAt }) => openedAt < calledAt),
  );

const callOf = (row: Row): Call => ({
  id: String(row.id),
  number: Number(row.number),
  startsAt: Number(row.starts_at),
  place: String(row.place),
  agenda: JSON.parse(String(row.agenda)) as AgendaItem[],
  notified: JSON.parse(String(row.notified)) as string[],
  calledAt: Number(row.called_at),
  off: row.off_at == null ? null : { reason: String(row.off_reason), at: Number(row.off_at) },
});

const talkOf = (row: Row): Talk => ({
  application: String(row.application),
  number: Number(row.number),
  act: String(row.act) as TalkAct,
  text: String(row.text),
  startsAt: Number(row.starts_at),
  at: Number(row.at),
});

export const insertCall = (
  db: Db,
  commission: string,
  call: Omit<Call, 'off' | 'calledAt'>,
  at: number,
  by: string,
): Write =>
  db
    .prepare(
      `INSERT INTO calls (id, commission, number, starts_at, place, agenda, notified, called_at, called_by)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(
      call.id,
      commission,
      call.number,
      call.startsAt,
      call.place,
      JSON.stringify(call.agenda),
      JSON.stringify(call.notified),
      at,
      by,
    );

export const insertCallOff = (db: Db, call: string, reason: string, at: number, by: string): Write =>
  db.prepare('INSERT INTO calls_off (call, reason, at, by) VALUES (?, ?, ?, ?)').bind(call, reason, at, by);

export const insertTalk = (db: Db, stage: Stage, talk: Talk): Write =>
  db
    .prepare(
      'INSERT INTO interview_talks (application, stage, number, act, text, starts_at, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .bind(talk.application, stage, talk.number, talk.act, talk.text, talk.startsAt, talk.at);

export const moveInvitation = (
  db: Db,
  application: string,
  stage: Stage,
  { startsAt, place, minutes }: Omit<Slot, 'minutes'> & { minutes: number | null },
): Write =>
  db
    .prepare(
      'UPDATE invitations SET starts_at = ?3, place = ?4, minutes = ?5 WHERE application = ?1 AND stage = ?2',
    )
    .bind(application, stage, startsAt, place, minutes);

export const insertAttendance = (
  db: Db,
  sitting: string,
  version: number,
  present: number[],
  at: number,
  by: string,
): Write =>
  db
    .prepare('INSERT INTO attendances (sitting, version, present, at, by) VALUES (?, ?, ?, ?, ?)')
    .bind(sitting, version, JSON.stringify(present), at, by);

/** Sets who is present, unless a ballot of somebody who is not was cast meanwhile. */
export const updateAttendance = (db: Db, sitting: string, present: number[], quorate: boolean): Write[] => [
  guard(
    db,
    `NOT EXISTS (SELECT 1 FROM ballots WHERE sitting = ?1 AND seat NOT IN (SELECT value FROM json_each(?2)))
       AND NOT EXISTS (SELECT 1 FROM rounds WHERE sitting = ?1 AND number > 1)
       AND NOT EXISTS (SELECT 1 FROM sitting_outcomes WHERE sitting = ?1)`,
    sitting,
    JSON.stringify(present),
  ),
  db
    .prepare('UPDATE sittings SET present = ?2, quorate = ?3 WHERE id = ?1')
    .bind(sitting, JSON.stringify(present), quorate ? 1 : 0),
];

/** Sets whether a contender appeared and who stands in the first round, while no ballot is cast. */
export const updateAppearance = (
  db: Db,
  sitting: string,
  { application, appearance, reason }: { application: string; appearance: string; reason: string },
  candidates: string[],
): Write[] => [
  guard(db, 'NOT EXISTS (SELECT 1 FROM ballots WHERE sitting = ?)', sitting),
  db
    .prepare('UPDATE appearances SET appearance = ?3, reason = ?4 WHERE sitting = ?1 AND application = ?2')
    .bind(sitting, application, appearance, reason),
  db
    .prepare('UPDATE rounds SET candidates = ?2 WHERE sitting = ?1 AND number = 1')
    .bind(sitting, JSON.stringify(candidates)),
];

/** What the holder of an application sees of its interview: the slots that are free, and what was said. */
export async function interviewOf(
  db: Db,
  application: string,
  commission: string,
  stage: Stage,
): Promise<{ free: Slot[]; talks: Talk[] }> {
  const [slots, talks] = await db.batch<Row>([
    freeSlots(db, commission, stage, application),
    db
      .prepare('SELECT * FROM interview_talks WHERE application = ? AND stage = ? ORDER BY number')
      .bind(application, stage),
  ]);
  return {
    free: (slots?.results ?? []).map(slotOf),
    talks: (talks?.results ?? []).map(talkOf),
  };
}
