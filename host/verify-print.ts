// What `npm run verify` prints: a line for each publication, and its steps where asked or broken, in the words of the
// site's page.

import findings from '#content/texts/findings.json' with { type: 'json' };
import regions from '#content/regions.json' with { type: 'json' };
import site from '#content/texts/site.json' with { type: 'json' };
import verify from '#content/texts/verify.json' with { type: 'json' };
import type { Finding } from '#rules/finding';
import type { SignedPublication } from '#rules/publication';
import { findingsIn, isOfTheRules } from '#rules/verify-steps';
import type { Step } from '#rules/verify-steps';
import { brokenAt, findingWords, lineWords, stepName, wordsOf } from '#rules/verify-words';
import type { Texts } from '#rules/verify-words';

const english = (entries: Record<string, Record<'en', Texts['verify'][string]>>): Texts['verify'] =>
  Object.fromEntries(Object.entries(entries).map(([key, { en }]) => [key, en]));

const texts: Texts = { language: 'en', verify: english(verify), findings: english(findings) };

export const said = (key: string): string => wordsOf(texts, key);

/** What a publication is; null for the file as a whole. */
export function titleOf(publication: SignedPublication | null): string {
  if (publication === null) return said('whole-file');
  const { body } = publication;
  const kind = wordsOf({ ...texts, verify: english(site) }, `kind-${body.kind}`);
  const region = regions.find(({ code }) => 'commission' in body && code === body.commission);
  return region === undefined ? kind : `${kind} – ${region.name.en}`;
}

/** `where` says what the finding is about; a step of the register itself names no paragraph. */
export const broken = (where: string, finding: Finding, publication = 0, ofTheRules = true): string =>
  `BROKEN  ${where}${ofTheRules ? `, §${finding.clause}` : ''}: ${findingWords(texts, finding, publication)}\n`;

/** One line where all holds; every step with its numbers where `all` are asked for, else the broken ones. */
export function publicationLines(number: number, title: string, steps: Step[], all: boolean): string {
  const first = steps.find((step) => step.findings.length > 0);
  const where = number === 0 ? 'file' : `publication ${number}`;
  const shown = all ? steps : steps.filter((step) => step.findings.length > 0);
  return [
    `${findingsIn(steps).length === 0 ? 'holds ' : 'BROKEN'}  ${where}: ${title}, steps: ${steps.length}\n`,
    ...(first === undefined ? [] : [`        ${brokenAt(texts, number, first)}\n`]),
    ...shown.flatMap((step) => [
      ...step.lines.map((line) => `        ${stepName(texts, step.name)}: ${lineWords(texts, line)}\n`),
      ...step.findings.map((finding) =>
        broken(`${where}, ${step.name}`, finding, number, isOfTheRules(step.name)),
      ),
    ]),
  ].join('');
}
