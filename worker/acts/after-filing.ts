// What an applicant hands in after filing: the materials of §16, replaced until they are heard (§17), and an objection.

import { localDay } from '#rules/days';
import { REPUBLIC } from '#rules/edition';
import type { Edition } from '#rules/edition';
import type { Finding } from '#rules/finding';
import { materialFindings } from '#rules/materials';
import { objectBy, OBJECTIONABLE } from '#rules/objections';
import { filedFrom } from '../db/applications.ts';
import type { Filed } from '../db/applications.ts';
import { guardNotHeard, insertMaterial, insertObjection } from '../db/materials.ts';
import type { Material } from '../db/materials.ts';
import { inForce } from '../edition.ts';
import type { Env } from '../env.ts';
import { newId } from './act.ts';
import { letterTo } from './letter.ts';
import { write } from './own-application.ts';
import { knownOn, standingOf } from './standing.ts';

const LONGEST_OBJECTION = 20_000;
const MOST_OBJECTIONS = 20;

const refused = (clause: string, code: string, values?: Finding['values']): Finding[] => [
  { clause, code, kind: 'refusal', ...(values === undefined ? {} : { values }) },
];

/** What stands against materials of the application filed from `draft` now; nothing where they may be handed in. */
export async function materialsLocked(env: Env, draft: string): Promise<Finding[]> {
  return lockedNow(await filedFrom(env.DB, draft));
}

function lockedNow(filed: Filed | null): Finding[] {
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
  const filed = await filedFrom(env.DB, draft);
  const locked = lockedNow(filed);
  if (locked.length > 0 || filed === null) return locked;
  const { application, commission } = filed;
  const { kind, name, sha256, link } = material;
  const findings = await write(env, filed, 'add-material', key, at, {
    body: { kind, name, sha256, link },
    guards: [guardNotHeard(env.DB, standingOf(filed) === 'finalist' ? REPUBLIC : commission)],
    changes: [insertMaterial(env.DB, application, { ...material, id: newId(), addedAt: at })],
    letters: [],
  });
  return findings ?? [];
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
  const { edition } = await inForce(env.DB);
  if (filed === null) return refused('12', 'NOT_FILED');
  const against = standingOf(filed);
  const clause = OBJECTIONABLE[against];
  const known = knownOn(filed);
  if (clause === undefined || known === null) return refused('14', 'NOTHING_TO_OBJECT');
  if (text.trim() === '') return refused(clause, 'OBJECTION_EMPTY');
  if (text.length > LONGEST_OBJECTION) return refused(clause, 'TOO_LONG', { max: LONGEST_OBJECTION });
  const number = filed.objections.length + 1;
  if (number > MOST_OBJECTIONS) return refused(clause, 'OBJECTIONS_MANY', { max: MOST_OBJECTIONS });
  const { application } = filed;
  const late = isAfter(known, at, edition);
  const letter = letterTo({ id: application, ...filed }, 'objection', {
    filedAt: new Date(at).toISOString(),
  });
  const act = {
    body: { number, against, late, text },
    guards: [],
    changes: [insertObjection(env.DB, { application, number, against, text, filedAt: at, late })],
    letters: [{ ...letter, key: `objection:${application}:${number}` }],
  };
  return (await write(env, filed, 'object', key, at, act, { text })) ?? [];
}

const isAfter = (known: string, at: number, edition: Edition): boolean =>
  localDay(at) > objectBy(known, edition);
