// A commission (§5, §7): seven members, the chair among them, and a secretary without a vote; quorum of two thirds.

import type { Edition, Stage } from './edition.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';

const CLAUSE: Record<Stage, string> = { regional: '5', republican: '7' };

/** What is wrong with a composition. */
export function compositionFindings(
  seats: { role: string; name?: string; position?: string; email?: string }[],
  stage: Stage,
  edition: Edition,
): Finding[] {
  const clause = CLAUSE[stage];
  const members = edition.commission[stage].members.value;
  const count = (role: string): number => seats.filter((seat) => seat.role === role).length;
  const voting = count('chair') + count('member');
  // §5, §7: the chair holds an office, and a member stands for a body; both are named.
  const nameless = seats.find(({ position }) => position?.trim() === '');
  const emails = seats.flatMap(({ email }) => (email === undefined ? [] : [email]));
  return [
    ...(voting === members ? [] : [refusal(clause, 'MEMBERS_COUNT', { n: voting, needed: members })]),
    ...(count('chair') === 1 ? [] : [refusal(clause, 'CHAIR_COUNT', { n: count('chair') })]),
    ...(count('secretary') === 1 ? [] : [refusal(clause, 'SECRETARY_COUNT', { n: count('secretary') })]),
    ...(nameless === undefined ? [] : [refusal(clause, 'POSITION_MISSING', { name: nameless.name ?? '' })]),
    ...(new Set(emails).size === emails.length ? [] : [refusal(clause, 'SAME_PERSON_TWICE', {})]),
  ];
}

/** At least two thirds of the members, the recused among them: 5 of 7. */
export function quorumOf(members: number, stage: Stage, edition: Edition): number {
  const { numerator, denominator } = edition.commission[stage].quorum;
  return Math.ceil((members * numerator) / denominator);
}

export function quorum(
  members: number,
  present: number,
  stage: Stage,
  edition: Edition,
): { needed: number; quorate: boolean } {
  const needed = quorumOf(members, stage, edition);
  return { needed, quorate: present >= needed };
}
