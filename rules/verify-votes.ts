// §16–21 recomputed: who could stand, the votes counted again (recount.ts), and whom the publication names.

import { canonical } from './canonical.ts';
import type { Edition } from './edition.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';
import type { ListBody, RegionalBody, RepublicanBody, SelectionBody } from './publication.ts';
import { recount } from './recount.ts';
import { passedOf } from './verify-correction.ts';
import { line, shortId, step } from './verify-steps.ts';
import type { Step } from './verify-steps.ts';

/** Those who may stand are exactly those who do, whatever became of them at the sitting. */
function contenderStep(
  body: RegionalBody | RepublicanBody,
  may: string[],
  clause: string,
  stranger: (filing: string) => Finding,
): Step {
  const named = body.contenders.map(({ filing }) => filing);
  const strangers = named.filter((filing) => !may.includes(filing));
  const left = may.filter((filing) => !named.includes(filing));
  const of = (appearance: string): number =>
    body.contenders.filter((row) => row.appearance === appearance).length;
  return step(
    'contenders',
    clause,
    [
      line(body.kind === 'regional' ? 'contenders' : 'finalists-heard', {
        may: may.length,
        named: named.length,
        appeared: of('appeared'),
        noShow: of('no-show'),
        withdrawn: of('withdrawn'),
      }),
    ],
    [
      ...strangers.map(stranger),
      ...(left.length === 0 ? [] : [refusal(clause, 'CONTENDER_LEFT_OUT', { n: left.length })]),
      ...(new Set(named).size === named.length ? [] : [refusal(clause, 'CANDIDATES_DIFFER')]),
    ],
  );
}

const namesOf = (filings: readonly string[] | null): string =>
  filings === null || filings.length === 0 ? '–' : filings.map(shortId).join(', ');

function outcomeStep(
  clause: string,
  elected: readonly string[] | null,
  published: readonly string[],
  holds: boolean,
): Step {
  const values = { elected: namesOf(elected), published: namesOf(published) };
  return step(
    'outcome',
    clause,
    [line('elected', values)],
    holds ? [] : [refusal(clause, 'OUTCOME_NOT_FROM_VOTES')],
  );
}

export function regionalSteps(
  body: RegionalBody,
  edition: Edition,
  selection: SelectionBody | undefined,
): Step[] {
  if (selection === undefined)
    return [step('contenders', '15', [], [refusal('15', 'SELECTION_NOT_PUBLISHED')])];
  const passed = passedOf(selection);
  const stood = contenderStep(body, passed, '16', (filing) =>
    refusal('16', 'CONTENDER_NOT_PASSED', { filing }),
  );
  const published = body.finalist === null ? [] : [body.finalist.filing];
  // Nobody passed, or everybody who did withdrew: no vote is needed, and there is no finalist.
  const left = passed.filter(
    (filing) => !body.contenders.some((row) => row.filing === filing && row.appearance === 'withdrawn'),
  );
  if (body.sittings.length === 0 || (left.length === 0 && body.rounds.length === 0))
    return [stood, outcomeStep('17', [], published, left.length === 0 && body.finalist === null)];
  const { elected, steps } = recount(body, 'regional', edition);
  const same = elected !== null && canonical(elected) === canonical(published);
  const many = published.length > edition.voting.regionalFinalists.value;
  return [stood, ...steps, outcomeStep('17', elected, published, same && !many)];
}

export function republicanSteps(body: RepublicanBody, edition: Edition, list: ListBody | undefined): Step[] {
  if (list === undefined) return [step('contenders', '18', [], [refusal('18', 'LIST_NOT_PUBLISHED')])];
  const finalists = new Map(list.finalists.map((row) => [row.filing, row]));
  const { elected, steps } = recount(body, 'republican', edition);
  const winners = (elected ?? []).flatMap((filing) => finalists.get(filing) ?? []);
  const same = elected !== null && canonical(winners) === canonical(body.winners);
  const many = body.winners.length > edition.voting.winners.value;
  return [
    contenderStep(body, [...finalists.keys()], '4', (filing) =>
      refusal('4', 'CONTENDER_NOT_FINALIST', { filing }),
    ),
    ...steps,
    outcomeStep(
      '21',
      elected,
      body.winners.map(({ filing }) => filing),
      same && !many,
    ),
  ];
}

/** §18: the finalists of all regions in the edition's order, and the regions that have none. */
export function listSteps(
  body: ListBody,
  edition: Edition,
  regionalOf: (region: string) => RegionalBody | undefined,
): Step[] {
  const regional = edition.regions.map((region) => [region, regionalOf(region)] as const);
  const unfinished = regional.filter(([, found]) => found === undefined).length;
  const regions = step(
    'regions',
    '18',
    [line('regions', { finished: regional.length - unfinished, all: regional.length })],
    unfinished === 0 ? [] : [refusal('18', 'REGIONS_NOT_FINISHED', { n: unfinished })],
  );
  if (unfinished > 0) return [regions];
  const finalists = regional.flatMap(([commission, found]) =>
    found?.finalist == null ? [] : [{ commission, ...found.finalist }],
  );
  const none = regional.filter(([, found]) => found?.finalist === null).map(([region]) => region);
  const same = canonical({ finalists, none }) === canonical({ finalists: body.finalists, none: body.none });
  const values = {
    finalists: finalists.length,
    none: none.length,
    published: body.finalists.length,
    publishedNone: body.none.length,
  };
  return [
    regions,
    step('list', '18', [line('list', values)], same ? [] : [refusal('18', 'LIST_NOT_FROM_REGIONS')]),
  ];
}
