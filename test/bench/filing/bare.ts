// What the platform itself costs: a worker of a dozen lines on Miniflare that keeps a form in D1 and three files in R2.

import { join } from 'node:path';
import { Miniflare } from 'miniflare';

const ROOT = join(import.meta.dirname, '../../..');
const SCRIPT = `
import { Hono } from './node_modules/hono/dist/index.js';
const app = new Hono();
app.post('/', async (c) => {
  const form = await c.req.raw.formData();
  const fields = {};
  const files = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value;
    else {
      const key = crypto.randomUUID();
      await c.env.FILES.put(key, await value.arrayBuffer());
      files.push(key);
    }
  }
  const id = crypto.randomUUID();
  await c.env.DB.prepare('INSERT INTO filings VALUES (?, ?, ?)')
    .bind(id, JSON.stringify(fields), JSON.stringify(files)).run();
  return c.json({ id }, 201);
});
export default app;
`;

/** Serves POST / with what it keeps in `folder`; the address. */
export async function bare(folder: string): Promise<string> {
  const miniflare = new Miniflare({
    modules: true,
    modulesRoot: ROOT,
    modulesRules: [{ type: 'ESModule', include: ['**/*.js'] }],
    script: SCRIPT,
    scriptPath: join(ROOT, 'bare.js'),
    compatibilityDate: '2026-08-06',
    cf: false,
    host: '127.0.0.1',
    port: 0,
    d1Databases: { DB: 'bare' },
    d1Persist: join(folder, 'd1'),
    r2Buckets: { FILES: 'bare' },
    r2Persist: join(folder, 'r2'),
  });
  const database = await miniflare.getD1Database('DB');
  await database.exec('CREATE TABLE filings (id TEXT PRIMARY KEY, fields TEXT, files TEXT) STRICT');
  return (await miniflare.ready).origin;
}
