// What the secretary proposes on one application (§13, §14), beside its fields and files. The list is made of these;
// the chair confirms it. Proposed again, the newest counts.

import * as z from 'zod/mini';
import { admissionFindings } from '#rules/admission';
import { completeness } from '#rules/completeness';
import { guardUndecided, insertProposal } from '../db/desk.ts';
import { refuse } from './act.ts';
import type { DeskAct } from './act.ts';

const input = z.object({
  application: z.string(),
  admitted: z.boolean(),
  grounds: z._default(z.array(z.string()), []),
  reason: z._default(z.string().check(z.trim(), z.maxLength(2000)), ''),
});

export const propose: DeskAct<z.infer<typeof input>> = {
  name: 'propose',
  roles: ['secretary'],
  input,
  about: ({ application }) => [application],
  plan({ db, at, seat, edition, file }, { application: id, ...item }) {
    const row = file.applications.find((one) => one.id === id && one.withdrawal === null);
    if (row === undefined) return refuse('13', 'APPLICATION_UNKNOWN');
    if (row.decision !== null) return refuse('14', 'ALREADY_DECIDED');
    const facts = { late: row.late, findings: completeness(row.form, row.files, edition) };
    const findings = admissionFindings(item, facts).filter(({ kind }) => kind === 'refusal');
    if (findings.length > 0) return { refused: findings };
    return {
      stream: `proposal:${id}`,
      guards: [guardUndecided(db, id)],
      changes: [insertProposal(db, id, item, at, seat.id)],
      body: { application: id, ...item },
    };
  },
};
