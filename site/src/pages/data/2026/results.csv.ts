// The list of §18 and the winners for a spreadsheet: UTF-8 with a mark, semicolons, formulas made harmless.

import { results } from '../../../data/results.ts';

const cell = (value: string | number | boolean): string => {
  const text = String(value);
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
};

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
  const text = [head, ...rows].map((row) => row.map(cell).join(';')).join('\r\n');
  return new Response(`\uFEFF${text}\r\n`, { headers: { 'content-type': 'text/csv; charset=utf-8' } });
};
