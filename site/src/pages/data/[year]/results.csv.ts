// The list of §18 and the winners for a spreadsheet.

import { csvText } from '#rules/csv';
import { contestIn, everyYear } from '../../../data/editions.ts';
import { resultsOf } from '../../../data/results.ts';

export const getStaticPaths = everyYear;

export const GET = ({ params: { year } }: { params: { year: string } }): Response => {
  const { regions, corrections } = resultsOf(contestIn(year));
  const rows = regions.map((row) => [
    row.commission,
    row.region.kk,
    row.region.ru,
    row.received ?? '',
    row.admitted ?? '',
    row.passed ?? '',
    row.finalist?.kk ?? '',
    row.finalist?.ru ?? '',
    row.winner,
    row.transferredAway ?? '',
    // Numbers of the publications that corrected what this line says.
    corrections
      .filter(({ commission }) => commission === row.commission)
      .map(({ publication }) => publication)
      .join(' '),
  ]);
  const head = [
    'code',
    'region_kk',
    'region_ru',
    'received',
    'admitted',
    'passed',
    'finalist_kk',
    'finalist_ru',
    'winner',
    'transferred_away',
    'corrected_by',
  ];
  return new Response(csvText([head, ...rows]), { headers: { 'content-type': 'text/csv; charset=utf-8' } });
};
