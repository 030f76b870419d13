// What the register would be with more publications in it, and what a reader's verifier would find: asked before
// anything is published, because what is published stays.

import type { Edition } from '#rules/edition';
import type { Finding } from '#rules/finding';
import type { PublicationBody, SignedPublication } from '#rules/publication';
import { verifyPublication } from '#rules/verify';
import { leftBehind } from '#rules/verify-correction';
import { publications } from '../db/publications.ts';
import type { Env } from '../env.ts';

export type Outlook = {
  /** The publications as they would stand, without a seal: they never leave the house. */
  drafts: SignedPublication[];
  /** Those that are published, then the drafts. */
  all: SignedPublication[];
  findings: Finding[];
};

/** The register with `bodies` published at `at`, milliseconds. */
export async function outlook(
  env: Env,
  edition: Edition,
  at: number,
  bodies: PublicationBody[],
): Promise<Outlook> {
  const before = await publications(env.DB);
  const drafts = bodies.map((body, index): SignedPublication => ({
    format: 'uzdik/1',
    contest: edition.edition,
    mode: env.MODE,
    number: before.length + index + 1,
    at: new Date(at).toISOString(),
    previous: '',
    body,
    hash: '',
    key: '',
    signature: '',
  }));
  const all = [...before, ...drafts];
  const found = await Promise.all(
    drafts.map((draft, index) => verifyPublication(draft, all.slice(0, before.length + index))),
  );
  const behind = drafts.length === 0 ? [] : await leftBehind(all);
  return { drafts, all, findings: [...found.flat(), ...behind.map(({ finding }) => finding)] };
}
