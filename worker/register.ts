// The hand that signs: the next publication, chained to the one before.

import { GENESIS, sha256Hex, signPublication } from '#rules/register';
import type { Mode, Publication, PublicationBody, Register, SignedPublication } from '#rules/publication';
import { lastPublication, publications } from './db/publications.ts';
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
  const [publication] = await nextPublications(env, contest, at, [body]);
  if (publication === undefined) throw new Error('no publication was made');
  return publication;
}

/** Signs `bodies` as the next publications, each chained to the one before. */
export async function nextPublications(
  env: Env,
  contest: string,
  at: number,
  bodies: PublicationBody[],
): Promise<SignedPublication[]> {
  const { privateKey, fingerprint } = await registerKeys(env);
  let last = (await lastPublication(env.DB)) ?? { number: 0, hash: GENESIS };
  const signed: SignedPublication[] = [];
  for (const body of bodies) {
    const publication: Publication = {
      format: 'uzdik/1',
      contest,
      mode: env.MODE satisfies Mode,
      number: last.number + 1,
      at: new Date(at).toISOString(),
      previous: last.hash,
      body,
    };
    const made = await signPublication(publication, privateKey, fingerprint);
    signed.push(made);
    last = made;
  }
  return signed;
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
