// What an applicant hands in after filing: the materials of §16, replaced until they are heard (§17), and an objection.

import { localDay } from '#rules/days';
import type { Edition } from '#rules/edition';
import type { Finding } from '#rules/finding';
import { materialFindings } from '#rules/materials';
import { objectBy, OBJECTIONABLE } from '#rules/objections';
import { filedFrom } from '../db/applications.ts';
import { commit, headOf } from '../db/commit.ts';
import { guardNotHeard, insertMaterial, insertObjection } from '../db/materials.ts';
import type { Material } from '../db/materials.ts';
import { inForce } from '../edition.ts';
import type { Env } from '../env.ts';
import { newId } from './act.ts';
import { knownOn, standingOf } from './standing.ts';

const LONGEST_OBJECTION = 20_000;
const MOST_OBJECTIONS = 20;

const refused = (clause: string, code: string, values?: Finding['values']): Finding[] => [
  { clause, code, kind: 'refusal', ...(values === undefined ? {} : { values }) },
];

/** What stands against materials of the application filed from `draft` now; nothing where they may be handed in. */
export async function materialsLocked(env: Env, draft: string): Promise<Finding[]> {
  const filed = await filedFrom(env.DB, draft);
  if (filed === null) return refused('16', 'MATERIALS_NOT_NOW');
  const standing = standingOf(filed);
  const heard = standing === 'finalist' ? filed.heard.republican : filed.heard.regional;
  return materialFindings(standing, heard);
}

/** Adds a version of the video presentation or the project; findings where it is not the time. */
export async function addMaterial(
  env: Env,
  draft: string,
  material: Omit<Material, 'id' | 'addedAt'>,
  key: string,
  at: number,
): Promise<Finding[]> {
  const locked = await materialsLocked(env, draft);
  const filed = await filedFrom(env.DB, draft);
  if (locked.length > 0 || filed === null) return locked;
  const { application, commission } = filed;
  const stream = `application:${application}`;
  const { kind, name, sha256, link } = material;
  const outcome = await commit(env.DB, {
    name: 'add-material',
    stream,
    actor: 'applicant',
    at,
    request: { key: `material:${application}:${key}`, payload: { kind, name, sha256, link } },
    head: await headOf(env.DB, stream),
    body: { kind, name, sha256, link },
    guards: [guardNotHeard(env.DB, standingOf(filed) === 'finalist' ? 'KZ' : commission)],
    changes: [insertMaterial(env.DB, application, { ...material, id: newId(), addedAt: at })],
    letters: [],
    answer: {},
  });
  return outcome.kind === 'done' || outcome.kind === 'replayed' ? [] : refused('17', 'STATE_CHANGED');
}

/** Files an objection to the decision that stands. After its term it is kept all the same, marked late. */
export async function fileObjection(
  env: Env,
  draft: string,
  text: string,
  key: string,
  at: number,
): Promise<Finding[]> {
  const filed = await filedFrom(env.DB, draft);
  const { edition } = await inForce(env.DB, 0);
  if (filed === null) return refused('12', 'NOT_FILED');
  const against = standingOf(filed);
  const clause = OBJECTIONABLE[against];
  const known = knownOn(filed);
  if (clause === undefined || known === null) return refused('14', 'NOTHING_TO_OBJECT');
  if (text.trim() === '') return refused(clause, 'OBJECTION_EMPTY');
  if (text.length > LONGEST_OBJECTION) return refused(clause, 'TOO_LONG', { max: LONGEST_OBJECTION });
  const number = filed.objections.length + 1;
  if (number > MOST_OBJECTIONS) return refused(clause, 'OBJECTIONS_MANY', { max: MOST_OBJECTIONS });
  const { application, form } = filed;
  const stream = `application:${application}`;
  const late = isAfter(known, at, edition);
  const outcome = await commit(env.DB, {
    name: 'object',
    stream,
    actor: 'applicant',
    at,
    request: { key: `object:${application}:${key}`, payload: { text } },
    head: await headOf(env.DB, stream),
    body: { number, against, late, text },
    guards: [],
    changes: [insertObjection(env.DB, { application, number, against, text, filedAt: at, late })],
    letters: [
      {
        key: `objection:${application}:${number}`,
        to: form.email,
        language: form.letterLanguage,
        template: 'objection',
        about: application,
        values: { reference: filed.reference, filedAt: new Date(at).toISOString() },
      },
    ].filter(({ to }) => to !== ''),
    answer: {},
  });
  return outcome.kind === 'done' || outcome.kind === 'replayed' ? [] : refused(clause, 'STATE_CHANGED');
}

const isAfter = (known: string, at: number, edition: Edition): boolean =>
  localDay(at) > objectBy(known, edition);
