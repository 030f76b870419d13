// Makes the keys of a house and a site of one page live, for who looks at the order of its system calls.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { houseKeys } from '../../../host/keys.ts';
import { buildSite } from '../../../host/site-build.ts';

const [dataDir = ''] = process.argv.slice(2);
mkdirSync(join(dataDir, 'site'), { recursive: true });
houseKeys(dataDir, {});
await buildSite(
  {
    dataDir,
    mode: 'rehearsal',
    origin: 'http://127.0.0.1',
    register: '{"publications":[{"number":1}]}',
    content: null,
  },
  (_, folder) => {
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'out', 'build.json'), '{"revision":1,"content":0}');
    return Promise.resolve();
  },
);
