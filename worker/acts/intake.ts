// What a secretary does with what came in: transfer to the competent commission (§6), withdrawal at the applicant's
// written request, and a member's conflict of interest.

import * as z from 'zod/mini';
import { transferFindings } from '#rules/routing';
import { insertRecusal, insertTransfer, insertWithdrawal, reachedBy } from '../db/desk.ts';
import { guardNoBallot } from '../db/preconditions.ts';
import { clauseOf, refuse } from './act.ts';
import type { Desk, DeskAct } from './act.ts';
import { letterTo } from './letter.ts';
import { reached } from './act.ts';
import { hasVotedOn } from './voters.ts';

const reason = z.string().check(z.trim(), z.minLength(1), z.maxLength(2000));
const transferInput = z.object({ application: z.string(), target: z.string(), reason });

const find = ({ file }: Desk, id: string): Desk['file']['applications'][number] | undefined =>
  file.applications.find((application) => application.id === id);

export const transfer: DeskAct<z.infer<typeof transferInput>> = {
  name: 'transfer',
  roles: ['secretary'],
  input: transferInput,
  about: ({ application }) => [application],
  async plan(desk, input) {
    const { db, at, seat, edition, file } = desk;
    const application = find(desk, input.application);
    if (application === undefined) return refuse('6', 'APPLICATION_UNKNOWN');
    if (application.decision !== null) return refuse('14', 'ALREADY_DECIDED');
    const findings = transferFindings(
      { from: file.commission, to: input.target, kind: application.form.kind },
      edition,
    ).filter(({ kind }) => kind === 'refusal');
    if (findings.length > 0) return { refused: findings };
    if (await reachedBy(db, input.target, 'admission-confirmed')) return refuse('14', 'TARGET_DECIDED');
    const body = { ...input, origin: file.commission };
    return {
      changes: insertTransfer(db, { ...body, at, by: seat.id }),
      letters: [letterTo(application, 'transferred', { commission: input.target })],
      body,
    };
  },
};

const withdrawInput = z.object({ application: z.string(), reason });

export const withdraw: DeskAct<z.infer<typeof withdrawInput>> = {
  name: 'withdraw',
  roles: ['secretary'],
  input: withdrawInput,
  about: ({ application }) => [application],
  plan(desk, input) {
    const application = find(desk, input.application);
    if (application === undefined) return refuse('12', 'APPLICATION_UNKNOWN');
    if (application.withdrawal !== null) return refuse('12', 'ALREADY_WITHDRAWN');
    if (reached(desk.file, 'published')) return refuse('17', 'ALREADY_DECIDED');
    return {
      changes: [insertWithdrawal(desk.db, input.application, input.reason, desk.at, desk.seat.id)],
      letters: [letterTo(application, 'withdrawn', {})],
      body: input,
    };
  },
};

const recuseInput = z.object({ application: z.string(), seat: z.optional(z.string()), reason });

export const recuse: DeskAct<z.infer<typeof recuseInput>> = {
  name: 'recuse',
  roles: ['secretary', 'chair', 'member'],
  input: recuseInput,
  about: ({ application }) => [application],
  plan(desk, input) {
    const application = find(desk, input.application);
    if (application === undefined) return refuse('5', 'APPLICATION_UNKNOWN');
    const seat = desk.seat.role === 'secretary' ? input.seat : desk.seat.id;
    const member = desk.file.seats.find(
      ({ id, number, endedAt }) => id === seat && number !== null && endedAt === null,
    );
    if (member === undefined) return refuse('5', 'SEAT_UNKNOWN');
    if (application.recused.includes(member.id)) return refuse('5', 'ALREADY_RECUSED');
    if (reached(desk.file, 'committed') && desk.stage === 'regional') return refuse('15', 'SHEETS_COMMITTED');
    if (hasVotedOn(desk.file, member, application.id)) return refuse(clauseOf(desk.stage), 'ALREADY_VOTED');
    const body = { application: input.application, seat: member.id, reason: input.reason };
    return {
      guards: [guardNoBallot(desk.db, desk.file.commission, member.number, application.id)],
      changes: [insertRecusal(desk.db, body.application, body.seat, body.reason, desk.at)],
      body,
    };
  },
};
