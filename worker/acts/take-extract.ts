// The Agency takes an extract of the journal for an inspector; that it did stands in the journal too.

import * as z from 'zod/mini';
import { REPUBLIC } from '#rules/edition';
import { applicationBy } from '../db/desk.ts';
import { EXTRACTS } from '../db/extracts.ts';
import { newId, refuse } from './act.ts';
import type { DeskAct } from './act.ts';

const input = z.object({
  commission: z.string(),
  /** The reference of one application; '' for all of the commission. */
  reference: z.optional(z.string().check(z.trim(), z.toUpperCase(), z.maxLength(40))),
  from: z.iso.date(),
  to: z.iso.date(),
});

export const takeExtract: DeskAct<z.infer<typeof input>> = {
  name: 'take-extract',
  roles: ['agency'],
  input,
  async plan({ db, edition }, { commission, reference = '', from, to }) {
    if (![...edition.regions, REPUBLIC, 'agency'].includes(commission))
      return refuse('8', 'COMMISSION_UNKNOWN');
    if (to < from) return refuse('8', 'DAYS_REVERSED');
    const found = reference === '' ? null : await applicationBy(db, reference, commission);
    if (reference !== '' && found === null) return refuse('8', 'APPLICATION_UNKNOWN');
    const body = { id: newId(), commission, application: found, from, to };
    return {
      stream: EXTRACTS,
      changes: [],
      body: { ...body, reference: reference === '' ? null : reference },
    };
  },
};
