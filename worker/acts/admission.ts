// Admission (§13–14): the secretary prepares the list with grounds, the chair confirms it. The software proposes;
// a person decides on each application.

import * as z from 'zod/mini';
import { admissionFindings } from '#rules/admission';
import { completeness } from '#rules/completeness';
import {
  guardNotYet,
  guardProposal,
  guardUndecided,
  insertAdmissionList,
  insertAdmissionReturn,
  insertDecisions,
  milestone,
} from '../db/desk.ts';
import type { AdmissionItem, CommissionFile } from '../db/commission.ts';
import type { Letter } from '../db/commit.ts';
import { guardNotWithdrawn, guardTerm } from '../db/preconditions.ts';
import { guard } from '../db/guard.ts';
import { reached, refuse } from './act.ts';
import type { DeskAct } from './act.ts';
import { letterTo } from './letter.ts';
import { undecided } from './voters.ts';

const item = z.object({
  application: z.string(),
  admitted: z.boolean(),
  grounds: z.array(z.string()),
  reason: z._default(z.string().check(z.trim(), z.maxLength(2000)), ''),
});
/** Without items the list is what was proposed on each application. */
const listInput = z.object({ items: z.optional(z.array(item).check(z.maxLength(2000))) });

export const prepareAdmission: DeskAct<z.infer<typeof listInput>> = {
  name: 'admission-list',
  roles: ['secretary'],
  input: listInput,
  plan({ db, at, seat, edition, file }, input) {
    const open = file.applications.filter(({ withdrawal }) => withdrawal === null);
    const items =
      input.items ??
      open.flatMap(({ id, proposal }) => (proposal === null ? [] : [{ application: id, ...proposal }]));
    const missing = open.filter(({ id }) => !items.some(({ application }) => application === id));
    if (missing.length > 0) return refuse('13', 'ADMISSION_LIST_INCOMPLETE', { n: missing.length });
    const findings = items.flatMap((entry) => {
      const application = open.find(({ id }) => id === entry.application);
      if (application === undefined)
        return [{ clause: '13', code: 'APPLICATION_UNKNOWN', kind: 'refusal' as const }];
      const facts = {
        late: application.late,
        findings: completeness(application.form, application.files, edition),
      };
      return admissionFindings(entry, facts).filter(({ kind }) => kind === 'refusal');
    });
    if (findings.length > 0) return { refused: findings };
    const version = (file.list?.version ?? 0) + 1;
    return {
      changes: [insertAdmissionList(db, file.commission, version, items, at, seat.id)],
      body: { version, items },
      answer: { version },
    };
  },
};

/** The letter that tells of a decision. */
function toldOf({ application, admitted, grounds, reason }: AdmissionItem, file: CommissionFile): Letter[] {
  const row = file.applications.find(({ id }) => id === application);
  if (row === undefined) return [];
  return [
    admitted
      ? letterTo(row, 'admitted', {})
      : letterTo(row, 'not-admitted', { grounds: grounds.join(' '), reason }),
  ];
}

const confirmInput = z.object({ version: z.coerce.number() });

export const confirmAdmission: DeskAct<z.infer<typeof confirmInput>> = {
  name: 'confirm-admission',
  roles: ['chair'],
  input: confirmInput,
  plan({ db, at, seat, edition, placement, file }, { version }) {
    const list = file.list;
    if (list === null || list.returned !== null) return refuse('13', 'ADMISSION_NOT_PREPARED');
    if (list.version !== version) return refuse('14', 'STATE_CHANGED');
    const items = list.items.filter(({ application }) =>
      file.applications.some(({ id, withdrawal }) => id === application && withdrawal === null),
    );
    const unlisted = file.applications.filter(
      ({ id, withdrawal }) => withdrawal === null && !items.some(({ application }) => application === id),
    );
    if (unlisted.length > 0) return refuse('13', 'ADMISSION_LIST_INCOMPLETE', { n: unlisted.length });
    return {
      guards: [
        guard(
          db,
          `NOT EXISTS (SELECT 1 FROM applications a WHERE a.commission = ? AND a.id NOT IN (SELECT value FROM json_each(?))
             AND NOT EXISTS (SELECT 1 FROM applications n WHERE n.draft = a.draft AND n.version > a.version))`,
          file.commission,
          JSON.stringify(file.applications.map(({ id }) => id)),
        ),
        // Who withdrew meanwhile is not decided on, and no term that grew meanwhile is cut short.
        guardNotWithdrawn(
          db,
          items.map(({ application }) => application),
        ),
        guardTerm(db, edition.edition, placement?.lastDay ?? ''),
      ],
      changes: [
        insertDecisions(db, items, at, seat.id),
        milestone(db, file.commission, 'admission-confirmed', { version }, at, seat.id),
      ],
      letters: items.flatMap((item) => toldOf(item, file)),
      body: { version, items },
      answer: { admitted: items.filter(({ admitted }) => admitted).length, of: items.length },
    };
  },
};

const returnInput = z.object({
  version: z.coerce.number(),
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)),
});

/** The chair who does not confirm the list says why; the secretary prepares it anew. */
export const returnAdmission: DeskAct<z.infer<typeof returnInput>> = {
  name: 'return-admission',
  roles: ['chair'],
  input: returnInput,
  // Of the list alone: no application is read.
  about: () => [],
  plan({ db, at, env, seat, file }, { version, reason }) {
    const { commission, list } = file;
    if (reached(file, 'admission-confirmed')) return refuse('14', 'ALREADY_DONE');
    if (list === null || list.returned !== null) return refuse('13', 'ADMISSION_NOT_PREPARED');
    if (list.version !== version) return refuse('14', 'STATE_CHANGED');
    return {
      guards: [guardNotYet(db, commission, 'admission-confirmed')],
      changes: [insertAdmissionReturn(db, { commission, version, reason }, at, seat.id)],
      letters: file.seats
        .filter(({ role, endedAt }) => role === 'secretary' && endedAt === null)
        .map(({ id, email, language }) => ({
          key: `list-returned:${commission}:${version}:${id}`,
          to: email,
          language,
          template: 'list-returned',
          values: { commission, reason, link: `${env.ORIGIN}/desk/${language}/${commission}/` },
        })),
      body: { version, reason },
    };
  },
};

const decideInput = z.object({
  application: z.string(),
  /** The version of the proposal that the chair has before them, where they say it. */
  version: z.optional(z.coerce.number()),
});

/** What came after the list was confirmed, late or entered late from paper, is decided by itself. */
export const decideApplication: DeskAct<z.infer<typeof decideInput>> = {
  name: 'decide-application',
  roles: ['chair'],
  input: decideInput,
  about: ({ application }) => [application],
  plan({ db, at, seat, file }, { application, version }) {
    const row = undecided(file).find(({ id }) => id === application);
    if (row === undefined) return refuse('14', 'ALREADY_DECIDED');
    if (row.proposal === null) return refuse('13', 'ADMISSION_NOT_PREPARED');
    if (version !== undefined && version !== row.proposalVersion) return refuse('14', 'STATE_CHANGED');
    // Whoever is admitted is marked: that ends with the commitment of the sheets.
    if (row.proposal.admitted && reached(file, 'committed')) return refuse('15', 'SHEETS_COMMITTED');
    const item = { application, ...row.proposal };
    return {
      guards: [
        guardUndecided(db, application),
        // What is decided is what was proposed last.
        guardProposal(db, application, row.proposalVersion),
        ...(item.admitted ? [guardNotYet(db, file.commission, 'committed')] : []),
      ],
      changes: [insertDecisions(db, [item], at, seat.id)],
      letters: toldOf(item, file),
      body: item,
    };
  },
};
