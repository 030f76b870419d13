// A second check of a diploma's code, written from docs/register.md alone like second-verifier.js.

import { createHash, createPublicKey, verify } from 'node:crypto';
import { canonical } from './second-reader.js';

const sha256 = (data) => createHash('sha256').update(data).digest('hex');
// The standard differs from Windows-1251, which every engine knows, in these.
const KAZAKH = [
  ...[0x8d, 'Қ', 0x8e, 'Һ', 0x9d, 'қ', 0x9e, 'һ', 0xa1, 'Ұ', 0xa2, 'ұ', 0xa3, 'Ә', 0xa5, 'Ө'],
  ...[0xaa, 'Ғ', 0xaf, 'Ү', 0xb4, 'ө', 0xba, 'ғ', 0xbc, 'ә', 0xbd, 'Ң', 0xbe, 'ң', 0xbf, 'ү'],
];
const letter = (byte) => {
  const at = KAZAKH.indexOf(byte);
  return at < 0 ? new TextDecoder('windows-1251').decode(Uint8Array.of(byte)) : KAZAKH[at + 1];
};

const rawKey = (base64) =>
  createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(base64, 'base64')]),
    format: 'der',
    type: 'spki',
  });

/** The step of docs/register.md that does not hold; 'form' where it is no code, null where all hold. */
export function brokenDiplomaStep(code, { keys, publications }) {
  const [, signed = '', data = '', signature = ''] =
    /^(uzdik-diploma\/1\.([\w-]+))\.([\w-]+)$/.exec(code) ?? [];
  const bytes = Buffer.from(signature, 'base64url');
  if (bytes.length !== 64 || bytes.toString('base64url') !== signature) return 'form';
  let said;
  try {
    said = JSON.parse([...Buffer.from(data, 'base64url')].map(letter).join(''));
  } catch {
    return 'form';
  }
  if (Object.keys(said).sort().join() !== 'date,head,kk,mode,number,ru') return 'form';

  const signer = keys.find(
    ({ fingerprint, publicKey }) =>
      fingerprint === sha256(Buffer.from(publicKey, 'base64')) &&
      verify(null, Buffer.from(signed), rawKey(publicKey), bytes),
  );
  if (signer === undefined) return 'signature';

  const named = publications.find(({ number, hash }) => `${number}:${hash}` === said.head);
  if (named === undefined) return 'publication';
  const { hash, key: _, signature: __, ...sealed } = named;
  if (sha256(canonical(sealed)) !== hash) return 'publication';

  if (named.body.kind !== 'republican') return 'winner';
  const numbers = [];
  for (const { body } of publications.filter((one) => one.body.kind === 'republican'))
    for (const { filing } of [...body.winners].sort((a, b) => (a.filing < b.filing ? -1 : 1)))
      if (!numbers.includes(filing)) numbers.push(filing);
  const { contest, mode, body } = named;
  const given = body.winners.map(({ filing, organisation }) => ({
    ...{ date: body.signedOn, head: said.head, ...organisation, mode },
    number: `${contest}-${numbers.indexOf(filing) + 1}`,
  }));
  if (!given.some((one) => canonical(one) === canonical(said))) return 'winner';
  return publications.some((one) => one.body.correction?.supersedes === named.number) ? 'force' : null;
}
