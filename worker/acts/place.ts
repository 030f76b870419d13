// The announcement is placed on the Agency's site and in social networks (§11). It freezes the edition, the day of
// placement, the last day and the deadline (§12), and opens the register as publication 1.

import * as z from 'zod/mini';
import { placementTerm } from '#rules/terms';
import { UnknownYear } from '#rules/calendar';
import { insertPublication } from '../db/publications.ts';
import { insertEdition } from '../db/editions.ts';
import { nextPublication } from '../register.ts';
import { refuse } from './act.ts';
import type { DeskAct } from './act.ts';

const address = z.string().check(z.trim(), z.url({ protocol: /^https?$/ }), z.maxLength(500));
const input = z.object({ siteAddress: address, socialAddresses: z.array(address).check(z.minLength(1)) });

export const place: DeskAct<z.infer<typeof input>> = {
  name: 'place',
  roles: ['agency'],
  fresh: true,
  input,
  async plan({ env, db, at, edition, placement }, { siteAddress, socialAddresses }) {
    if (placement !== null) return refuse('11', 'ALREADY_PLACED');
    let term: ReturnType<typeof placementTerm>;
    try {
      term = placementTerm(at, edition);
    } catch (error) {
      if (error instanceof UnknownYear) return refuse('12', 'CALENDAR_YEAR_UNKNOWN', { year: error.year });
      throw error;
    }
    const placed = { placedAt: new Date(at).toISOString(), ...term, siteAddress, socialAddresses };
    const publication = await nextPublication(env, edition.edition, at, {
      kind: 'placement',
      edition,
      placement: placed,
    });
    return {
      changes: [insertEdition(db, edition, placed), insertPublication(db, publication, 'agency')],
      body: { ...placed, publication: publication.number, hash: publication.hash },
    };
  },
};
