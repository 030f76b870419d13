// npm run verify: checks a register from its public bytes alone, a receipt or a diploma against a register, or an
// extract of the journal, and says step by step what does not hold.

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Code } from '#rules/diploma-code';
import { extractFindings } from '#rules/extract';
import type { Extract } from '#rules/extract';
import { readExtract } from '#rules/extract.schema';
import type { Register } from '#rules/publication';
import { receiptFindings } from '#rules/receipt';
import { readReceipt } from '#rules/receipt.schema';
import { verifyRegister } from '#rules/verify-register';
import { AT_THE_END } from '#rules/verify-steps';
import type { Step } from '#rules/verify-steps';
import type { Pins } from '#rules/verify-register';
import { OperatorError } from './settings.ts';

import { diplomaCode, verifyDiploma } from './verify-diploma.ts';
import { broken, publicationLines, said, titleOf } from './verify-print.ts';

const HELP =
  'npm run verify -- DIR|URL|FILE [--key FINGERPRINT] [--head SEQ:HASH] [--steps], or: npm run verify -- RECEIPT.json|EXTRACT.json|DIPLOMA.pdf --register DIR|URL|FILE';

/** Of a code that was given as text, so much is repeated in a sentence. */
const LONGEST = 80;

/** Exit code 1 where anything does not hold. */
export async function verify(args: string[]): Promise<void> {
  const { source, pins, registerSource, all } = parse(args);
  const code = await diplomaCode(source);
  if (code !== null) return verifyCode(code, source, pins, registerSource);
  const given = await readSource(source);
  const receipt = readReceipt(given);
  if (receipt !== null && registerSource === undefined) {
    throw new OperatorError(
      `${source} is a receipt: add --register with the address of the site that gave it. ${HELP}`,
    );
  }
  const extract = receipt === null ? readExtract(given) : null;
  if (extract !== null) return verifyExtract(extract, pins, registerSource);
  const text = receipt === null ? given : await readSource(registerSource ?? '');
  // A receipt is what its holder remembers of the register.
  const remembered = receipt === null ? pins : { key: receipt.key, head: receipt.register };
  let told = 0;
  const print = (number: number, title: string, made: Step[]): void =>
    void process.stdout.write(publicationLines(number, title, made, all));
  const {
    ok: registerHolds,
    steps,
    head,
  } = await verifyRegister(text, remembered, (publication, made) => {
    print(told, titleOf(publication), made);
    told += 1;
  });
  for (const step of steps.filter(({ name }) => AT_THE_END.includes(name)))
    print(step.publication, 'beside the whole register', [step]);
  let ok = registerHolds;
  if (receipt !== null) {
    const register = JSON.parse(text) as Register;
    const wrong = await receiptFindings(receipt, register).catch(() => null);
    for (const finding of wrong ?? []) process.stdout.write(broken(`receipt ${receipt.reference}`, finding));
    ok &&= wrong?.length === 0;
    const holds = wrong?.length === 0 ? 'The receipt holds' : 'THE RECEIPT DOES NOT HOLD';
    process.stdout.write(`${holds}: ${receipt.reference}, received ${receipt.receivedAt}.\n`);
  }
  const publications = Math.max(0, ...steps.map(({ publication }) => publication));
  process.stdout.write(
    `${registerHolds ? 'The register holds' : 'THE REGISTER DOES NOT HOLD'}: ${publications} publications, ${steps.length} checks.\n`,
  );
  if (head !== null) process.stdout.write(`Head: ${head.number}:${head.hash}\n`);
  if (ok && remembered.key === undefined) process.stdout.write(`${said('unknown-key')} (--key)\n`);
  if (ok && remembered.head === undefined) process.stdout.write(`${said('unknown-head')} (--head)\n`);
  if (!ok) process.exitCode = 1;
}

/** A diploma names a publication: whoever holds it remembers so much of the register. */
async function verifyCode(
  code: Code,
  source: string,
  pins: Pins,
  registerSource: string | undefined,
): Promise<void> {
  const site = /^https?:/.test(source) ? source : undefined;
  const where = registerSource ?? site;
  if (where === undefined)
    throw new OperatorError(
      `${source.slice(0, LONGEST)} is a diploma: add --register with the address of the site that gave it. ${HELP}`,
    );
  const register = await readSource(where);
  const { ok } = await verifyRegister(register, pins);
  if (!ok) process.stdout.write('THE REGISTER DOES NOT HOLD: check it alone to see where.\n');
  const holds = ok && (await verifyDiploma(code, register));
  if (ok && pins.key === undefined) process.stdout.write(`${said('unknown-key')} (--key)\n`);
  if (!holds) process.exitCode = 1;
}

/** An extract carries its key, so that it is checked alone; with the register, also that the key is the register's. */
async function verifyExtract(
  extract: Extract,
  pins: Pins,
  registerSource: string | undefined,
): Promise<void> {
  const register = registerSource === undefined ? null : await readSource(registerSource);
  const known = register === null || (await verifyRegister(register)).ok;
  const found = await extractFindings(extract, register === null ? null : (JSON.parse(register) as Register));
  const pinned = pins.key === undefined || pins.key === extract.key;
  const { commission, application, from, to } = extract.taken;
  for (const finding of found) process.stdout.write(broken('extract', finding));
  if (!known) process.stdout.write('THE REGISTER DOES NOT HOLD: check it alone to see where.\n');
  if (!pinned) process.stdout.write('BROKEN  extract: its key is not the one that you named.\n');
  const ok = found.length === 0 && known && pinned;
  const withheld = extract.entries.filter(({ body }) => body === null).length;
  process.stdout.write(
    `${ok ? 'The extract holds' : 'THE EXTRACT DOES NOT HOLD'}: commission ${commission}${application === null ? '' : `, ${application}`}, ${from} to ${to}, ${extract.entries.length} entries, ${withheld} of them without what names people.\nKey: ${extract.key}\n`,
  );
  if (ok && pins.key === undefined && register === null)
    process.stdout.write('Without --key or --register this cannot know whose key sealed it.\n');
  if (!ok) process.exitCode = 1;
}

type Asked = { source: string; pins: Pins; registerSource: string | undefined; all: boolean };

function parse(args: string[]): Asked {
  const pins: Pins = {};
  let source: string | undefined;
  let registerSource: string | undefined;
  let all = false;
  for (let index = 0; index < args.length; index += 1) {
    const [flag, value] = [args[index], args[index + 1]];
    if (flag === '--key' && value !== undefined) {
      pins.key = value;
      index += 1;
    } else if (flag === '--head' && value !== undefined) {
      const [number, hash = ''] = value.split(':');
      pins.head = { number: Number(number), hash };
      index += 1;
    } else if (flag === '--register' && value !== undefined) {
      registerSource = value;
      index += 1;
    } else if (flag === '--steps') all = true;
    else if (flag !== undefined && !flag.startsWith('--') && source === undefined) source = flag;
    else throw new OperatorError(`«${flag}» is not understood. ${HELP}`);
  }
  if (source === undefined) throw new OperatorError(`Say what to verify. ${HELP}`);
  return { source, pins, registerSource, all };
}

/** The text of a register at an address, in a data folder or in a file. */
export async function readSource(source: string): Promise<string> {
  if (/^https?:/.test(source)) {
    const address = source.endsWith('.json') ? source : new URL('/data/register.json', source).href;
    const answer = await fetch(address).catch(() => null);
    if (answer === null || !answer.ok)
      throw new OperatorError(`Nothing to verify at ${address}; check the address.`);
    return answer.text();
  }
  const found = await stat(source).catch(() => null);
  if (found === null)
    throw new OperatorError(`${source} is not there; name a register file, a data folder or an address.`);
  const file = found.isDirectory() ? join(source, 'site', 'live', 'register.json') : source;
  return readFile(file, 'utf8').catch(() => {
    throw new OperatorError(`${file} cannot be read; a data folder has it once something was published.`);
  });
}
