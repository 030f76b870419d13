// The public pages of results by name: where each lies and what stands in it, for the desk's preview.

import { slugOf } from '../data/regions.ts';
import { Overview } from './overview.tsx';
import type { View } from './parts.tsx';
import { RegionPage } from './region.tsx';
import { RepublicPage } from './republic.tsx';

export const RESULT_PAGES = ['region', 'overview', 'republic'] as const;
export type ResultPage = (typeof RESULT_PAGES)[number];

/** The address of a page and its content below the frame; `code` is the region's. */
export function resultPage(page: ResultPage, view: View, code: string): { path: string; html: string } {
  const results = `/${view.language}/results/2026/`;
  switch (page) {
    case 'region':
      return { path: `${results}${slugOf(code)}/`, html: String(RegionPage({ ...view, code })) };
    case 'overview':
      return { path: results, html: String(Overview(view)) };
    case 'republic':
      return { path: `${results}republic/`, html: String(RepublicPage(view)) };
  }
}
