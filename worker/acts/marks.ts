// Marking in absentia (§15): one sheet a member an application, filed by the member or entered by the secretary from
// paper. A change is a new version with its reason.

import * as z from 'zod/mini';
import { canonical } from '#rules/canonical';
import { remarkFindings, sheetFindings } from '#rules/marks';
import { sha256Hex } from '#rules/register';
import type { Application, Seat } from '../db/commission.ts';
import { dropDraft, guardMarking, insertSheet } from '../db/sheets.ts';
import { newId, refuse } from './act.ts';
import type { Desk, DeskAct, Plan } from './act.ts';
import { handedIn } from './scan.ts';
import { eligibleMarkers, standing, votingSeats } from './voters.ts';

const LONGEST_REMARK = 2000;
const LONGEST_REASON = 4000;
const remark = z.string().check(z.trim(), z.maxLength(LONGEST_REMARK));
/** As a form or a script says it; nothing said is no mark, and above all not a zero. */
const oneMark = z.pipe(z.union([z.number(), z.string().check(z.trim(), z.minLength(1))]), z.coerce.number());

const markInput = z.object({
  application: z.string(),
  /** Seat number, where the secretary enters a sheet filled on paper. */
  seat: z.optional(z.coerce.number()),
  marks: z.array(oneMark),
  violations: z.array(z.boolean()),
  /** What the violation is, by criterion. */
  remarks: z._default(z.array(remark), []),
  /** Why it is changed, where one was filed before. */
  reason: z._default(z.string().check(z.trim(), z.maxLength(LONGEST_REASON)), ''),
  /** The version that the sender had before them, where they say it: of two at once the second looks again. */
  after: z.optional(z.coerce.number()),
  /** Of a sheet on paper, where there is one: handed in before. */
  scan: z.optional(z.object({ sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })),
});

const NONCE_BYTES = 32;

/** The application and the member whose sheet `seat` may write now, or why not. */
export function sheetPlace(
  { seat, file }: Pick<Desk, 'seat' | 'file'>,
  input: { application: string; seat?: number | undefined },
): { application: Application; member: Seat } | Extract<Plan, { refused: unknown }> {
  const no = (clause: string, code: string) => refuse(clause, code) as Extract<Plan, { refused: unknown }>;
  const application = standing(file).find(({ id }) => id === input.application);
  if (application === undefined) return no('15', 'APPLICATION_UNKNOWN');
  // A member by the seat they hold, not by its number: who was replaced does not mark in the name of who came.
  const member = votingSeats(file).find(({ id, number }) =>
    seat.role === 'secretary' ? number === input.seat : id === seat.id,
  );
  if (member === undefined) return no('15', 'SEAT_UNKNOWN');
  if (application.recused.includes(member.id)) return no('15', 'SEAT_RECUSED');
  if (!eligibleMarkers(file, application).includes(member)) return no('15', 'SHEET_OF_PREDECESSOR');
  // What the secretary enters from paper was declared on paper.
  if (seat.role !== 'secretary' && !application.declared.includes(member.id))
    return no('5', 'CONFLICT_NOT_DECLARED');
  return { application, member };
}

export const mark: DeskAct<z.infer<typeof markInput>> = {
  name: 'mark',
  roles: ['secretary', 'chair', 'member'],
  input: markInput,
  about: ({ application }) => [application],
  async plan(desk, input) {
    const { db, at, seat, edition, file } = desk;
    const place = sheetPlace(desk, input);
    if ('refused' in place) return place;
    const { application, member } = place;
    const onPaper = seat.role === 'secretary';
    const before = application.sheets.find((sheet) => sheet.seat === member.id);
    const version = before?.version ?? 0;
    if (input.after !== undefined && input.after !== version) return refuse('15', 'STATE_CHANGED');
    if (onPaper && before?.onPaper === false) return refuse('15', 'SHEET_FILED_BY_MEMBER');
    const findings = [...sheetFindings(input, edition), ...remarkFindings(input)];
    if (findings.length > 0) return { refused: findings };
    if (before !== undefined && input.reason === '') return refuse('15', 'REASON_MISSING');
    const nonce = newId(NONCE_BYTES);
    const { marks, violations, reason } = input;
    const remarks = violations.map((on, index) => (on ? (input.remarks[index] ?? '') : ''));
    const commitment = await sha256Hex(canonical({ filing: application.filing, marks, nonce, violations }));
    const scan = onPaper && input.scan !== undefined ? await handedIn(desk, input.scan.sha256) : null;
    if (scan !== null && 'refused' in scan) return scan;
    const sheet = { application: application.id, seat: member.id, version: version + 1 };
    return {
      stream: `sheet:${application.id}:${member.id}`,
      guards: [...guardMarking(db, file.commission, sheet), ...(scan?.guards ?? [])],
      changes: [
        insertSheet(
          db,
          {
            ...{ ...sheet, marks, violations, remarks, reason, nonce, commitment },
            scan: scan === null ? null : scan.scan,
          },
          at,
          seat.id,
        ),
        dropDraft(db, sheet),
      ],
      // The journal is read by others: it has the hash, not the marks.
      body: { ...sheet, commitment, onPaper },
    };
  },
};
