// What a correction of the record makes public: the publications that follow from it, whose standing changes, and what
// stands against it. The preview shows it, the chair's act does it.

import { correctionsOf } from '#rules/corrections';
import type { Change } from '#rules/corrections';
import type { Finding } from '#rules/finding';
import { correctionOf, inForce } from '#rules/publication';
import type { CorrectableBody, PublicationBody, SignedPublication, Words } from '#rules/publication';
import type { Standing } from '#rules/next-step';
import { hasMet, withChange } from '../db/corrections.ts';
import type { RecordChange, RecordCorrection } from '../db/corrections.ts';
import { publications } from '../db/publications.ts';
import type { Application, CommissionFile } from '../db/commission.ts';
import type { Desk } from './act.ts';
import { openSheet, organisationOf } from './bodies.ts';
import { outlook } from './outlook.ts';
import type { Outlook } from './outlook.ts';
import { passed } from './selection.ts';
import { standingIn } from './standing.ts';

export type Corrected = Outlook & {
  bodies: CorrectableBody[];
  /** Applications of this commission whose standing is another one now. */
  moved: { row: Application; was: Standing; now: Standing }[];
  /** The national list follows, which is the Agency's. */
  needsAgency: boolean;
};

/** The correction that waits for its confirmation. */
export const openCorrection = ({ commission, corrections }: CommissionFile): RecordCorrection | undefined =>
  corrections.find((row) => row.commission === commission && row.ended === null);

/** Its own corrections that are in force, in order. */
export const correctionsInForce = ({ commission, corrections }: CommissionFile): RecordCorrection[] =>
  corrections.filter((row) => row.commission === commission && row.ended?.kind === 'in-force');

/** Everything that follows from `change` at the desk's instant. */
export async function correctedBy(
  desk: Desk,
  { change, reason }: { change: RecordChange; reason: Words },
): Promise<Corrected> {
  const { env, db, at, edition, file } = desk;
  const before = await publications(db);
  const after = withChange(file, change);
  const bodies = correctionsOf(
    before,
    { commission: file.commission, change: publicChange(after, change), reason },
    edition,
    (filing) => {
      const row = after.applications.find((one) => one.filing === filing);
      return row === undefined ? { kk: '', ru: '' } : organisationOf(row);
    },
  );
  const looked = await outlook(env, edition, at, bodies);
  return {
    ...looked,
    findings: [...looked.findings, ...(await againstSittings(desk, after, before, bodies))],
    bodies,
    moved: movedBy(file, before, bodies),
    needsAgency: bodies.some(({ kind }) => kind === 'list'),
  };
}

const filingOf = (file: CommissionFile, id: string): string =>
  file.applications.find((row) => row.id === id)?.filing ?? '';

/** The change in the terms of the register: filing ids instead of ours. */
function publicChange(file: CommissionFile, change: RecordChange): Change {
  switch (change.kind) {
    case 'protocol':
      return { kind: 'protocol', of: change.of, ...change.now };
    case 'sheet': {
      const filing = filingOf(file, change.application);
      return { kind: 'sheet', filing, nonce: change.was.nonce, sheet: openSheet(change.now) };
    }
    case 'ballot': {
      const choices = change.now.choices.map((id) => filingOf(file, id));
      return { kind: 'ballot', round: change.round, seat: change.seat, choices };
    }
    case 'name':
      return { kind: 'name', filing: filingOf(file, change.application), organisation: change.now };
  }
}

/** Who was heard in a sitting stays who was heard, though its result is not published yet (§16, §20). */
async function againstSittings(
  { db, edition, file }: Desk,
  after: CommissionFile,
  before: SignedPublication[],
  bodies: CorrectableBody[],
): Promise<Finding[]> {
  const ids = (one: CommissionFile): string =>
    passed(one, edition)
      .map(({ id }) => id)
      .join();
  const heard = file.sittings.some(({ quorate }) => quorate) && ids(file) !== ids(after);
  const finalists = (body: PublicationBody | undefined): string =>
    body?.kind === 'list' ? body.finalists.map(({ filing }) => filing).join() : '';
  const old = inForce(before).find(({ body }) => body.kind === 'list')?.body;
  const list = bodies.find(({ kind }) => kind === 'list');
  const others = list !== undefined && finalists(old) !== finalists(list) && (await hasMet(db, 'KZ'));
  const against = (clause: string, code: string): Finding => ({
    ...{ clause, code },
    kind: 'refusal',
    interpretation: true,
  });
  return [
    ...(heard && file.commission !== 'KZ' ? [against('17', 'PASSED_CHANGED_AFTER_VOTE')] : []),
    ...(others ? [against('20', 'FINALISTS_CHANGED_AFTER_VOTE')] : []),
  ];
}

function movedBy(
  file: CommissionFile,
  before: SignedPublication[],
  bodies: CorrectableBody[],
): Corrected['moved'] {
  const force = inForce(before).map(({ body }) => body);
  const old = bodies.map(
    (body) => before.find(({ number }) => number === correctionOf(body)?.supersedes)?.body,
  );
  const next = [...force.filter((body) => !old.includes(body)), ...bodies];
  return file.applications.flatMap((row) => {
    const [was, now] = [standingIn(force, row.filing), standingIn(next, row.filing)];
    return was === null || now === null || was === now ? [] : [{ row, was, now }];
  });
}
