// The applicant's word on the time of an interview (§16, §20): confirms it, takes a slot that is free, or asks for
// another time in words.

import { talkFindings, talkState } from '#rules/interviews';
import { REPUBLIC } from '#rules/edition';
import type { Stage } from '#rules/edition';
import type { Finding } from '#rules/finding';
import { filedFrom } from '../db/applications.ts';
import type { Filed } from '../db/applications.ts';
import { guardNotHeard } from '../db/materials.ts';
import { insertTalk, interviewOf, moveInvitation } from '../db/meetings.ts';
import { guardSlotOpen, guardTimesFree } from '../db/slots.ts';
import type { Env } from '../env.ts';
import { letterTo } from './letter.ts';
import { doneBefore, write } from './own-application.ts';

const LONGEST = 2000;

export type InterviewWord =
  | { act: 'confirmed' }
  /** `startsAt` of a slot, milliseconds. */
  | { act: 'chosen'; startsAt: number }
  | { act: 'asked'; text: string };

/** The commission that hears an application in `stage`. */
export const hearing = ({ commission }: Pick<Filed, 'commission'>, stage: Stage): string =>
  stage === 'republican' ? REPUBLIC : commission;

/** Findings where it is refused; none once it is said. */
export async function sayOnInterview(
  env: Env,
  draft: string,
  stage: Stage,
  word: InterviewWord,
  key: string,
  at: number,
): Promise<Finding[]> {
  const clause = stage === 'regional' ? '16' : '20';
  const refused = (code: string, values?: Finding['values']): Finding[] => [
    { clause, code, kind: 'refusal', ...(values === undefined ? {} : { values }) },
  ];
  const filed = await filedFrom(env.DB, draft);
  const invitation = filed?.invitations.find((row) => row.stage === stage);
  if (filed === null || invitation === undefined || filed.withdrawn) return refused('INTERVIEW_NONE');
  if (await doneBefore(env, filed, 'interview', key, { stage, ...word })) return [];
  const commission = hearing(filed, stage);
  const { application } = filed;
  const { free, talks } = await interviewOf(env.DB, application, commission, stage);
  const chosen =
    word.act === 'chosen' ? { startsAt: word.startsAt, free: free.map(({ startsAt }) => startsAt) } : null;
  const state = { startsAt: invitation.startsAt, heard: filed.heard[stage] };
  const findings = talkFindings(state, chosen, clause, at);
  if (findings.length > 0) return findings;
  const text = word.act === 'asked' ? word.text.trim() : '';
  if (word.act === 'asked' && text === '') return refused('REASON_MISSING');
  if (text.length > LONGEST) return refused('TOO_LONG', { max: LONGEST });
  if (word.act === 'asked' && talkState(talks.map(({ act }) => act)) === 'waiting')
    return refused('MOVE_ASKED_ALREADY');
  const number = talks.length + 1;
  const slot = free.find(({ startsAt }) => startsAt === chosen?.startsAt);
  const talk = {
    application,
    number,
    act: word.act,
    text,
    startsAt: slot?.startsAt ?? invitation.startsAt,
    at,
  };
  const letter = {
    ...letterTo({ id: application, ...filed }, 'interview-chosen', {
      startsAt: new Date(talk.startsAt).toISOString(),
      place: slot?.place ?? invitation.place,
    }),
    key: `interview-chosen-${stage}:${application}:${number}`,
  };
  const act = {
    body: { stage, number, act: word.act, startsAt: new Date(talk.startsAt).toISOString() },
    guards: [
      guardNotHeard(env.DB, commission),
      ...(slot === undefined
        ? []
        : [
            guardSlotOpen(env.DB, commission, stage, slot.startsAt),
            guardTimesFree(env.DB, commission, stage, [slot], application),
          ]),
    ],
    changes: [
      insertTalk(env.DB, stage, talk),
      ...(slot === undefined ? [] : [moveInvitation(env.DB, application, stage, slot)]),
    ],
    letters: slot === undefined ? [] : [letter],
  };
  return (await write(env, filed, 'interview', key, at, act, { stage, ...word })) ?? [];
}
