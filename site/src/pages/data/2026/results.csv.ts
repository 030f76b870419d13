// The list of §18 and the winners for a spreadsheet.

import { csvText } from '#rules/csv';
import { results } from '../../../data/results.ts';

export const GET = (): Response => {
  const rows = results().regions.map((row) => [
    row.commission,
    row.region.kk,
    row.region.ru,
    row.received ?? '',
    row.admitted ?? '',
    row.passed ?? '',
    row.finalist?.kk ?? '',
    row.finalist?.ru ?? '',
    row.winner,
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
  ];
  return new Response(csvText([head, ...rows]), { headers: { 'content-type': 'text/csv; charset=utf-8' } });
};
