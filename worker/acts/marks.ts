// Marking in absentia (§15): one sheet a member an application, committed by hash before any sheet is opened.

import * as z from 'zod/mini';
import { canonical } from '#rules/canonical';
import { sheetFindings } from '#rules/marks';
import { sha256Hex } from '#rules/register';
import { guardInOffice, guardNotYet, insertPublication, insertSheet, milestone } from '../db/desk.ts';
import { guard } from '../db/guard.ts';
import { nextPublication } from '../register.ts';
import { newId, refuse } from './act.ts';
import type { DeskAct } from './act.ts';
import { eligibleMarkers, standing, votingSeats } from './voters.ts';

const markInput = z.object({
  application: z.string(),
  /** Seat number, where the secretary enters a sheet filled on paper. */
  seat: z.optional(z.coerce.number()),
  marks: z.array(z.coerce.number()),
  violations: z.array(z.boolean()),
  reason: z._default(z.string().check(z.trim(), z.maxLength(4000)), ''),
});

const NONCE_BYTES = 32;

export const mark: DeskAct<z.infer<typeof markInput>> = {
  name: 'mark',
  roles: ['secretary', 'chair', 'member'],
  input: markInput,
  about: ({ application }) => [application],
  async plan({ db, at, seat, edition, file }, input) {
    const application = standing(file).find(({ id }) => id === input.application);
    if (application === undefined) return refuse('15', 'APPLICATION_UNKNOWN');
    const own = seat.role === 'secretary' ? input.seat : seat.number;
    const member = votingSeats(file).find(({ number }) => number === own);
    if (member === undefined) return refuse('15', 'SEAT_UNKNOWN');
    if (application.recused.includes(member.id)) return refuse('15', 'SEAT_RECUSED');
    if (!eligibleMarkers(file, application).includes(member)) return refuse('15', 'SHEET_OF_PREDECESSOR');
    // What the secretary enters from paper was declared on paper.
    if (seat.role !== 'secretary' && !application.declared.includes(member.id))
      return refuse('5', 'CONFLICT_NOT_DECLARED');
    const findings = sheetFindings(input, edition).filter(({ kind }) => kind === 'refusal');
    if (findings.length > 0) return { refused: findings };
    const before = application.sheets.find((sheet) => sheet.seat === member.id);
    if (input.reason === '' && (before !== undefined || input.violations.includes(true))) {
      return refuse('15', 'REASON_MISSING');
    }
    const nonce = newId(NONCE_BYTES);
    const { marks, violations, reason } = input;
    const commitment = await sha256Hex(canonical({ filing: application.filing, marks, nonce, violations }));
    const sheet = { application: application.id, seat: member.id, version: (before?.version ?? 0) + 1 };
    return {
      stream: `sheet:${application.id}:${member.id}`,
      guards: [
        guardNotYet(db, file.commission, 'committed'),
        guardInOffice(db, member.id),
        guard(
          db,
          'NOT EXISTS (SELECT 1 FROM recusals WHERE application = ? AND seat = ?)',
          application.id,
          member.id,
        ),
      ],
      changes: [insertSheet(db, { ...sheet, marks, violations, reason, nonce, commitment }, at, seat.id)],
      body: { ...sheet, commitment, onPaper: seat.role === 'secretary' },
    };
  },
};

const nothing = z.object({});

export const commitSheets: DeskAct<z.infer<typeof nothing>> = {
  name: 'commit-sheets',
  roles: ['secretary'],
  fresh: true,
  input: nothing,
  async plan({ env, db, at, seat, edition, file }) {
    const filings = standing(file)
      .map(({ filing, sheets, recused }) => ({
        filing,
        commitments: sheets.map(({ commitment }) => commitment).sort(),
        recused: recused.length,
      }))
      .sort((a, b) => (a.filing < b.filing ? -1 : 1));
    const publication = await nextPublication(env, edition.edition, at, {
      kind: 'commitments',
      commission: file.commission,
      filings,
    });
    const sheets = filings.reduce((sum, { commitments }) => sum + commitments.length, 0);
    const body = { publication: publication.number, hash: publication.hash, sheets };
    return {
      guards: [
        guard(
          db,
          `(SELECT count(*) FROM (SELECT DISTINCT m.application, m.seat FROM mark_sheets m
             JOIN seats s ON s.id = m.seat WHERE s.commission = ? AND NOT EXISTS
               (SELECT 1 FROM recusals r WHERE r.application = m.application AND r.seat = m.seat)
             AND m.application IN (SELECT value FROM json_each(?)))) = ?`,
          file.commission,
          JSON.stringify(standing(file).map(({ id }) => id)),
          sheets,
        ),
      ],
      changes: [
        insertPublication(db, publication, file.commission),
        milestone(db, file.commission, 'committed', body, at, seat.id),
      ],
      body,
    };
  },
};

export const openSheets: DeskAct<z.infer<typeof nothing>> = {
  name: 'open-sheets',
  roles: ['secretary'],
  input: nothing,
  plan({ db, at, seat, file }) {
    return {
      changes: [milestone(db, file.commission, 'opened', {}, at, seat.id)],
      body: { commission: file.commission },
    };
  },
};
