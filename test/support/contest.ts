// A register with what a contest can bring: a refusal, a tie that the chair ended, a selection not passed, a re-vote, and
// a correction.

import type { PublicationBody } from '#rules/publication';
import { A, B, bodies, commitments, organisation, strong, weak } from './register.ts';
import { edition as template } from './edition.ts';

const C = 'c'.repeat(32);
const D = 'd'.repeat(32);
const ballots = (...choices: string[][]) =>
  choices.map((chosen, index) => ({ seat: index + 1, choices: chosen }));
const reason = { kk: 'Қате жазылған', ru: 'Описка', en: 'A slip of the pen' };

/** A and B passed and tied, the chair chose A; C did not pass, D was refused. */
export async function tiedContest(edition = template): Promise<PublicationBody[]> {
  const region = edition.regions[0] ?? '';
  const list = structuredClone(await bodies(edition));
  for (const body of list) {
    if (!('commission' in body) || body.commission !== region) continue;
    if (body.kind === 'commitments') {
      body.filings = [
        { filing: A, commitments: await commitments(A, strong), recused: 0 },
        { filing: B, commitments: await commitments(B, strong), recused: 0 },
        { filing: C, commitments: await commitments(C, weak), recused: 0 },
      ];
    } else if (body.kind === 'selection') {
      body.admitted = [
        { filing: A, recused: 0, sheets: structuredClone(strong), passed: true },
        { filing: B, recused: 0, sheets: structuredClone(strong), passed: true },
        { filing: C, recused: 0, sheets: structuredClone(weak), passed: false },
      ];
      body.notAdmitted = [{ filing: D, grounds: ['late'] }];
      Object.assign(body, { received: 5, withdrawn: 1 });
    } else if (body.kind === 'regional') {
      body.contenders = [
        { filing: A, appearance: 'appeared' },
        { filing: B, appearance: 'appeared' },
      ];
      body.sittings.unshift({
        heldOn: '2026-10-09',
        members: 7,
        present: [1, 2, 3],
        chairSeat: 1,
        quorate: false,
      });
      body.rounds = [
        {
          candidates: [A, B],
          places: 1,
          recused: 0,
          ballots: ballots([], [A], [A], [A], [B], [B], [B]),
          casting: [A],
        },
      ];
      body.finalist = { filing: A, organisation };
    }
  }
  const selection = list.findIndex(({ kind }) => kind === 'selection');
  const old = list[selection];
  if (old?.kind === 'selection')
    list.push({ ...old, signedOn: '2026-10-13', correction: { supersedes: selection + 1, reason } });
  return list;
}
