// The counts of the whole country from those of its regions (§12, §15, §17).

import type { Results } from './results.schema.ts';

type Region = Pick<Results['regions'][number], 'received' | 'transferredAway' | 'passed' | 'finalist'>;
export type CountryCounts = { received: number | null; passed: number | null; finalists: number };

/**
 * An application that went to the competent commission (§6) is received by both and counts once. null while no region
 * has published its selection: what is not public yet is not nothing.
 */
export function countryCounts(regions: Region[]): CountryCounts {
  const published = regions.filter(({ received }) => received !== null);
  const sum = (of: (region: Region) => number): number | null =>
    published.length === 0 ? null : published.reduce((total, region) => total + of(region), 0);
  return {
    received: sum(({ received, transferredAway }) => (received ?? 0) - (transferredAway ?? 0)),
    passed: sum(({ passed }) => passed ?? 0),
    finalists: regions.filter(({ finalist }) => finalist !== null).length,
  };
}
