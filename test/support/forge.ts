// Somebody with a key of their own, who seals a whole register anew.

import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { canonical } from '#rules/canonical';
import type { Register } from '#rules/publication';

const GENESIS = '0'.repeat(64);
const forger = generateKeyPairSync('ed25519');
const raw = forger.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
export const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');
export const forgersKey = { fingerprint: sha256(raw), publicKey: raw.toString('base64') };

/** Numbers, chains and signs everything anew with the forger's key; `numbered` false leaves the numbers as they are. */
export function sealed(register: Register, numbered = true): Register {
  let previous = GENESIS;
  register.keys = [forgersKey];
  for (const [index, row] of register.publications.entries()) {
    if (numbered) row.number = index + 1;
    row.previous = previous;
    const { format, contest, mode, number, at, body } = row;
    const text = canonical({ format, contest, mode, number, at, previous, body });
    row.hash = sha256(text);
    row.key = forgersKey.fingerprint;
    row.signature = sign(null, Buffer.from(text), forger.privateKey).toString('base64');
    previous = row.hash;
  }
  return register;
}
