// What happens next with an application, in the eyes of who filed it: who acts, by which paragraph, until when, and by
// how many working days that day has passed. An overdue step of the commission is as visible as the applicant's own.

import { isWorkingDay, workingDaysBetween } from './calendar.ts';
import { addDays, localDay, weekday } from './days.ts';
import type { Day } from './days.ts';
import type { Edition, Placement } from './edition.ts';
import { checkBy, handoverBy, inviteBy } from './terms.ts';

export type Standing =
  | 'withdrawn'
  | 'received'
  | 'admitted'
  | 'not-admitted'
  | 'passed'
  | 'not-passed'
  | 'finalist'
  | 'not-finalist'
  | 'winner'
  | 'not-winner';

export type Course = {
  standing: Standing;
  /** Local dates of the signed protocols as published; null before. */
  selectionSignedOn: Day | null;
  protocolSignedOn: Day | null;
  /** Instant of the next interview in milliseconds; null where there is none yet. */
  interviewAt: number | null;
};

export type NextStep = {
  who: 'commission' | 'republican' | 'agency' | 'applicant' | 'nobody';
  /** Key of its words. */
  step: 'check' | 'select' | 'invite' | 'interview' | 'vote' | 'hand-over' | 'final' | 'award' | 'ended';
  clause: string;
  /** The last day, local; null where the regulation sets none. */
  due: Day | null;
  /** Holidays and days off on weekdays between the beginning of the term and its last day, local. */
  skipped: Day[];
  /** Working days since the last day; 0 while it has not passed. */
  overdue: number;
};

const SATURDAY = 6;
/** By which paragraph the way of an application ended. */
const ENDED: Partial<Record<Standing, string>> = {
  withdrawn: '12',
  'not-admitted': '14',
  'not-passed': '15',
  'not-finalist': '17',
  'not-winner': '21',
};

/** What comes next at `now`, milliseconds. */
export function nextStep(
  { standing, selectionSignedOn, protocolSignedOn, interviewAt }: Course,
  edition: Edition,
  placement: Placement,
  now: number,
): NextStep {
  const open = (who: NextStep['who'], step: NextStep['step'], clause: string): NextStep => ({
    ...{ who, step, clause },
    due: null,
    skipped: [],
    overdue: 0,
  });
  const within = (next: NextStep, from: Day, due: Day): NextStep => ({
    ...next,
    due,
    skipped: skippedBetween(from, due, edition),
    overdue: workingDaysBetween(due, localDay(now), edition.calendar),
  });
  switch (standing) {
    case 'received':
      return within(
        open('commission', 'check', '13'),
        placement.lastDay,
        checkBy(placement.lastDay, edition),
      );
    case 'admitted':
      return open('commission', 'select', '15');
    case 'passed': {
      if (interviewAt !== null)
        return now < interviewAt ? open('applicant', 'interview', '16') : open('commission', 'vote', '17');
      const invite = open('commission', 'invite', '16');
      return selectionSignedOn === null
        ? invite
        : within(invite, selectionSignedOn, inviteBy(selectionSignedOn, edition));
    }
    case 'finalist': {
      if (interviewAt !== null)
        return now < interviewAt ? open('applicant', 'interview', '20') : open('republican', 'final', '20');
      const handOver = open('commission', 'hand-over', '19');
      if (protocolSignedOn === null) return handOver;
      const due = handoverBy(protocolSignedOn, edition);
      return localDay(now) > due
        ? open('republican', 'final', '20')
        : within(handOver, protocolSignedOn, due);
    }
    case 'winner':
      return open('agency', 'award', '23');
    default:
      return open('nobody', 'ended', ENDED[standing] ?? '21');
  }
}

/** Days from Monday to Friday after `from` and up to `due` on which nobody works. */
function skippedBetween(from: Day, due: Day, { calendar }: Edition): Day[] {
  const days: Day[] = [];
  for (let day = addDays(from, 1); day <= due; day = addDays(day, 1)) {
    if (weekday(day) < SATURDAY && !isWorkingDay(day, calendar)) days.push(day);
  }
  return days;
}
