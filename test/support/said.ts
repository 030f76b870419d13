// What a check says of publications, as lines that a person can read and a test can compare.

import type { Register, SignedPublication, PublicationBody } from '#rules/publication';
import { stepsOf } from '#rules/verify';
import type { Step } from '#rules/verify-steps';

const values = (of: object | undefined): string =>
  Object.entries(of ?? {})
    .map(([name, value]) => ` ${name}=${String(value)}`)
    .join('');

/** `name §clause`, then a line for each that was counted, and one with a ! for each finding. */
export const said = ({ name, clause, lines, findings }: Step): string =>
  [
    `${name} §${clause}`,
    ...lines.map((line) => `  ${line.code}${values(line.values)}`),
    ...findings.map(
      (finding) =>
        `  ! §${finding.clause} ${finding.code} ${finding.kind}${finding.interpretation ? ' as read' : ''}${values(finding.values)}`,
    ),
  ].join('\n');

/** All that is said of the publication with this number by its place; `broken` keeps to the steps that do not hold. */
export async function saidOf(
  { publications }: Pick<Register, 'publications'>,
  number: number,
  broken = false,
): Promise<string> {
  const row = publications[number - 1];
  if (row === undefined) throw new Error(`no publication ${number}`);
  const steps = await stepsOf(row, publications.slice(0, number - 1));
  return steps
    .filter(({ findings }) => !broken || findings.length > 0)
    .map(said)
    .join('\n');
}

/** Publications without a seal: for what is said of their bodies. The first is of the instant of placement. */
export const unsealed = (bodies: readonly PublicationBody[]): SignedPublication[] =>
  bodies.map((body, index) => ({
    ...{ format: 'uzdik/1', contest: '2026', mode: 'rehearsal', number: index + 1 },
    at: index === 0 ? '2026-09-01T05:00:00.000Z' : '2026-10-20T05:00:00.000Z',
    ...{ previous: '', body, hash: String(index + 1), key: '', signature: '' },
  }));
