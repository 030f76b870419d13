// Where a commission has come to a stop: its state as rules/dead-ends asks of it.

import { deadEndsOf } from '#rules/dead-ends';
import type { DeadEnd } from '#rules/dead-ends';
import { reached } from './act.ts';
import type { Desk } from './act.ts';
import { outcomeOf } from './outcome.ts';
import { contenders } from './selection.ts';
import { eligibleMarkers, eligibleVoters, silentSeats, standing } from './voters.ts';

/** The dead ends in which the commission stands now. */
export function standstill(desk: Desk): DeadEnd[] {
  const { file, edition, stage } = desk;
  // Whose result is public has found its way on.
  if (reached(file, 'published')) return [];
  const known = stage === 'regional' && reached(file, 'selection-published');
  const marking = reached(file, 'admission-confirmed') && !reached(file, 'committed');
  const ends = deadEndsOf({
    nobodyLeft: known && contenders(file, edition).length === 0,
    fewMarkers:
      marking && standing(file).some((row) => eligibleMarkers(file, row).length < edition.marks.sheets.value),
    sitting: sittingOf(desk),
  });
  return ends.filter(({ way }) => way !== 'sign-protocol' || !reached(file, 'protocol-signed'));
}

function sittingOf(desk: Desk): Parameters<typeof deadEndsOf>[0]['sitting'] {
  const { file, edition, stage } = desk;
  const sitting = file.sittings.at(-1);
  if (sitting === undefined) return null;
  const round = sitting.rounds.at(-1);
  const complete = sitting.quorate && silentSeats(file, sitting.present, round).length === 0;
  const now = complete ? outcomeOf(desk, sitting) : null;
  const said = sitting.outcome;
  return {
    quorate: sitting.quorate,
    closed: said !== null,
    outcome: said?.kind ?? now?.kind ?? null,
    code: said?.code ?? (now !== null && 'finding' in now ? now.finding.code : ''),
    candidates: sitting.rounds[0]?.candidates.length ?? 0,
    elected: (said ?? (now?.kind === 'decided' ? now : null))?.elected.length ?? 0,
    places: (stage === 'regional' ? edition.voting.regionalFinalists : edition.voting.winners).value,
    appearances: sitting.appearances.map(({ appearance }) => appearance),
    voters: round === undefined ? 0 : eligibleVoters(file, sitting.present, round.candidates).length,
    minVoters: edition.voting.minVoters.value,
  };
}
