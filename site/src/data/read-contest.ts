// One contest from the bytes of its register, verified before a page is made of it. An unlawful publication stops the
// build and names its paragraph.

import { readFileSync } from 'node:fs';
import type { Language } from '#rules/application';
import { localDay } from '#rules/days';
import type { Edition, Placement } from '#rules/edition';
import { inForceAfter } from '#rules/moved-days';
import { inForce } from '#rules/publication';
import type { PlacementBody, Register, RepublicanBody, SignedPublication } from '#rules/publication';
import type { NamedDay } from '#rules/staff-content';
import { checkBy } from '#rules/terms';
import { verifyRegister } from '#rules/verify-register';
import type { View } from '../results/parts.tsx';
import { words } from './texts.ts';

/** What the pages of one edition are made from. */
export type Contest = {
  /** '2026'; the folder in the addresses of its pages. */
  year: string;
  /** The bytes of the register, unchanged; null where nothing is published. */
  registerText: string | null;
  publications: readonly SignedPublication[];
  /** With the working calendar in force. */
  edition: Edition;
  /** With the last day in force; null before placement. */
  placement: Placement | null;
};

/** The text of a register and its publications; throws where it does not hold. */
export async function readRegister(
  file: string,
): Promise<{ text: string; publications: SignedPublication[] }> {
  const text = readFileSync(file, 'utf8');
  const { ok, steps } = await verifyRegister(text);
  if (ok) return { text, publications: (JSON.parse(text) as Register).publications };
  const broken = steps.flatMap(({ publication, findings }) =>
    findings.map(({ clause, code, values }) => {
      const said = words('en', 'findings', code, { publication, ...values });
      return `publication ${publication}, §${clause}: ${said}`;
    }),
  );
  throw new Error(`The register is not lawful, so no site is built from it:\n${broken.join('\n')}`);
}

/** The contest of a register that has a placement; of `template` where it has none. */
export function contestOf(
  text: string | null,
  publications: readonly SignedPublication[],
  template: () => Edition,
): Contest {
  const placed = inForce(publications)
    .map(({ body }) => body)
    .find((body): body is PlacementBody => body.kind === 'placement');
  const terms = placed === undefined ? null : inForceAfter(placed, publications);
  const edition = terms?.edition ?? template();
  return {
    year: edition.edition,
    registerText: text,
    publications,
    edition,
    placement: terms?.placement ?? null,
  };
}

/** A day of the contest, local; null before it is known. */
export function dayOf({ publications, edition, placement }: Contest, day: NamedDay): string | null {
  const listed = publications.find(({ body }) => body.kind === 'list');
  const republican = inForce(publications)
    .map(({ body }) => body)
    .find((body): body is RepublicanBody => body.kind === 'republican');
  switch (day) {
    case 'placed':
      return placement?.placementDay ?? null;
    case 'deadline':
      return placement?.lastDay ?? null;
    case 'check':
      return placement === null ? null : checkBy(placement.lastDay, edition);
    case 'list':
      return listed === undefined ? null : localDay(Date.parse(listed.at));
    case 'winners':
      return republican?.signedOn ?? null;
  }
}

/** What the pages of results are made from, in the reader's language. */
export const viewOf = ({ edition, publications }: Contest, language: Language): View => ({
  language,
  edition,
  publications,
});

const EMPTY = '{"format":"uzdik-register/1","keys":[],"publications":[]}';

/** The register as a file, its bytes unchanged. */
export const registerFile = ({ registerText }: Contest): Response =>
  new Response(registerText ?? EMPTY, { headers: { 'content-type': 'application/json' } });
