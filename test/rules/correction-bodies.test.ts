// §18: which published bodies a mistake in the record changes, and into what.

import { describe, expect, it } from 'vitest';
import { correctionsOf, inOrder } from '#rules/corrections';
import type { Change } from '#rules/corrections';
import type { OpenSheet, PublicationBody } from '#rules/publication';
import { edition } from '../support/edition.ts';
import { A, B, signed } from '../support/register.ts';
import { unsealed } from '../support/said.ts';

const reason = { kk: 'Қате жазылған', ru: 'Описка', en: 'A slip of the pen' };
const named = (filing: string) => ({ kk: `Ұйым ${filing[0]}`, ru: `Организация ${filing[0]}` });
type Body<K> = Extract<PublicationBody, { kind: K }>;

describe('§18 which bodies a mistake changes, and how', () => {
  const [one = '', two_ = ''] = edition.regions;
  const sitting = { heldOn: '2026-10-12', members: 7, present: [1, 2, 3, 4, 5], chairSeat: 1, quorate: true };
  const ballots = (...choices: string[][]) =>
    choices.map((chosen, index) => ({ seat: index + 1, choices: chosen }));
  const round = (candidates: string[], places: number, ...choices: string[][]) => ({
    ...{ candidates, places, recused: 0, casting: [] },
    ballots: ballots(...choices),
  });
  const appeared = (...filings: string[]) =>
    filings.map((filing) => ({ filing, appearance: 'appeared' as const }));
  const regional = (commission: string, filing: string): Body<'regional'> => ({
    ...{ kind: 'regional', commission, contenders: appeared(filing), sittings: [sitting] },
    rounds: [round([filing, 'x'], 1, [filing], [filing], [filing], [filing], [])],
    finalist: { filing, organisation: named(filing) },
    ...signed,
  });
  // The list is in order of regions, so B stands before A; winners are in order of their filings.
  const list: PublicationBody[] = [
    regional(one, B),
    regional(two_, A),
    {
      kind: 'list',
      finalists: [
        { commission: one, filing: B, organisation: named(B) },
        { commission: two_, filing: A, organisation: named(A) },
      ],
      none: edition.regions.slice(2),
    },
    {
      ...{ kind: 'republican', commission: 'KZ', contenders: appeared(A, B), sittings: [sitting] },
      rounds: [round([A, B], 3, [A], [A], [A], [], [])],
      winners: [{ commission: two_, filing: A, organisation: named(A) }],
      ...signed,
    },
  ];
  const made = (change: Change, commission: string, from = list) =>
    correctionsOf(unsealed(from), { commission, change, reason }, edition, () => ({
      kk: 'Жаңа',
      ru: 'Новый',
    }));
  const republican = list[3] as Body<'republican'>;
  const signedAnew = (of: 'selection' | 'sitting'): Change => ({
    ...{ kind: 'protocol', of, signedOn: '2026-10-20', protocolSha256: '3'.repeat(64) },
  });

  it('§21 a wrong day of the republican sitting corrects its result alone', () => {
    expect(made(signedAnew('sitting'), 'KZ')).toEqual([
      {
        ...republican,
        ...{ signedOn: '2026-10-20', protocolSha256: '3'.repeat(64), correction: { supersedes: 4, reason } },
      },
    ]);
    expect(made(signedAnew('selection'), 'KZ')).toEqual([]);
  });

  it('§21 a ballot brings in whom it elects, in order of filings', () => {
    const change: Change = { kind: 'ballot', round: 1, seat: 4, choices: [B, A] };
    const [next, ...more] = made(change, 'KZ') as [Body<'republican'>];
    expect(more).toEqual([]);
    expect(next.rounds).toEqual([round([A, B], 3, [A], [A], [A], [A, B], [])]);
    expect(next.winners).toEqual([
      { commission: two_, filing: A, organisation: named(A) },
      { commission: one, filing: B, organisation: named(B) },
    ]);
    const none: Change = { kind: 'ballot', round: 2, seat: 4, choices: [B] };
    expect(made(none, 'KZ')).toEqual([]);
  });

  it('§21 a ballot after which nobody is elected leaves no winner', () => {
    const few = list.map((body) =>
      body.kind === 'republican' ? { ...body, rounds: [round([A, B], 3, [A], [], [], [], [])] } : body,
    );
    const [next] = made({ kind: 'ballot', round: 1, seat: 1, choices: [] }, 'KZ', few);
    expect((next as Body<'republican'>).winners).toEqual([]);
  });

  it('§17 a ballot of a region says nothing of the republican one', () => {
    const kindsOf = made({ kind: 'ballot', round: 1, seat: 5, choices: [A] }, two_).map(({ kind }) => kind);
    expect(kindsOf).toEqual(['regional']);
  });

  it('§17 who was elected keeps the name that is published, who was not is named', () => {
    const bodyOf = (choices: string[], seats: number): Body<'regional'>['finalist'] => {
      let from = list;
      for (let seat = 1; seat <= seats; seat += 1) {
        const [next] = made({ kind: 'ballot', round: 1, seat, choices }, two_, from);
        from = from.map((body, index) => {
          if (index !== 1 || next?.kind !== 'regional') return body;
          const { correction, ...bare } = next;
          expect(correction?.supersedes).toBe(2);
          return bare;
        });
      }
      return (from[1] as Body<'regional'>).finalist;
    };
    expect(bodyOf(['x'], 1)).toEqual({ filing: A, organisation: named(A) });
    expect(bodyOf(['x'], 3)).toEqual({ filing: 'x', organisation: { kk: 'Жаңа', ru: 'Новый' } });
    // Two for each, and the chair for neither.
    expect(bodyOf([], 4)).toBeNull();
  });

  it('§17 a protocol of the sitting where there was one, of the selection where nobody passed', () => {
    const without = list.map((body) =>
      body.kind === 'regional' ? { ...body, sittings: [], rounds: [], finalist: null } : body,
    );
    expect(made(signedAnew('sitting'), two_).map(({ kind }) => kind)).toEqual(['regional']);
    expect(made(signedAnew('selection'), two_)).toEqual([]);
    expect(made(signedAnew('sitting'), two_, without.slice(0, 2))).toEqual([]);
    expect(made(signedAnew('selection'), two_, without.slice(0, 2)).map(({ kind }) => kind)).toEqual([
      'regional',
    ]);
  });

  it('§18 a name changes where it stands, and keeps every other winner', () => {
    const both = list.map((body) =>
      body.kind === 'republican'
        ? {
            ...body,
            winners: [
              { commission: two_, filing: A, organisation: named(A) },
              { commission: one, filing: B, organisation: named(B) },
            ],
          }
        : body,
    );
    const organisation = { kk: 'Басқа', ru: 'Другой' };
    const change: Change = { kind: 'name', filing: B, organisation };
    expect(made(change, one, both).map((body) => body.kind)).toEqual(['regional', 'list', 'republican']);
    expect((made(change, one, both)[2] as Body<'republican'>).winners).toEqual([
      { commission: two_, filing: A, organisation: named(A) },
      { commission: one, filing: B, organisation },
    ]);
    // B stands on the list and did not win.
    expect(made(change, one).map((body) => body.kind)).toEqual(['regional', 'list']);
  });

  it('sheets of one value stand in order of their nonces', () => {
    const sheet = (mark: number, nonce: string): OpenSheet => ({ marks: [mark], violations: [false], nonce });
    const [low, high, other] = [sheet(1, 'b'), sheet(2, 'a'), sheet(1, 'a')];
    expect(inOrder([high, low, other])).toEqual([other, low, high]);
  });
});
