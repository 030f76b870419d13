// The register's cryptography: SHA-256 over canonical JSON, a chain of hashes, Ed25519 signatures (WebCrypto, the
// same in Node, workerd and browsers).

import { canonical } from './canonical.ts';
import type { Publication, SignedPublication } from './publication.ts';

const encoder = new TextEncoder();
export const GENESIS = '0'.repeat(64);

/** SHA-256 of UTF-8 text or bytes, lower-case hex. */
export async function sha256Hex(data: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof data === 'string' ? encoder.encode(data) : data;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The publication without its seal. */
function unsealed({ format, contest, mode, number, at, previous, body }: Publication): Publication {
  return { format, contest, mode, number, at, previous, body };
}

/** sha256 of the canonical JSON of the publication; covers number, instant and the hash before. */
export const publicationHash = (publication: Publication): Promise<string> =>
  sha256Hex(canonical(unsealed(publication)));

/** Seals a publication: `fingerprint` is sha256 of the raw public key. */
export async function signPublication(
  publication: Publication,
  privateKey: CryptoKey,
  fingerprint: string,
): Promise<SignedPublication> {
  const text = canonical(unsealed(publication));
  return {
    ...unsealed(publication),
    hash: await sha256Hex(text),
    key: fingerprint,
    signature: await sign(text, privateKey),
  };
}

/** The Ed25519 signature over the UTF-8 bytes of `text`, base64. */
export async function sign(text: string, privateKey: CryptoKey): Promise<string> {
  const signature = new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, encoder.encode(text)));
  return btoa(String.fromCharCode(...signature));
}

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/** False in a browser without Ed25519, which would call every signature false. */
export const canVerify = (): Promise<boolean> =>
  crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']).then(
    () => true,
    () => false,
  );

/** True when `signature` (base64) over `text` is that of `publicKey` (raw, base64). */
export async function isSignedBy(text: string, signature: string, publicKey: string): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', fromBase64(publicKey), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, fromBase64(signature), encoder.encode(text));
  } catch {
    return false;
  }
}

/** True when the seal is that of `publicKey` (raw, base64) over these very bytes. */
export const signatureHolds = (publication: SignedPublication, publicKey: string): Promise<boolean> =>
  isSignedBy(canonical(unsealed(publication)), publication.signature, publicKey);

/** Fingerprint of a raw public key in base64. */
export const fingerprintOf = async (publicKey: string): Promise<string> => sha256Hex(fromBase64(publicKey));
