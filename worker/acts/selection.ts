// The selection's end (§15) and what follows from it: the signed protocol, its publication, the invitations (§16).

import * as z from 'zod/mini';
import { overlapFindings } from '#rules/interviews';
import type { Talking } from '#rules/interviews';
import { exactMean, selectionOutcome } from '#rules/marks';
import { insertInvitation, milestone } from '../db/desk.ts';
import { loadMeetings } from '../db/meetings.ts';
import { guardTimesFree } from '../db/slots.ts';
import { guardNotWithdrawn } from '../db/preconditions.ts';
import { insertPublication } from '../db/publications.ts';
import type { Application, CommissionFile } from '../db/commission.ts';
import { REPUBLIC } from '#rules/edition';
import type { Edition } from '#rules/edition';
import { nextPublication } from '../register.ts';
import { reached, refuse } from './act.ts';
import type { Desk, DeskAct } from './act.ts';
import { dayOf, selectionBody } from './bodies.ts';
import { letterTo } from './letter.ts';
import { outlook } from './outlook.ts';
import { signed } from './scan.ts';
import { standing } from './voters.ts';

export const protocolInput = z.object({
  signedOn: z.string().check(z.iso.date()),
  protocolSha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});

/** Those who passed, by the sheets in force. */
export const passed = (file: CommissionFile, edition: Edition): Application[] =>
  standing(file).filter(({ sheets }) => selectionOutcome(sheets, edition).passed);

/** The numbers of a refusal (§15). */
function meanOf({ sheets }: Application, edition: Edition): { mean: string; least: number } {
  return { mean: exactMean(selectionOutcome(sheets, edition)), least: edition.marks.passAbove.value };
}

export const signSelection: DeskAct<z.infer<typeof protocolInput>> = {
  name: 'sign-selection',
  roles: ['secretary'],
  input: protocolInput,
  plan: (desk, input) => signed(desk, 'selection-signed', input, dayOf(desk.file, 'opened')),
};

const MOST_MINUTES = 480;
export const interviewMinutes = z.coerce.number().check(z.int(), z.gte(5), z.lte(MOST_MINUTES));

const nothing = z.object({});

export const publishSelection: DeskAct<z.infer<typeof nothing>> = {
  name: 'publish-selection',
  roles: ['secretary'],
  fresh: true,
  input: nothing,
  async plan({ env, db, at, seat, edition, file }) {
    const body = selectionBody(file, edition);
    const { findings } = await outlook(env, edition, at, [body]);
    if (findings.length > 0) return { refused: findings };
    const publication = await nextPublication(env, edition.edition, at, body);
    const through = new Set(passed(file, edition).map(({ id }) => id));
    return {
      // Who withdraws meanwhile is counted as withdrawn and not named.
      guards: [
        guardNotWithdrawn(
          db,
          standing(file).map(({ id }) => id),
        ),
      ],
      changes: [
        insertPublication(db, publication, file.commission),
        milestone(
          db,
          file.commission,
          'selection-published',
          { publication: publication.number },
          at,
          seat.id,
        ),
      ],
      letters: standing(file).map((row) =>
        through.has(row.id) ? letterTo(row, 'passed', {}) : letterTo(row, 'not-passed', meanOf(row, edition)),
      ),
      body: { publication: publication.number, hash: publication.hash, passed: through.size },
    };
  },
};

const inviteInput = z.object({
  /** How long each of them is heard; a form may leave it empty. */
  minutes: z.optional(z.union([z.literal(''), interviewMinutes])),
  invitations: z
    .array(
      z.object({
        application: z.string(),
        startsAt: z.iso.datetime({ offset: true }),
        place: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
      }),
    )
    .check(z.minLength(1)),
});

export const invite: DeskAct<z.infer<typeof inviteInput>> = {
  name: 'invite',
  roles: ['secretary'],
  input: inviteInput,
  async plan(desk, { invitations, minutes }) {
    const { db, at, stage, edition, file } = desk;
    // A form that leaves it empty says nothing of it.
    const lasting = typeof minutes === 'number' ? { minutes } : {};
    const contenders = stage === 'regional' ? passed(file, edition) : file.applications;
    const rows = invitations.map(({ application, startsAt, place }) => ({
      row: contenders.find(({ id, invitation }) => id === application && invitation === null),
      application,
      startsAt: Date.parse(startsAt),
      place,
      stage,
      ...lasting,
    }));
    if (rows.some(({ row }) => row === undefined)) return refuse('16', 'NOT_TO_BE_INVITED');
    if (rows.some(({ startsAt }) => startsAt <= at)) return refuse('16', 'INTERVIEW_IN_THE_PAST');
    const wanted = rows.map(({ startsAt }) => ({ startsAt, minutes: null, ...lasting }));
    const clashes = overlapFindings(wanted, await heardAt(desk), stage === 'regional' ? '16' : '20');
    if (clashes.length > 0) return { refused: clashes };
    return {
      guards: [guardTimesFree(db, file.commission, stage, wanted)],
      changes: rows.map((invitation) => insertInvitation(db, invitation, at)),
      letters: rows.flatMap(({ row, startsAt, place }) =>
        row === undefined
          ? []
          : [
              {
                ...letterTo(row, 'invited', { startsAt: new Date(startsAt).toISOString(), place }),
                key: `invited-${stage}:${row.id}`,
              },
            ],
      ),
      body: { invitations, ...lasting },
      answer: { invited: rows.length },
    };
  },
};

/** The interviews that stand, but for that of `but`. */
export async function heardAt({ db, file, stage, edition }: Desk, but = ''): Promise<Talking[]> {
  const { minutes } = await loadMeetings(db, file.commission, stage);
  return contenders(file, edition).flatMap(({ id, invitation }) =>
    invitation === null || id === but
      ? []
      : [{ startsAt: invitation.startsAt, minutes: minutes.get(id) ?? null }],
  );
}

/** Those who would have been heard had they not withdrawn after the selection (§17). */
export const withdrawnSince = (file: CommissionFile, edition: Edition): Application[] =>
  file.commission === REPUBLIC || reached(file, 'selection-published')
    ? file.applications.filter(
        ({ withdrawal, decision, sheets }) =>
          withdrawal !== null &&
          (file.commission === REPUBLIC ||
            (decision?.admitted === true &&
              withdrawal.at >= publishedAt(file) &&
              selectionOutcome(sheets, edition).passed)),
      )
    : [];

const publishedAt = (file: CommissionFile): number =>
  file.milestones.find(({ name }) => name === 'selection-published')?.at ?? 0;

/** The contenders a sitting hears. */
export const contenders = (file: CommissionFile, edition: Edition): Application[] =>
  file.commission === REPUBLIC
    ? file.applications.filter(({ withdrawal }) => withdrawal === null)
    : reached(file, 'selection-published')
      ? passed(file, edition)
      : [];
