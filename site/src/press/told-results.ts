// What the press is told of results. Names stand only where somebody advanced or won: the register has no others.

import { sittingOutcome, tally } from '#rules/ballots';
import { formatDay } from '#rules/dates-in-words';
import type { Attendance, ListBody, RegionalBody, RepublicanBody, SelectionBody } from '#rules/publication';
import { votedRounds } from '#rules/recount';
import { nameIn, regionName } from '../data/regions.ts';
import { words } from '../data/texts.ts';
import { list, text } from './blocks.ts';
import type { Block } from './blocks.ts';
import { speaker, termsOf } from './telling.ts';
import type { Telling } from './telling.ts';

export function toldSelection(telling: Telling, body: SelectionBody): Block[] {
  const say = speaker(telling);
  const { edition } = termsOf(telling);
  const passed = body.admitted.filter((row) => row.passed).length;
  const count = (key: 'received' | 'admitted' | 'not-admitted' | 'passed', n: number): string =>
    say(`count-${key}`, { n });
  return [
    text(say('lead-selection')),
    list([
      count('received', body.received),
      ...(body.withdrawn === 0 ? [] : [say('count-withdrawn', { n: body.withdrawn })]),
      ...(body.transferredAway === 0 ? [] : [say('count-transferred', { n: body.transferredAway })]),
      count('admitted', body.admitted.length),
      count('not-admitted', body.notAdmitted.length),
      count('passed', passed),
    ]),
    text(say('selection-rule', { above: edition.marks.passAbove.value })),
    text(
      passed === 0
        ? say('selection-none')
        : say('selection-next', { n: edition.terms.inviteWorkingDays.value }),
    ),
    signed(telling, body.signedOn),
  ];
}

export function toldRegional(telling: Telling, body: RegionalBody): Block[] {
  const { language } = telling;
  const say = speaker(telling);
  const { finalist, contenders, sittings, rounds } = body;
  if (finalist === null) {
    const why = contenders.length === 0 ? 'none-passed' : rounds.length === 0 ? 'none-left' : 'none-elected';
    return [
      text(say('lead-regional-none')),
      text(say(why)),
      ...sitting(telling, sittings.at(-1), contenders.length, []),
      signed(telling, body.signedOn),
    ];
  }
  const last = rounds.at(-1);
  const votes = last === undefined ? 0 : (tally(last.ballots, last.candidates).get(finalist.filing) ?? 0);
  const outcome = sittingOutcome(votedRounds(body), 'regional', termsOf(telling).edition);
  const byChair = outcome.kind === 'decided' && outcome.byChair;
  return [
    text(say('lead-regional', { name: nameIn(language, finalist.organisation) })),
    ...sitting(telling, sittings.at(-1), contenders.length, [say('votes-for', { n: votes })]),
    ...(byChair ? [text(words(language, 'site', 'by-chair'))] : []),
    signed(telling, body.signedOn),
  ];
}

export function toldList(telling: Telling, { finalists, none }: ListBody): Block[] {
  const { language } = telling;
  const say = speaker(telling);
  const names = none.map((commission) => regionName(commission, language)).join(', ');
  return [
    text(say('lead-list', { n: finalists.length })),
    ...(finalists.length === 0 ? [] : [list(finalists.map((row) => named(telling, row)))]),
    ...(none.length === 0 ? [] : [text(say('list-none', { names }))]),
    text(say('list-next', { n: termsOf(telling).edition.voting.winners.value })),
  ];
}

export function toldRepublican(telling: Telling, body: RepublicanBody): Block[] {
  const say = speaker(telling);
  const { winners, sittings, contenders } = body;
  return [
    ...(winners.length === 0
      ? [text(say('winners-none'))]
      : [text(say('lead-republican')), list(winners.map((row) => named(telling, row)))]),
    ...(winners.length === 0 ? [] : [text(say('winners-equal'))]),
    ...sitting(telling, sittings.at(-1), contenders.length, []),
    signed(telling, body.signedOn),
  ];
}

const named = (telling: Telling, { commission, organisation }: ListBody['finalists'][number]): string =>
  speaker(telling)('of-region', {
    name: nameIn(telling.language, organisation),
    region: regionName(commission, telling.language),
  });

/** The sitting that decided, as a list; nothing where there was none. */
function sitting(
  telling: Telling,
  held: Attendance | undefined,
  contenders: number,
  more: string[],
): Block[] {
  if (held === undefined) return [];
  const say = speaker(telling);
  return [
    list([
      say('sitting-day', { day: formatDay(held.heldOn, telling.language) }),
      say('sitting-present', { present: held.present.length, members: held.members }),
      say('contenders', { n: contenders }),
      ...more,
    ]),
  ];
}

const signed = (telling: Telling, day: string): Block =>
  text(speaker(telling)('signed-on', { day: formatDay(day, telling.language) }));
