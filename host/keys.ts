// The secrets of one house: the register's key and the secret of sessions, from the environment or made once at the
// first start, readable by the owner alone.

import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseIn } from './database.ts';
import { OperatorError } from './settings.ts';
import { writeSynced } from './synced.ts';

export type Keys = { secret: string; registerKey: string };

/**
 * The keys of the house in a data folder.
 * @throws OperatorError where the folder holds a contest and a key is missing: a new one would end its register
 */
export function houseKeys(dataDir: string, env: NodeJS.ProcessEnv = process.env): Keys {
  return {
    secret: env.SECRET ?? kept(dataDir, 'secret', () => randomBytes(32).toString('hex')),
    registerKey: env.REGISTER_KEY ?? kept(dataDir, 'register.key', newRegisterKey),
  };
}

/** The register's key, Ed25519 PKCS #8 in base64; null where there is none. */
export function registerKeyIn(dataDir: string, env: NodeJS.ProcessEnv = process.env): string | null {
  const file = join(dataDir, 'register.key');
  return env.REGISTER_KEY ?? (existsSync(file) ? readFileSync(file, 'utf8').trim() : null);
}

/** What the register says of a key: the raw public key in base64, and its SHA-256. */
export function publicKeyOf(registerKey: string): { fingerprint: string; publicKey: string } {
  const key = createPrivateKey({ key: Buffer.from(registerKey, 'base64'), format: 'der', type: 'pkcs8' });
  const raw = Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url');
  return {
    fingerprint: createHash('sha256').update(raw).digest('hex'),
    publicKey: raw.toString('base64'),
  };
}

const newRegisterKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');

function kept(dataDir: string, name: string, make: () => string): string {
  const file = join(dataDir, name);
  if (!existsSync(file)) {
    if (databaseIn(dataDir) !== null)
      throw new OperatorError(
        `${file} is missing, though ${dataDir} holds a contest: put the copy that you keep apart there, then start again.`,
      );
    // Nothing is signed with a key that a power cut could take away.
    writeSynced(file, `${make()}\n`);
  }
  return readFileSync(file, 'utf8').trim();
}
