// The hand that signs: the next publication, chained to the one before.

import { sha256Hex, signPublication } from '#rules/register';
import type { Mode, Publication, PublicationBody, Register, SignedPublication } from '#rules/publication';
import { lastPublication, publications } from './db/desk.ts';
import type { Env } from './env.ts';

type Keys = { privateKey: CryptoKey; publicKey: string; fingerprint: string };
const keysOf = new Map<string, Promise<Keys>>();

/** The register's key pair from the environment; the fingerprint is sha256 of the raw public key. */
export function registerKeys(env: Env): Promise<Keys> {
  const known = keysOf.get(env.REGISTER_KEY);
  if (known !== undefined) return known;
  const loading = load(env.REGISTER_KEY);
  keysOf.set(env.REGISTER_KEY, loading);
  return loading;
}

async function load(pkcs8: string): Promise<Keys> {
  const bytes = Uint8Array.from(atob(pkcs8), (char) => char.charCodeAt(0));
  const privateKey = await crypto.subtle.importKey('pkcs8', bytes, { name: 'Ed25519' }, true, ['sign']);
  const jwk = await crypto.subtle.exportKey('jwk', privateKey);
  const raw = Uint8Array.from(atob((jwk.x ?? '').replaceAll('-', '+').replaceAll('_', '/')), (c) =>
    c.charCodeAt(0),
  );
  return { privateKey, publicKey: btoa(String.fromCharCode(...raw)), fingerprint: await sha256Hex(raw) };
}

/** Signs `body` as the next publication; the row's number is taken by whoever commits first. */
export async function nextPublication(
  env: Env,
  contest: string,
  at: number,
  body: PublicationBody,
): Promise<SignedPublication> {
  const last = await lastPublication(env.DB);
  const publication: Publication = {
    format: 'uzdik/1',
    contest,
    mode: env.MODE satisfies Mode,
    number: (last?.number ?? 0) + 1,
    at: new Date(at).toISOString(),
    previous: last?.hash ?? '0'.repeat(64),
    body,
  };
  const { privateKey, fingerprint } = await registerKeys(env);
  return signPublication(publication, privateKey, fingerprint);
}

/** The whole register as it is published. */
export async function register(env: Env): Promise<Register> {
  const { fingerprint, publicKey } = await registerKeys(env);
  return {
    format: 'uzdik-register/1',
    keys: [{ fingerprint, publicKey }],
    publications: await publications(env.DB),
  };
}
