// The public pages of results by name: where each lies and what stands in it, for the desk's preview.

import { REPUBLIC } from '#rules/edition';
import { commissionAddress, resultsAddress } from './addresses.ts';
import { Overview } from './overview.tsx';
import type { View } from './parts.tsx';
import { RegionPage } from './region.tsx';
import { RepublicPage } from './republic.tsx';

export const RESULT_PAGES = ['region', 'overview', 'republic'] as const;
export type ResultPage = (typeof RESULT_PAGES)[number];

/** The address of a page and its content below the frame; `code` is the region's. */
export function resultPage(page: ResultPage, view: View, code: string): { path: string; html: string } {
  const { language, edition } = view;
  const year = edition.edition;
  switch (page) {
    case 'region':
      return { path: commissionAddress(language, year, code), html: String(RegionPage({ ...view, code })) };
    case 'overview':
      return { path: resultsAddress(language, year), html: String(Overview(view)) };
    case 'republic':
      return { path: commissionAddress(language, year, REPUBLIC), html: String(RepublicPage(view)) };
  }
}
