// A commission hands its papers over (§19), the Agency says that it has them or what is missing; then they are handed
// over again. Both name the archive by the hash of its manifest, so that they mean the same bytes.

import * as z from 'zod/mini';
import { handoversOf, insertHandover, insertHandoverAnswer } from '../db/handovers.ts';
import type { Handover } from '../db/handovers.ts';
import { dossierOf } from '../documents/dossier.ts';
import { refuse } from './act.ts';
import type { Desk, DeskAct, Plan } from './act.ts';
import { officeLetters } from '../mail/office-letters.ts';

const LONGEST = 1000;
const handoverInput = z.object({ note: z.optional(z.string().check(z.trim(), z.maxLength(LONGEST))) });

export const handover: DeskAct<z.infer<typeof handoverInput>> = {
  name: 'handover',
  roles: ['secretary'],
  input: handoverInput,
  async plan(desk, { note = '' }) {
    const { db, at, seat, edition, file } = desk;
    const { commission } = file;
    const dossiers = edition.handover.dossiers.value;
    const archive = await dossierOf(desk, dossiers, at);
    if (archive === null) return refuse('17', 'RESULT_NOT_PUBLISHED');
    const number = ((await handoversOf(db, commission)).at(-1)?.number ?? 0) + 1;
    const body = { number, manifestSha256: archive.sha256, dossiers, files: archive.files, note };
    return { changes: insertHandover(db, { commission, ...body, at }, seat.id), body };
  },
};

const manifestSha256 = z.string().check(z.regex(/^([0-9a-f]{64})?$/));
const receiveInput = z.object({ manifestSha256 });
const refuseInput = z.object({
  manifestSha256,
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(LONGEST)),
});

export const receiveHandover: DeskAct<z.infer<typeof receiveInput>> = {
  name: 'receive-handover',
  roles: ['agency'],
  input: receiveInput,
  plan: (desk, input) => answer(desk, { ...input, received: true, reason: '' }),
};

export const refuseHandover: DeskAct<z.infer<typeof refuseInput>> = {
  name: 'refuse-handover',
  roles: ['agency'],
  input: refuseInput,
  plan: (desk, input) => answer(desk, { ...input, received: false }),
};

type Answer = { manifestSha256: string; received: boolean; reason: string };

async function answer({ db, at, seat, file }: Desk, said: Answer): Promise<Plan> {
  const { commission } = file;
  const last: Handover | undefined = (await handoversOf(db, commission)).at(-1);
  if (last === undefined || last.answer?.received === false) return refuse('19', 'NOT_HANDED_OVER');
  if (last.answer !== null) return refuse('19', 'ALREADY_DONE');
  if (last.manifestSha256 !== said.manifestSha256)
    return refuse('19', 'MANIFEST_DIFFERS', { sha256: last.manifestSha256 });
  const { received, reason } = said;
  const template = received ? 'handover-received' : 'handover-refused';
  const values = { commission, manifest: last.manifestSha256, at: new Date(at).toISOString() };
  return {
    changes: [insertHandoverAnswer(db, last, received, reason, at, seat.id)],
    letters: officeLetters(file.seats, ['secretary'], `${template}:${commission}:${last.number}`, {
      template,
      values: received ? values : { ...values, reason },
    }),
    body: { number: last.number, manifestSha256: last.manifestSha256, received, reason },
  };
}
