// Filing (§12): one batch writes the application, its files, the journal entry and the letter. Nothing is refused for
// being late or incomplete; the answer says so, and people decide.

import type { ApplicationForm, FiledFile } from '#rules/application';
import { canonical } from '#rules/canonical';
import { completeness } from '#rules/completeness';
import type { Finding } from '#rules/finding';
import type { Standing } from '#rules/next-step';
import { formErrors, normalPhone } from '#rules/form-errors';
import { searchFold, sortKeyKk } from '#rules/kazakh';
import { signReceipt } from '#rules/receipt';
import type { Receipt, SignedReceipt } from '#rules/receipt';
import { GENESIS, sha256Hex } from '#rules/register';
import { receivingCommission } from '#rules/routing';
import { isLate } from '#rules/terms';
import type { Edition, Placement } from '#rules/edition';
import { answered, commit, NO_HEAD } from '../db/commit.ts';
import { carryRecusals, filingKey, insertApplication, lastVersion } from '../db/applications.ts';
import type { Filed } from '../db/applications.ts';
import { draftUnchanged, newDraft, openDraft } from '../db/drafts.ts';
import type { Seat } from '../db/commission.ts';
import type { Draft, Holder } from '../db/drafts.ts';
import { inForce } from '../edition.ts';
import type { Env } from '../env.ts';
import { registerKeys } from '../register.ts';
import { newId } from './act.ts';
import { standingOf } from './standing.ts';

export type FiledAnswer = Pick<
  Receipt,
  'reference' | 'filing' | 'version' | 'receivedAt' | 'late' | 'commission' | 'manifestSha256' | 'files'
> & {
  application: string;
  findings: Finding[];
  /** What the applicant can prove. */
  receipt: SignedReceipt;
};

export type FilingOutcome =
  | { kind: 'filed'; answer: FiledAnswer }
  | { kind: 'refused'; findings: Finding[] }
  | { kind: 'unreadable'; findings: Finding[] }
  /** The draft was saved, or a file came, while it was being filed: read it again. */
  | { kind: 'stale' };

// Crockford's letters: none that is taken for another.
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 'UZ26-7K3M-9QXT': the edition and eight random letters that cannot be misread. */
function newReference(edition: string): string {
  const random = [...crypto.getRandomValues(new Uint8Array(8))].map(
    (byte) => LETTERS[byte % LETTERS.length] ?? '0',
  );
  return `UZ${edition.slice(2)}-${random.slice(0, 4).join('')}-${random.slice(4).join('')}`;
}

export const PAPER_CHANNELS = ['in-person', 'post', 'mail'] as const;

/** What the secretary says of an application that came on paper. */
export type Paper = {
  channel: (typeof PAPER_CHANNELS)[number];
  /** When it was handed in, milliseconds. */
  handedInAt: number;
  seat: Seat;
  /** The private link of who handed it in. */
  link: string;
};

/**
 * Files `draft` as received at `at` (milliseconds, handler entry). What came on paper was received when it was handed
 * in, by the commission whose secretary enters it. A draft that is not there yet begins with the filing, held by `holder`.
 */
export async function fileApplication(
  env: Env,
  draft: Draft,
  key: string,
  at: number,
  { paper, holder }: { paper?: Paper; holder?: Holder } = {},
): Promise<FilingOutcome> {
  const db = env.DB;
  const refused = (clause: string, code: string): FilingOutcome => ({
    kind: 'refused',
    findings: [{ clause, code, kind: 'refusal' }],
  });
  if (draft.application !== null) return (await earlier(db, draft.id)) ?? refused('12', 'ALREADY_DONE');
  const request = { key: `file:${draft.id}:${key}`, payload: { draft: draft.id } };
  const before = draft.versions === 0 ? undefined : await answered(db, request);
  if (before?.kind === 'replayed') return { kind: 'filed', answer: before.answer as FiledAnswer };
  const { edition, placement } = await inForce(db, draft.head?.number ?? 0);
  if (placement === null) return refused('11', 'NOT_OPEN');
  const form = { ...draft.form, phone: normalPhone(draft.form.phone) ?? draft.form.phone };
  const unreadable = formErrors(form, edition);
  const { commission: competent, findings: routed } = receivingCommission(form, edition);
  if (competent === '' && paper === undefined) unreadable.push(...routed);
  if (paper !== undefined) unreadable.push(...handedIn(paper.handedInAt, at, placement));
  if (unreadable.length > 0) return { kind: 'unreadable', findings: unreadable };

  const receivedAt = paper?.handedInAt ?? at;
  const late = isLate(receivedAt, placement.deadline);
  const last = draft.versions === 0 ? null : await lastVersion(db, draft.id);
  // What was filed in time is not replaced by what comes late.
  if (late && last !== null && !last.withdrawn) return refused('12', 'CORRECTION_LATE');
  // Where a secretary sent it to the competent commission, the next version follows.
  const moved = last !== null && last.form.region === form.region && last.form.kind === form.kind;
  const commission = paper?.seat.commission ?? (moved ? last.commission : competent);
  const manifest = manifestOf(draft.files);
  const manifestSha256 = await sha256Hex(canonical({ form, files: manifest }));
  const id = newId();
  const received = {
    reference: newReference(edition.edition),
    filing: newId(),
    version: draft.versions + 1,
    receivedAt: new Date(receivedAt).toISOString(),
    late,
    commission,
    manifestSha256,
    files: manifest,
  };
  const { privateKey, fingerprint } = await registerKeys(env);
  const receipt = await signReceipt(
    {
      format: 'uzdik-receipt/1',
      contest: edition.edition,
      mode: env.MODE,
      ...received,
      organisation: { kk: form.organisationKk, ru: form.organisationRu },
      register: draft.head ?? { number: 0, hash: GENESIS },
    },
    privateKey,
    fingerprint,
  );
  const answer: FiledAnswer = {
    application: id,
    ...received,
    findings: completeness(form, draft.files, edition),
    receipt,
  };
  const outcome = await commit(db, {
    name: 'file-application',
    stream: `application:${id}`,
    actor: paper?.seat.id ?? 'applicant',
    at,
    request,
    head: NO_HEAD,
    body: {
      application: id,
      ...received,
      channel: paper?.channel ?? 'electronic',
      findings: answer.findings.map(({ code }) => code),
    },
    guards: holder === undefined ? [draftUnchanged(db, draft)] : [],
    changes: [
      ...(holder === undefined ? [] : newDraft(db, holder, draft, at)),
      ...insertApplication(db, {
        ...answer,
        id,
        edition: edition.edition,
        draft: draft.id,
        receivedAt,
        entered: paper === undefined ? null : { channel: paper.channel, at, by: paper.seat.id },
        form,
        fold: searchFold(`${form.organisationKk} ${form.organisationRu}`),
        sort: sortKeyKk(form.organisationKk),
        files: draft.files.map((file) => ({ ...file, id: newId() })),
      }),
      openDraft(db, draft.id, false),
      ...(last === null ? [] : [carryRecusals(db, last.id, id)]),
    ],
    letters: [
      {
        key: `filed:${id}`,
        to: form.email,
        language: form.letterLanguage,
        template: paper === undefined ? (late ? 'filed-late' : 'filed') : late ? 'entered-late' : 'entered',
        about: id,
        values: {
          reference: answer.reference,
          receivedAt: answer.receivedAt,
          filing: answer.filing,
          ...(paper === undefined ? {} : { link: paper.link }),
        },
      },
    ],
    answer,
  });
  // Whose the draft is that was faster is not known here.
  if (holder !== undefined && outcome.kind !== 'done') return { kind: 'stale' };
  if (outcome.kind === 'done' || outcome.kind === 'replayed') {
    return { kind: 'filed', answer: outcome.answer as FiledAnswer };
  }
  if (outcome.kind === 'key-reused') return refused('12', 'KEY_REUSED');
  return (await earlier(db, draft.id)) ?? { kind: 'stale' };
}

// A request that takes longer to arrive is received when it has arrived.
const FILING_MS = 120_000;

/** When a filing was received whose request began and ended then; milliseconds. */
export const receivedBy = (began: number, ended: number): number =>
  ended - began > FILING_MS ? ended : began;

/** A draft that begins with its filing, before it is in the database. */
export const beginning = (
  id: string,
  form: ApplicationForm,
  sent: FiledFile[],
  head: Draft['head'],
  at: number,
): Draft => ({
  ...{ id, form, head, files: sent, language: form.letterLanguage, savedAt: at },
  ...{ version: 1, versions: 0, application: null },
});

/** Handed in after the announcement and before it is entered. */
function handedIn(instant: number, at: number, { placedAt }: Placement): Finding[] {
  const wrong = (code: string): Finding[] => [{ clause: '12', code, kind: 'refusal', field: 'handedInAt' }];
  if (Number.isNaN(instant)) return wrong('INSTANT_MISSING');
  if (instant > at) return wrong('HANDED_IN_IN_FUTURE');
  return instant < Date.parse(placedAt) ? wrong('HANDED_IN_BEFORE_PLACEMENT') : [];
}

/** The files of a receipt. */
export const manifestOf = (files: FiledFile[]): FiledAnswer['files'] =>
  files.map(({ kind, criterion, name, size, sha256 }) => ({ kind, criterion, name, size, sha256 }));

/** What is filed stays as it is until it is opened to be corrected: another key is given the same receipt. */
async function earlier(db: D1Database, draft: string): Promise<FilingOutcome | undefined> {
  const key = await filingKey(db, draft);
  if (key === null) return undefined;
  const before = await answered(db, { key, payload: { draft } });
  return before?.kind === 'replayed' ? { kind: 'filed', answer: before.answer as FiledAnswer } : undefined;
}

/** The signed receipt of a filed draft, as it was given; null where it was not filed. */
export async function receiptOf(db: D1Database, draft: string): Promise<SignedReceipt | null> {
  const outcome = await earlier(db, draft);
  return outcome?.kind === 'filed' ? outcome.answer.receipt : null;
}

/** What filing answered, and where the application stands now. */
export type FiledNow = FiledAnswer & { standing: Standing; decision: Filed['decision'] };

export const filedNow = (filed: Filed, edition: Edition, receipt: SignedReceipt): FiledNow => ({
  application: filed.application,
  reference: filed.reference,
  filing: filed.filing,
  version: filed.version,
  receivedAt: new Date(filed.receivedAt).toISOString(),
  late: filed.late,
  commission: filed.commission,
  manifestSha256: filed.manifestSha256,
  files: manifestOf(filed.files),
  findings: completeness(filed.form, filed.files, edition),
  receipt,
  standing: standingOf(filed),
  decision: filed.decision,
});
