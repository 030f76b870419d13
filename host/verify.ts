// npm run verify: checks a register from its public bytes alone and says step by step what holds.

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import findings from '#content/texts/findings.json' with { type: 'json' };
import { verifyRegister } from '#rules/verify-register';
import type { Pins } from '#rules/verify-register';
import { say } from '#rules/wording';
import { OperatorError } from './settings.ts';

const HELP = 'npm run verify -- DIR|URL|FILE [--key FINGERPRINT] [--head SEQ:HASH]';

/** Exit code 1 where anything does not hold. */
export async function verify(args: string[]): Promise<void> {
  const { source, pins } = parse(args);
  const text = await read(source);
  const { ok, steps, head } = await verifyRegister(text, pins);
  for (const { publication, name, findings: found } of steps) {
    for (const { clause, code, values } of found) {
      const entry = (findings as Record<string, Parameters<typeof say>[0]>)[code];
      const words = entry === undefined ? code : say(entry, 'en', { publication, ...values });
      process.stdout.write(`BROKEN  publication ${publication}, ${name}, §${clause}: ${words}\n`);
    }
  }
  const publications = head?.number ?? 0;
  process.stdout.write(
    `${ok ? 'The register holds' : 'THE REGISTER DOES NOT HOLD'}: ${publications} publications, ${steps.length} checks.\n`,
  );
  if (head !== null) process.stdout.write(`Head: ${head.number}:${head.hash}\n`);
  if (ok && pins.head === undefined) {
    process.stdout.write(
      'Without --key and --head this cannot know whether the whole register was rewritten or its end cut off.\n',
    );
  }
  if (!ok) process.exitCode = 1;
}

function parse(args: string[]): { source: string; pins: Pins } {
  const pins: Pins = {};
  let source: string | undefined;
  for (let index = 0; index < args.length; index += 1) {
    const [flag, value] = [args[index], args[index + 1]];
    if (flag === '--key' && value !== undefined) {
      pins.key = value;
      index += 1;
    } else if (flag === '--head' && value !== undefined) {
      const [number, hash = ''] = value.split(':');
      pins.head = { number: Number(number), hash };
      index += 1;
    } else if (flag !== undefined && !flag.startsWith('--') && source === undefined) source = flag;
    else throw new OperatorError(`«${flag}» is not understood. ${HELP}`);
  }
  if (source === undefined) throw new OperatorError(`Say what to verify. ${HELP}`);
  return { source, pins };
}

async function read(source: string): Promise<string> {
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
