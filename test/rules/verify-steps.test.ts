// What a check says of a publication, word for word: each step with its paragraph, what was counted and what is wrong. The
// answers stand in verify-steps.txt, one block a case.

import { describe, expect, it, test } from 'vitest';
import { canonical } from '#rules/canonical';
import type { PublicationBody, Register, SignedPublication } from '#rules/publication';
import { stepsOf, verifyPublication } from '#rules/verify';
import { correctionFindings, leftBehind } from '#rules/verify-correction';
import { answersIn } from '../support/answers.ts';
import { A, B, registerOf } from '../support/register.ts';
import { saidOf, unsealed } from '../support/said.ts';
import { CASES } from '../support/tampered.ts';
import { tiedContest } from '../support/contest.ts';

const { expectSaid, unasked } = answersIn(new URL('verify-steps.txt', import.meta.url));

const contest = await tiedContest();
const text = canonical(await registerOf(contest));
const truth = JSON.parse(text) as Register;
const END = truth.publications.length;

describe('§11–§21 a true register', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, END - 2, END - 1, END])('publication %d', async (number) => {
    expectSaid(`true ${number}`, await saidOf(truth, number));
  });
});

/** What is wrong with the publication that was changed; of the cases in which the bytes can be read. */
const tampered = CASES.flatMap(([name, , make]) => {
  const { text: spoilt, publication } = make(text);
  return publication === 0 ? [] : [{ name, publication, register: JSON.parse(spoilt) as Register }];
});
describe('§11–§21 a register spoilt in one way', () => {
  test.each(tampered)('$name', async ({ name, publication, register }) => {
    expectSaid(name, await saidOf(register, publication, true));
  });
});

/** Nothing in it is one with another: `structuredClone` would keep what two bodies share. */
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

type Kind = PublicationBody['kind'];
type Body<K extends Kind> = Extract<PublicationBody, { kind: K }>;
/** The contest up to the first body of a kind, which `change` changes; what is said of that one. */
function changed<K extends Kind>(
  kind: K,
  change: (body: Body<K>) => void,
): { list: PublicationBody[]; number: number } {
  const list = copy(contest);
  const at = list.findIndex((body) => body.kind === kind);
  change(list[at] as Body<K>);
  return { list: list.slice(0, at + 1), number: at + 1 };
}
const isRegional = (body: PublicationBody): body is Body<'regional'> => body.kind === 'regional';
const rounds = (body: Body<'regional' | 'republican'>) => body.rounds[0] ?? never();
function never(): never {
  throw new Error('the contest has no such row');
}
const says = { kk: 'х', ru: 'х', en: 'x' };
/** The placement alone, and then this. */
const after = (...bodies: PublicationBody[]) => {
  const list = [...copy(contest).slice(0, 1), ...bodies];
  return { list, number: list.length };
};
/** The whole contest, and then this. */
const last = (body: PublicationBody) => {
  const list = [...copy(contest), body];
  return { list, number: list.length };
};
const of = <K extends Kind>(kind: K): Body<K> =>
  copy(contest.find((body) => body.kind === kind) ?? never()) as Body<K>;
const extension = (lastDay: string, deadline: string): PublicationBody => ({
  kind: 'extension',
  lastDay,
  deadline,
  reason: says,
});
const calendar = (date: string, working: boolean): PublicationBody => ({
  kind: 'calendar',
  date,
  working,
  reason: says,
});
const corrected = (
  supersedes: number,
  change: (body: Body<'selection'>) => void = () => undefined,
  reason = says,
) => {
  const body = of('selection');
  change(body);
  return { ...body, correction: { supersedes, reason } };
};
const CHANGES: Record<string, () => { list: PublicationBody[]; number: number }> = {
  'nothing is placed': () => ({ list: [of('commitments')], number: 1 }),
  'the placement says another instant': () =>
    changed('placement', ({ placement }) => {
      placement.placedAt = '2026-09-01T05:00:00.001Z';
    }),
  'a year that no calendar knows': () =>
    changed('placement', ({ edition }) => {
      edition.calendar = {};
    }),
  'the days of the placement': () =>
    changed('placement', ({ placement }) => {
      placement.placementDay = '2026-09-02';
    }),
  'the nominal last day of the placement': () =>
    changed('placement', ({ placement }) => {
      placement.nominalLastDay = '2026-09-16';
    }),
  'the last day of the placement': () =>
    changed('placement', ({ placement }) => {
      placement.lastDay = '2026-09-16';
    }),
  'the term is made longer': () => after(extension('2026-09-18', '2026-09-18T19:00:00.000Z')),
  'the term is made as long as it is': () => after(extension('2026-09-15', '2026-09-15T19:00:00.000Z')),
  'the term is made shorter': () => after(extension('2026-09-14', '2026-09-14T19:00:00.000Z')),
  'the term ends on a Saturday': () => after(extension('2026-09-19', '2026-09-19T19:00:00.000Z')),
  'the term ends at another hour': () => after(extension('2026-09-18', '2026-09-18T18:00:00.000Z')),
  'a day that there is not': () => after(extension('2026-09-31', '2026-09-30T19:00:00.000Z')),
  'a month that there is not': () => after(extension('2026-13-01', '2026-09-30T19:00:00.000Z')),
  'the term is made longer twice': () =>
    after(
      extension('2026-09-18', '2026-09-18T19:00:00.000Z'),
      extension('2026-09-21', '2026-09-21T19:00:00.000Z'),
    ),
  'the term is made longer after a decision': () =>
    after(of('commitments'), extension('2026-09-18', '2026-09-18T19:00:00.000Z')),
  'a Saturday becomes a day for work': () => after(calendar('2026-12-19', true)),
  'a Friday becomes a day off': () => after(calendar('2026-12-18', false)),
  'a Saturday becomes what it is': () => after(calendar('2026-12-19', false)),
  'a day that has passed is moved': () => after(calendar('2026-10-20', false)),
  'a day of a year without a calendar is moved': () => after(calendar('2031-12-18', false)),
  'filings out of order': () => changed('commitments', ({ filings }) => void filings.reverse()),
  'hashes out of order': () =>
    changed('commitments', ({ filings }) => void (filings[1] ?? never()).commitments.reverse()),
  'sheets that nobody committed to': () => after(of('selection')),
  'a filing that nobody committed to': () =>
    changed('selection', ({ admitted }) => {
      (admitted[0] ?? never()).filing = 'e'.repeat(32);
    }),
  'a sheet that stands for another': () =>
    changed('selection', ({ admitted }) => {
      const sheet = admitted[2]?.sheets[0] ?? never();
      sheet.marks = [0, 0, 0, 0, 0, 0];
      sheet.replaces = { commitment: 'f'.repeat(64), reason: says };
    }),
  'a sheet that stands for another without a reason': () =>
    changed('selection', ({ admitted }) => {
      const sheet = admitted[2]?.sheets[0] ?? never();
      sheet.replaces = { commitment: 'f'.repeat(64), reason: { ...says, ru: ' ' } };
    }),
  'commitments that stay closed': () =>
    changed('selection', (body) => {
      body.admitted.pop();
    }),
  'commitments that stay closed and nobody withdrew': () =>
    changed('selection', (body) => {
      body.admitted.pop();
      body.withdrawn = 0;
    }),
  'one was handed to another commission': () =>
    changed('selection', (body) => {
      body.transferredAway = 1;
      body.received += 1;
    }),
  'a filing that is committed to twice': () => {
    const list = copy(contest).slice(0, 3);
    const [, committed] = list;
    if (committed?.kind !== 'commitments') return never();
    committed.filings.push({ ...(committed.filings[0] ?? never()), commitments: [] });
    return { list, number: 3 };
  },
  'a region after a second selection': () => {
    const second = of('selection');
    for (const row of second.admitted) row.passed = false;
    return { list: [...copy(contest).slice(0, 3), second, of('regional')], number: 5 };
  },
  'marks that cannot be': () =>
    changed('selection', ({ admitted }) => {
      const [one, two] = admitted[2]?.sheets ?? [];
      (one ?? never()).marks = [6, -1, 2, 3, 2, 3];
      (two ?? never()).marks = [1, 1, 1];
    }),
  'a filing that stands twice': () =>
    changed('selection', ({ admitted }) => void admitted.push(structuredClone(admitted[2] ?? never()))),
  'sheets of a commission in which two are recused': () =>
    changed('selection', ({ admitted }) => {
      const row = admitted[0] ?? never();
      row.recused = 2;
      row.sheets.pop();
    }),
  'sheets of a commission in which three are recused': () =>
    changed('selection', ({ admitted }) => {
      const row = admitted[0] ?? never();
      row.recused = 3;
      row.sheets.pop();
    }),
  'no selection': () => after(of('regional')),
  'a contender who did not pass': () =>
    changed(
      'regional',
      ({ contenders }) => void contenders.push({ filing: 'c'.repeat(32), appearance: 'no-show' }),
    ),
  'a contender twice': () =>
    changed('regional', ({ contenders }) => void contenders.push({ filing: A, appearance: 'withdrawn' })),
  'no sitting and a finalist': () =>
    changed('regional', (body) => {
      Object.assign(body, { sittings: [], rounds: [] });
    }),
  'everybody withdrew': () =>
    changed('regional', (body) => {
      for (const row of body.contenders) row.appearance = 'withdrawn';
      Object.assign(body, { rounds: [], finalist: null });
    }),
  'everybody withdrew and one was elected': () =>
    changed('regional', (body) => {
      for (const row of body.contenders) row.appearance = 'withdrawn';
      body.rounds = [];
    }),
  'nobody came to be heard': () =>
    changed('regional', (body) => {
      for (const row of body.contenders) row.appearance = 'no-show';
      Object.assign(body, { rounds: [], finalist: null });
    }),
  'too few may vote': () =>
    changed('regional', (body) => {
      const round = rounds(body);
      round.recused = 4;
      round.ballots = round.ballots.slice(0, 3);
    }),
  'nobody voted for anybody': () =>
    changed('regional', (body) => {
      for (const ballot of rounds(body).ballots) ballot.choices = [];
    }),
  'a tie that the chair’s own ballot ends': () =>
    changed('regional', (body) => {
      const round = rounds(body);
      round.casting = [];
      round.ballots = [[A], [A], [A], [B], [B], [B], []].map((choices, index) => ({
        seat: index + 1,
        choices,
      }));
    }),
  'a tie without the chair': () =>
    changed('regional', (body) => {
      const round = rounds(body);
      round.recused = 1;
      round.ballots.shift();
    }),
  'a casting vote for both': () =>
    changed('regional', (body) => {
      rounds(body).casting = [A, B];
    }),
  'a second round in a region': () =>
    changed('regional', (body) => {
      body.rounds.push(structuredClone(rounds(body)));
    }),
  'a ballot for two in a region': () =>
    changed('regional', (body) => {
      (rounds(body).ballots[0] ?? never()).choices = [A, B];
    }),
  'a ballot of a seat that was not there': () =>
    changed('regional', (body) => {
      (rounds(body).ballots[0] ?? never()).seat = 9;
    }),
  'a ballot for nobody’s filing': () =>
    changed('regional', (body) => {
      (rounds(body).ballots[0] ?? never()).choices = ['e'.repeat(32)];
    }),
  'a candidate who stands twice': () =>
    changed('regional', (body) => {
      rounds(body).candidates.push(B);
    }),
  'more present than there are members': () =>
    changed('regional', (body) => {
      (body.sittings[1] ?? never()).members = 6;
    }),
  'a sitting that was not quorate says that it was': () =>
    changed('regional', (body) => {
      (body.sittings[0] ?? never()).quorate = true;
    }),
  'a list before the regions': () => ({ list: [...contest.slice(0, 4), of('list')], number: 5 }),
  'a list before the last region': () => {
    const list = copy(contest).filter(
      (body) => body.kind !== 'regional' || body.commission !== contest.findLast(isRegional)?.commission,
    );
    const at = list.findIndex(({ kind }) => kind === 'list');
    return { list: list.slice(0, at + 1), number: at + 1 };
  },
  'a region that is on the list without a finalist': () =>
    changed('list', (body) => {
      body.none.pop();
    }),
  'no list': () => after(of('republican')),
  'a contender who is no finalist': () =>
    changed('republican', ({ contenders }) => void contenders.push({ filing: B, appearance: 'no-show' })),
  'winners under another name': () =>
    changed('republican', ({ winners }) => {
      (winners[0] ?? never()).organisation = says;
    }),
  'a second round that no tie asked for': () =>
    changed('republican', (body) => {
      body.rounds.push(structuredClone(rounds(body)));
    }),
  'four choices of one member': () =>
    changed('republican', (body) => {
      const round = rounds(body);
      round.candidates = [A, B, 'c'.repeat(32), 'd'.repeat(32)];
      (round.ballots[0] ?? never()).choices = [...round.candidates];
    }),
  'a correction of what there is not': () => last(corrected(99)),
  'a correction of another kind': () => last(corrected(2)),
  'a correction of another region': () => last(corrected(6)),
  'a correction of what was corrected': () => last(corrected(3)),
  'a correction of the newest': () => last(corrected(END, (body) => (body.signedOn = '2026-10-14'))),
  'a correction without a reason in Russian': () =>
    last(corrected(END, (body) => (body.signedOn = '2026-10-14'), { ...says, ru: ' ' })),
  'a correction that changes nothing': () => last(corrected(END, (body) => (body.signedOn = '2026-10-13'))),
  'a correction of who passed after the vote': () =>
    last(
      corrected(END, ({ admitted }) => {
        (admitted[1] ?? never()).passed = false;
      }),
    ),
};

describe('§11–§21 a body changed in one way', () => {
  test.each(Object.entries(CHANGES))('%s', async (name, make) => {
    const { list, number } = make();
    expectSaid(name, await saidOf({ publications: unsealed(list) }, number));
  });
});

describe('§18 what rests on a correction', () => {
  const beside = async (change: (list: PublicationBody[]) => void) => {
    const list = copy(contest);
    change(list);
    return leftBehind(unsealed(list));
  };

  it('holds beside it', async () => expect(await beside(() => undefined)).toEqual([]));

  const numbers = async (list: PublicationBody[]): Promise<number[]> =>
    (await leftBehind(unsealed(list))).map(({ publication }) => publication);
  /** The region with a finalist whom nobody elected, as a correction where it is one. */
  const unlawful = (correction: object = {}): PublicationBody => {
    const body = of('regional');
    return { ...body, finalist: { ...(body.finalist ?? never()), filing: B }, ...correction };
  };

  it('what is unlawful by itself is told where it stands, not here', async () => {
    const without = copy(contest).slice(0, -1);
    without[3] = unlawful();
    expect(await numbers(without)).toEqual([]);
    expect(await beside((list) => void (list[1] as Body<'commitments'>).filings.reverse())).toEqual([]);
    const corrects = { correction: { supersedes: 4, reason: says } };
    expect(await numbers([...copy(contest), unlawful(corrects)])).toEqual([END - 2]);
  });

  it('§17 who passed may change until somebody has voted', () => {
    const found = (sittings: Body<'regional'>['sittings']): string[] => {
      const rows = unsealed([of('placement'), of('selection'), { ...of('regional'), sittings }]);
      const body = of('selection');
      for (const row of body.admitted) row.passed = false;
      const correction = { supersedes: 2, reason: says };
      const row = unsealed([...rows.map((one) => one.body), { ...body, correction }]).at(-1) ?? never();
      return correctionFindings(row, correction, rows).map(({ clause, code }) => `§${clause} ${code}`);
    };
    expect(found([])).toEqual([]);
    expect(found(of('regional').sittings)).toEqual(['§17 PASSED_CHANGED_AFTER_VOTE']);
  });

  it('is named where it does not', async () => {
    const found = await beside((list) => {
      const body = list.at(-1);
      if (body?.kind === 'selection') (body.admitted[1] ?? never()).passed = false;
    });
    expect(found).toEqual([
      {
        publication: 4,
        finding: {
          clause: '18',
          code: 'DEPENDANT_NOT_CORRECTED',
          kind: 'refusal',
          values: { publication: 4 },
          interpretation: true,
        },
      },
    ]);
  });
});

describe('§15 sheets are committed once the term is over', () => {
  const [placed, committed] = unsealed(copy(contest).slice(0, 2)) as [SignedPublication, SignedPublication];
  const { deadline } = of('placement').placement;
  test.each([
    [-1, ['TERM_NOT_OVER']],
    [0, []],
    [1, []],
  ])('%i ms from the deadline', async (offset, expected) => {
    const at = new Date(Date.parse(deadline) + offset).toISOString();
    const found = await verifyPublication({ ...committed, at }, [placed]);
    expect(found.map(({ code }) => code)).toEqual(expected);
  });

  it('what is no mistake of a publication is none of its findings', async () => {
    const broken = { ...placed, body: { ...placed.body, edition: null } } as unknown as SignedPublication;
    await expect(stepsOf(broken, [])).rejects.toThrow(TypeError);
  });
});

test('every block of the answers is asked for', () => expect(unasked()).toEqual([]));
