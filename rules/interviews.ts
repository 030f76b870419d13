// Interviews (§16, §20): times laid out evenly over days, and until when an applicant may confirm or move one.

import { instantOf, isDay, localMinute } from './days.ts';
import type { Day } from './days.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';

/** Hours of one day, 'HH:MM' on the wall clock of UTC+5. */
export type Window = { day: Day; from: string; until: string };
/** 'confirmed', 'chosen' and 'asked' are the applicant's; 'moved' and 'declined' the secretary's. */
export type TalkAct = 'confirmed' | 'chosen' | 'asked' | 'moved' | 'declined';

const MINUTE = 60_000;

/** A day that there is, with hours that there are and that go forward; '24:00' is the end of the day. */
export const isWindow = ({ day, from, until }: Window): boolean =>
  isDay(day) && instantOf(day, from) < instantOf(day, until);

/** Beginnings of slots of `minutes` that fit whole into the windows, in order of time, none twice. */
export function evenSlots(windows: Window[], minutes: number): number[] {
  const starts = windows.flatMap(({ day, from, until }) => {
    const [first, end] = [instantOf(day, from), instantOf(day, until)];
    const fit = minutes > 0 ? Math.max(0, Math.floor((end - first) / (minutes * MINUTE))) : 0;
    return Array.from({ length: fit }, (_, index) => first + index * minutes * MINUTE);
  });
  return [...new Set(starts)].sort((a, b) => a - b);
}

/** What stands against laying out `needed` interviews over these slots. */
export function slotFindings(slots: number[], needed: number, clause: string, now: number): Finding[] {
  if (slots.some((startsAt) => startsAt <= now)) return [refusal(clause, 'INTERVIEW_IN_THE_PAST')];
  return slots.length < needed ? [refusal(clause, 'SLOTS_FEW', { n: slots.length, min: needed })] : [];
}

/** When somebody is heard; without a length only its beginning is known. */
export type Talking = { startsAt: number; minutes: number | null };

const within = (a: Talking, b: Talking): boolean =>
  a.startsAt >= b.startsAt && a.startsAt < b.startsAt + (b.minutes ?? 1) * MINUTE;
export const overlap = (a: Talking, b: Talking): boolean => within(a, b) || within(b, a);

/** Of these beginnings, those at which nothing else stands for `minutes`. */
export const startsBeside = (starts: number[], minutes: number, others: Talking[]): number[] =>
  starts.filter((startsAt) => !others.some((other) => overlap({ startsAt, minutes }, other)));

/** §16: interviews are individual, so none begins while another goes on. `others` stand already. */
export function overlapFindings(wanted: Talking[], others: Talking[], clause: string): Finding[] {
  const clash = wanted.find((one, index) =>
    [...others, ...wanted.slice(0, index)].some((other) => overlap(one, other)),
  );
  if (clash === undefined) return [];
  const [day = '', time = ''] = localMinute(clash.startsAt).split('T');
  return [refusal(clause, 'INTERVIEWS_OVERLAP', { day, time })];
}

/** What stands against an applicant's word on the time: after its beginning, or once the commission has met, none. */
export function talkFindings(
  invitation: { startsAt: number; heard: boolean } | null,
  chosen: { startsAt: number; free: number[] } | null,
  clause: string,
  now: number,
): Finding[] {
  if (invitation === null) return [refusal(clause, 'INTERVIEW_NONE')];
  if (invitation.heard || invitation.startsAt <= now) return [refusal(clause, 'INTERVIEW_OVER')];
  if (chosen === null) return [];
  return chosen.free.includes(chosen.startsAt) && chosen.startsAt > now
    ? []
    : [refusal(clause, 'SLOT_NOT_FREE')];
}

/** Where the talk stands: what the secretary still has to answer, what the applicant has agreed to. */
export const talkState = (acts: TalkAct[]): 'open' | 'agreed' | 'waiting' => {
  const last = acts.at(-1);
  if (last === 'asked') return 'waiting';
  return last === 'confirmed' || last === 'chosen' ? 'agreed' : 'open';
};
