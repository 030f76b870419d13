// One message in the thread of an application: from the secretary who hears it, or from its applicant. The other side is
// told by a letter that there is one, never what it says. The journal keeps a hash; the words go with the person's data.

import * as z from 'zod/mini';
import { REPUBLIC } from '#rules/edition';
import { canonical } from '#rules/canonical';
import type { Finding } from '#rules/finding';
import { messageFindings, threadStage } from '#rules/messages';
import type { Side } from '#rules/messages';
import { sha256Hex } from '#rules/register';
import { filedFrom } from '../db/applications.ts';
import { commit, headOf } from '../db/commit.ts';
import type { Letter } from '../db/commit.ts';
import { insertMessage, nextMessage, threadOf, unreadBy } from '../db/messages.ts';
import type { Attached, Thread } from '../db/messages.ts';
import { seatsIn } from '../db/seats.ts';
import type { Env } from '../env.ts';
import { newId, refuse } from './act.ts';
import type { DeskAct } from './act.ts';
import { letterTo } from './letter.ts';
import { standingOf } from './standing.ts';

const TRIES = 5;
const NONCE_BYTES = 32;

type Draft = { side: Side; by: string; application: string; text: string; attached: Attached[]; at: number };

/** What a message writes, and what the journal keeps of it. */
async function written(db: D1Database, { draft, stage }: Thread, message: Draft) {
  const { side, by, application, text, attached, at } = message;
  const number = await nextMessage(db, draft);
  const nonce = newId(NONCE_BYTES);
  const files = attached.map((file) => ({ ...file, id: newId() }));
  const commitment = await sha256Hex(canonical({ files: files.map(({ sha256 }) => sha256), nonce, text }));
  return {
    number,
    stream: `messages:${application}`,
    changes: insertMessage(db, { draft, number, stage, application, side, by, text, nonce, at, files }),
    body: { application, number, side, files: files.length, commitment },
  };
}

const input = z.object({
  application: z.string(),
  text: z._default(z.string(), ''),
});

export const sendMessage: DeskAct<z.infer<typeof input>> = {
  name: 'send-message',
  roles: ['secretary'],
  input,
  takesFiles: true,
  async plan({ env, db, at, seat, stage, file, attached = [] }, { application, text }) {
    const row = file.applications.find(({ id }) => id === application);
    if (row === undefined) return refuse('12', 'APPLICATION_UNKNOWN');
    const thread = await threadOf(db, application, stage);
    const withdrawn = row.withdrawal !== null;
    const plain = text.replace(/\r\n?/g, '\n').trim();
    const facts = { text: plain, files: attached.length, withdrawn, before: thread.messages.length };
    const findings = messageFindings(facts);
    if (findings.length > 0) return { refused: findings };
    const by = { side: 'secretary', by: seat.id } as const;
    const { number, ...act } = await written(db, thread, { ...by, application, text: plain, attached, at });
    const link = `${env.ORIGIN}/${row.form.letterLanguage}/application/status/`;
    return {
      ...act,
      letters: [{ ...letterTo(row, 'message', { link }), key: `message:${thread.draft}:${number}` }],
      answer: { number },
    };
  },
};

export type Sent = { text: string; attached: Attached[] };

/** What stands against a message of the applicant now, before its files are taken. */
export async function messageLocked(env: Env, draft: string, written: { text: string; files: number }) {
  const filed = await filedFrom(env.DB, draft);
  if (filed === null) return [{ clause: '12', code: 'NOT_FILED', kind: 'refusal' } as Finding];
  const thread = await threadOf(env.DB, filed.application, threadStage(standingOf(filed)));
  return messageFindings({ ...written, withdrawn: filed.withdrawn, before: thread.messages.length });
}

/** The applicant writes to the secretary of the commission that hears the application; findings where it is refused. */
export async function writeMessage(
  env: Env,
  draft: string,
  { text, attached }: Sent,
  key: string,
  at: number,
): Promise<Finding[]> {
  const filed = await filedFrom(env.DB, draft);
  const plain = text.replace(/\r\n?/g, '\n').trim();
  const locked = await messageLocked(env, draft, { text: plain, files: attached.length });
  if (filed === null || locked.length > 0) return locked;
  const { application, reference } = filed;
  const stage = threadStage(standingOf(filed));
  for (let tried = 0; tried < TRIES; tried += 1) {
    const thread = await threadOf(env.DB, application, stage);
    const head = await headOf(env.DB, `messages:${application}`);
    const own = { side: 'applicant', by: 'applicant', application, text: plain, attached, at } as const;
    const { number, ...act } = await written(env.DB, thread, own);
    const outcome = await commit(env.DB, {
      ...act,
      name: 'write-message',
      actor: 'applicant',
      at,
      request: {
        key: `message:${application}:${key}`,
        payload: { text: plain, files: attached.map(({ name, sha256 }) => ({ name, sha256 })) },
      },
      head,
      guards: [],
      // One letter until the secretary has looked: ten messages are one thing to do.
      letters:
        unreadBy(thread, 'secretary') > 0
          ? []
          : await toSecretary(env, stage === 'regional' ? filed.commission : REPUBLIC, {
              application,
              reference,
              key: `message:${draft}:${number}`,
            }),
      answer: {},
    });
    if (outcome.kind === 'done' || outcome.kind === 'replayed') return [];
    if (outcome.kind === 'key-reused') return [{ clause: '12', code: 'KEY_REUSED', kind: 'refusal' }];
  }
  return [{ clause: '12', code: 'STATE_CHANGED', kind: 'refusal' }];
}

async function toSecretary(
  env: Env,
  commission: string,
  { application, reference, key }: { application: string; reference: string; key: string },
): Promise<Letter[]> {
  const secretaries = (await seatsIn(env.DB, commission)).filter(({ role }) => role === 'secretary');
  return secretaries.map(({ email, language, id }) => ({
    key: `${key}:${id}`,
    to: email,
    language,
    template: 'message-from-applicant',
    about: application,
    values: { reference, link: `${env.ORIGIN}/desk/${language}/${commission}/applications/${application}/` },
  }));
}
