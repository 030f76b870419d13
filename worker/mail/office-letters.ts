// Letters to those who hold an office of a commission, one a person, each in their language.

import type { Role } from '#rules/lifecycle';
import type { Seat } from '../db/commission.ts';
import type { Letter } from '../db/commit.ts';

/** `key` names what the letter is about; with the seat it makes the letter one. */
export const officeLetters = (
  seats: Seat[],
  roles: readonly Role[],
  key: string,
  letter: Pick<Letter, 'template' | 'values'>,
): Letter[] =>
  seats
    .filter(({ role, endedAt }) => endedAt === null && roles.includes(role))
    .map(({ id, email, language }) => ({ ...letter, key: `${key}:${id}`, to: email, language }));
