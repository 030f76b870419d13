import { describe, expect, it } from 'vitest';
import { countryCounts } from '#rules/country-counts';

const waiting = { received: null, transferredAway: null, passed: null, finalist: null };
const organisation = { kk: 'Ұйым', ru: 'Организация' };

describe('§12 the counts of the country', () => {
  it('are not nothing while no selection is public', () => {
    expect(countryCounts([waiting, waiting])).toEqual({ received: null, passed: null, finalists: 0 });
  });

  it('count an application once that was passed on to the competent commission (§6)', () => {
    const first = { received: 6, transferredAway: 1, passed: 3, finalist: organisation };
    const competent = { received: 1, transferredAway: 0, passed: 1, finalist: organisation };
    expect(countryCounts([first, competent, waiting])).toEqual({ received: 6, passed: 4, finalists: 2 });
  });

  it('are zero where the selections say so', () => {
    const empty = { received: 0, transferredAway: 0, passed: 0, finalist: null };
    expect(countryCounts([empty])).toEqual({ received: 0, passed: 0, finalists: 0 });
  });
});
