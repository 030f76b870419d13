// npm run edition -- close 2026 --from URL|DIR|FILE: freezes the register of an edition that has ended, so that its pages
// stand for ever without the data folder and the machine that it ran on (docs/editions.md).

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Register } from '#rules/publication';
import { verifyRegister } from '#rules/verify-register';
import { OperatorError, PROJECT } from './settings.ts';
import { broken } from './verify-print.ts';
import { readSource } from './verify.ts';

const HELP = 'npm run edition -- close YEAR --from URL|DIR|FILE';

/** Writes content/YEAR/results/register.json; `content` is another folder in tests. */
export async function closeEdition(args: string[], content = join(PROJECT, 'content')): Promise<void> {
  const [year = '', flag, source, ...rest] = args;
  if (!/^\d{4}$/.test(year) || flag !== '--from' || source === undefined || rest.length > 0)
    throw new OperatorError(`Say the year and where its register is: ${HELP}`);
  if (!existsSync(join(content, year, 'contest.yaml')))
    throw new OperatorError(`${join(content, year)} is no edition; name one of content/editions.json.`);
  const text = await readSource(source);
  await ended(text, year, source);
  const file = join(content, year, 'results', 'register.json');
  const before = existsSync(file) ? readFileSync(file, 'utf8') : null;
  if (before === text) {
    process.stdout.write(`${file} is this register already; nothing was changed.\n`);
    return;
  }
  if (before !== null) goesOn(before, text, file);
  mkdirSync(join(content, year, 'results'), { recursive: true });
  writeFileSync(file, text);
  const { publications } = JSON.parse(text) as Register;
  const head = publications.at(-1);
  process.stdout.write(
    `${year} is closed with ${publications.length} publications: ${file}\nHead: ${head?.number}:${head?.hash}\nKey: ${head?.key}\nKeep these bytes: put them under version control. The next release makes the pages of ${year} from them (docs/editions.md).\n`,
  );
}

/** Throws where it is not the whole register of a real contest of that year. */
async function ended(text: string, year: string, source: string): Promise<void> {
  const { ok, steps } = await verifyRegister(text);
  if (!ok) {
    const [wrong] = steps.filter(({ findings }) => findings.length > 0);
    const [finding] = wrong?.findings ?? [];
    const said = finding === undefined ? '' : `\n${broken(`publication ${wrong?.publication}`, finding)}`;
    throw new OperatorError(`The register of ${source} does not hold, so nothing was closed.${said}`);
  }
  const { publications } = JSON.parse(text) as Register;
  const last = publications.at(-1);
  if (last?.contest !== year)
    throw new OperatorError(
      `${source} is the register of ${last?.contest ?? 'no contest'} and not of ${year}.`,
    );
  if (last.mode !== 'real')
    throw new OperatorError(
      `${source} is the register of a ${last.mode}: only a contest that was held is kept.`,
    );
  if (!publications.some(({ body }) => body.kind === 'republican'))
    throw new OperatorError(
      `The winners of ${year} are not published at ${source} yet; close it afterwards.`,
    );
}

/** What was kept may be followed by a later correction, and is never another. */
function goesOn(before: string, text: string, file: string): void {
  const [kept, given] = [before, text].map((one) => (JSON.parse(one) as Register).publications);
  const follows = kept?.every(({ hash }, index) => given?.[index]?.hash === hash) ?? false;
  if (!follows)
    throw new OperatorError(
      `${file} holds another register of this year and is not written over; compare the two.`,
    );
}
