// The protocols of what was put right after a publication.

import { canonical } from '#rules/canonical';
import { correctionOf } from '#rules/publication';
import type { Desk } from '../acts/act.ts';
import { correctionsInForce } from '../acts/correction-plan.ts';
import { loadCommission } from '../db/commission.ts';
import { publications } from '../db/publications.ts';
import { correctionProtocol } from './correction-protocol.ts';
import type { Block } from './protocol-blocks.ts';
import { recordOf } from './record.ts';

export type Made = { at: number; kk: Block[]; ru: Block[] };
/** The protocol of a correction in both languages, and the scan that it put right. */
export type CorrectionMade = Made & { number: number; scan: string | null };

/** A correction's protocol, once it is in force. */
export async function correctionMade(desk: Desk, number: number): Promise<Made | null> {
  const { commission } = desk.file;
  const file = await loadCommission(desk.db, commission, { upTo: number });
  const correction = file.corrections.find((row) => row.commission === commission && row.number === number);
  if (correction?.ended?.kind !== 'in-force') return null;
  const { at } = correction.ended;
  const made = (await publications(desk.db)).filter(
    (row) =>
      Date.parse(row.at) === at &&
      canonical(correctionOf(row.body)?.reason ?? null) === canonical(correction.reason),
  );
  const record = await recordOf({ ...desk, file }, at);
  return {
    at,
    kk: correctionProtocol('kk', record, correction, made),
    ru: correctionProtocol('ru', record, correction, made),
  };
}

/** The protocols of the corrections in force, with the scan that each of them put right. */
export async function correctionsMade(desk: Desk): Promise<CorrectionMade[]> {
  const own = correctionsInForce(desk.file);
  const made = await Promise.all(own.map(({ number }) => correctionMade(desk, number)));
  return made.flatMap((one, index) => {
    const { number, change } = own[index] ?? {};
    if (one === null || number === undefined) return [];
    return [{ ...one, number, scan: change?.kind === 'protocol' ? change.now.protocolSha256 : null }];
  });
}
