// What a publication says as data: itself as it stands in the register, and a table for a spreadsheet.

import { canonical } from '#rules/canonical';
import { csvText } from '#rules/csv';
import type { SignedPublication } from '#rules/publication';
import { regions } from '../data/regions.ts';
import type { ToldPublication } from './files.ts';

type Cell = string | number | boolean;

/** The signed publication, canonical JSON: its hash and signature can be checked. */
export const jsonOf = (publication: SignedPublication): string => `${canonical(publication)}\n`;

export const csvOf = ({ body }: ToldPublication): string => csvText(rowsOf(body));

const region = (code: string): Cell[] => {
  const name = regions.find((row) => row.code === code)?.name;
  return [code, name?.kk ?? '', name?.ru ?? ''];
};
const REGION = ['code', 'region_kk', 'region_ru'];

function rowsOf(body: ToldPublication['body']): Cell[][] {
  switch (body.kind) {
    case 'placement': {
      const { placementDay, lastDay, deadline, siteAddress, socialAddresses } = body.placement;
      return [
        ['placement_day', 'last_day', 'deadline', 'addresses'],
        [placementDay, lastDay, deadline, [siteAddress, ...socialAddresses].join(' ')],
      ];
    }
    case 'extension': {
      const { lastDay, deadline, reason } = body;
      return [
        ['last_day', 'deadline', 'reason_kk', 'reason_ru', 'reason_en'],
        [lastDay, deadline, reason.kk, reason.ru, reason.en],
      ];
    }
    case 'calendar': {
      const { date, working, reason } = body;
      return [
        ['date', 'working', 'reason_kk', 'reason_ru', 'reason_en'],
        [date, working, reason.kk, reason.ru, reason.en],
      ];
    }
    case 'selection':
      return [
        [
          ...REGION,
          'received',
          'withdrawn',
          'transferred',
          'admitted',
          'not_admitted',
          'passed',
          'signed_on',
        ],
        [
          ...region(body.commission),
          body.received,
          body.withdrawn,
          body.transferredAway,
          body.admitted.length,
          body.notAdmitted.length,
          body.admitted.filter(({ passed }) => passed).length,
          body.signedOn,
        ],
      ];
    case 'regional': {
      const name = body.finalist?.organisation;
      return [
        [...REGION, 'finalist_kk', 'finalist_ru', 'signed_on'],
        [...region(body.commission), name?.kk ?? '', name?.ru ?? '', body.signedOn],
      ];
    }
    case 'list':
      return [
        [...REGION, 'finalist_kk', 'finalist_ru'],
        ...body.finalists.map(({ commission, organisation }) => [
          ...region(commission),
          organisation.kk,
          organisation.ru,
        ]),
        ...body.none.map((commission) => [...region(commission), '', '']),
      ];
    case 'republican':
      return [
        [...REGION, 'winner_kk', 'winner_ru'],
        ...body.winners.map(({ commission, organisation }) => [
          ...region(commission),
          organisation.kk,
          organisation.ru,
        ]),
      ];
  }
}
