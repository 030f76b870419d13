// Publishing a commission's decision and the national list (§17–§21). One batch writes the
// publication and the milestone; the site follows from the register.

import * as z from 'zod/mini';
import { listOf } from '#rules/corrections';
import { inForce } from '#rules/publication';
import type { RegionalBody, SignedPublication } from '#rules/publication';
import { insertPublication, publications } from '../db/publications.ts';
import { milestone } from '../db/desk.ts';
import { nextPublication } from '../register.ts';
import { reached, refuse } from './act.ts';
import type { Desk, DeskAct, Plan } from './act.ts';
import { elected, regionalBody, republicanBody } from './bodies.ts';
import { letterTo } from './letter.ts';
import { outlook } from './outlook.ts';

const nothing = z.object({});

export const publishResult: DeskAct<z.infer<typeof nothing>> = {
  name: 'publish-result',
  roles: ['secretary'],
  fresh: true,
  input: nothing,
  plan: (desk) => (desk.stage === 'regional' ? publishRegional(desk) : publishRepublican(desk)),
};

async function publishRegional(desk: Desk): Promise<Plan> {
  const { env, db, at, seat, edition, file } = desk;
  const body = regionalBody(file, edition);
  if (body === null) return refuse('17', 'NOT_DECIDED');
  const { findings } = await outlook(env, edition, at, [body]);
  if (findings.length > 0) return { refused: findings };
  const publication = await nextPublication(env, edition.edition, at, body);
  const finalist = elected(file)?.[0] ?? null;
  const heard = file.sittings.at(-1)?.appearances.map(({ application }) => application) ?? [];
  return {
    changes: [
      insertPublication(db, publication, file.commission),
      milestone(
        db,
        file.commission,
        'published',
        { publication: publication.number, finalist: finalist?.id ?? '' },
        at,
        seat.id,
      ),
    ],
    letters: file.applications
      .filter(({ id }) => heard.includes(id))
      .map((row) => letterTo(row, row.id === finalist?.id ? 'finalist' : 'not-finalist', {})),
    body: { publication: publication.number, hash: publication.hash, finalist: finalist?.filing ?? null },
  };
}

async function publishRepublican({ env, db, at, seat, edition, file }: Desk): Promise<Plan> {
  const body = republicanBody(file, edition);
  if (body === null) return refuse('21', 'NOT_DECIDED');
  const { findings } = await outlook(env, edition, at, [body]);
  if (findings.length > 0) return { refused: findings };
  const publication = await nextPublication(env, edition.edition, at, body);
  const won = new Set(body.winners.map(({ filing }) => filing));
  return {
    changes: [
      insertPublication(db, publication, file.commission),
      milestone(db, file.commission, 'published', { publication: publication.number }, at, seat.id),
    ],
    letters: file.applications.map((row) => letterTo(row, won.has(row.filing) ? 'winner' : 'not-winner', {})),
    body: { publication: publication.number, hash: publication.hash, winners: body.winners },
  };
}

/** The regions' results in force. */
export const resultsOf = (all: SignedPublication[]): RegionalBody[] =>
  inForce(all).flatMap(({ body }) => (body.kind === 'regional' ? [body] : []));

export const publishList: DeskAct<z.infer<typeof nothing>> = {
  name: 'publish-list',
  roles: ['agency'],
  fresh: true,
  input: nothing,
  async plan({ env, db, at, seat, edition, file }) {
    if (reached(file, 'list-published')) return refuse('18', 'ALREADY_PUBLISHED');
    const body = listOf(resultsOf(await publications(db)), edition);
    const { findings } = await outlook(env, edition, at, [body]);
    if (findings.length > 0) return { refused: findings };
    const publication = await nextPublication(env, edition.edition, at, body);
    return {
      changes: [
        insertPublication(db, publication, 'agency'),
        milestone(db, 'agency', 'list-published', { publication: publication.number }, at, seat.id),
      ],
      body: { publication: publication.number, hash: publication.hash, finalists: body.finalists.length },
    };
  },
};
