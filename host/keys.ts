// The secrets of one house: the register's key and the secret of sessions, from the environment or made once at the
// first start, readable by the owner alone.

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSynced } from './synced.ts';

export type Keys = { secret: string; registerKey: string };

export function houseKeys(dataDir: string, env: NodeJS.ProcessEnv = process.env): Keys {
  return {
    secret: env.SECRET ?? kept(join(dataDir, 'secret'), () => randomBytes(32).toString('hex')),
    registerKey: env.REGISTER_KEY ?? kept(join(dataDir, 'register.key'), newRegisterKey),
  };
}

const newRegisterKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');

function kept(file: string, make: () => string): string {
  // Nothing is signed with a key that a power cut could take away.
  if (!existsSync(file)) writeSynced(file, `${make()}\n`);
  return readFileSync(file, 'utf8').trim();
}
