// The count of a sitting's votes as docs/register.md says it; shares no code with rules/.

import { canonical } from './second-reader.js';

const same = (a, b) => canonical(a) === canonical(b);
const differ = (list) => new Set(list).size === list.length;

/** The steps of a vote and whom it elects; null where that is open. */
export function counted({ contenders, sittings, rounds }, stage, { commission, voting }) {
  const { numerator, denominator } = commission[stage].quorum;
  const quorate = ({ present, members }) =>
    new Set(present).size >= Math.ceil((members * numerator) / denominator);
  const last = sittings.at(-1);
  const quorum =
    sittings.every(
      (one) => differ(one.present) && one.present.length <= one.members && quorate(one) === one.quorate,
    ) &&
    last !== undefined &&
    quorate(last);
  if (last === undefined || !quorate(last)) return { elected: null, steps: { quorum } };
  const appeared = contenders
    .filter(({ appearance }) => appearance === 'appeared')
    .map(({ filing }) => filing);
  const most = (places) => (stage === 'regional' ? places : Math.min(places, voting.choicesPerMember.value));
  const ballots =
    differ(rounds[0]?.candidates ?? []) &&
    same([...(rounds[0]?.candidates ?? [])].sort(), appeared.sort()) &&
    rounds.every(
      (round) =>
        differ(round.ballots.map(({ seat }) => seat)) &&
        round.ballots.length + round.recused === last.present.length &&
        round.ballots.every(
          ({ seat, choices }) =>
            last.present.includes(seat) &&
            differ(choices) &&
            choices.length <= most(round.places) &&
            choices.every((choice) => round.candidates.includes(choice)),
        ),
    );
  const results = rounds.map((round, at) => roundOf(round, at, last, stage, voting));
  const places = (stage === 'regional' ? voting.regionalFinalists : voting.winners).value;
  const follows = rounds.every((round, at) => {
    const before = results[at - 1];
    if (at === 0) return round.places === places;
    return (
      before.again === true && before.left === round.places && same(before.tied, [...round.candidates].sort())
    );
  });
  const end = results.at(-1) ?? { elected: [] };
  const open = end.elected === undefined && end.chair !== true;
  const above = results.slice(0, -1).flatMap((result) => (result.again === true ? result.above : []));
  const elected = end.elected === undefined ? null : end.none ? [] : [...above, ...end.elected].sort();
  const steps = { quorum, ballots, votes: follows && !open };
  if (end.chair) steps.casting = end.elected !== undefined;
  return { elected, steps };
}

function roundOf(
  { candidates, places, recused, ballots, casting },
  at,
  { present, chairSeat },
  stage,
  voting,
) {
  if (candidates.length === 0) return { elected: [], none: true };
  if (present.length - recused < voting.minVoters.value) return {};
  const votes = new Map();
  for (const choice of ballots.flatMap(({ choices }) => choices))
    votes.set(choice, (votes.get(choice) ?? 0) + 1);
  const order = [...votes].sort((a, b) => b[1] - a[1]);
  if (order.length === 0) return {};
  const border = order[Math.min(places, order.length) - 1]?.[1] ?? 0;
  const above = order.filter(([, count]) => count > border).map(([one]) => one);
  const tied = order
    .filter(([, count]) => count === border)
    .map(([one]) => one)
    .sort();
  const left = places - above.length;
  if (tied.length <= left) return { elected: [...above, ...tied] };
  if (stage === 'republican' && at === 0) return { again: true, above, tied, left };
  const own = ballots.find(({ seat }) => seat === chairSeat);
  const ends = (list) => list.length === left && differ(list) && list.every((one) => tied.includes(one));
  const among = own?.choices.filter((one) => tied.includes(one)) ?? [];
  const chosen = own === undefined ? undefined : ends(casting) ? casting : ends(among) ? among : undefined;
  return { chair: true, elected: chosen === undefined ? undefined : [...above, ...chosen] };
}
