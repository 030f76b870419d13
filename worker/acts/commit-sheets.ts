// The sheets are committed by hash before any is opened (§15): from then on no mark can be changed unnoticed.

import * as z from 'zod/mini';
import { insertPublication } from '../db/publications.ts';
import { milestone } from '../db/desk.ts';
import { dropDrafts, guardSheets } from '../db/sheets.ts';
import { nextPublication } from '../register.ts';
import type { DeskAct } from './act.ts';
import { standing } from './voters.ts';

const nothing = z.object({});

export const commitSheets: DeskAct<z.infer<typeof nothing>> = {
  name: 'commit-sheets',
  roles: ['secretary'],
  fresh: true,
  input: nothing,
  async plan({ env, db, at, seat, edition, file }) {
    const rows = standing(file);
    // Hashes with a nonce, sorted: neither a value nor a place in the list tells whose sheet it is or what it says.
    const filings = rows
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
    const sum = (numbers: number[]): number => numbers.reduce((all, one) => all + one, 0);
    const sheets = sum(filings.map(({ commitments }) => commitments.length));
    const body = { publication: publication.number, hash: publication.hash, sheets };
    return {
      guards: guardSheets(
        db,
        file.commission,
        rows.map(({ id }) => id),
        {
          versions: sum(rows.flatMap((row) => row.sheets.map(({ version }) => version))),
          recusals: sum(rows.map(({ recused }) => recused.length)),
        },
      ),
      changes: [
        insertPublication(db, publication, file.commission),
        milestone(db, file.commission, 'committed', body, at, seat.id),
        dropDrafts(db, file.commission),
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
