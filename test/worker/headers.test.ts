// Headers on every class of answer: what Mozilla's Observatory scores, as rules. docs/deploy.md has its scores.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDoor } from '../../host/door.ts';
import { Client } from '../../host/rehearsal/client.ts';
import { file } from '../support/filed.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let bearer: Record<string, string>;
beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10']);
  ({ bearer } = await file(house.origin));
});
afterAll(() => house.close());

const EVERY = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** What of the rules an answer breaks. */
function faults({ headers }: Response): string[] {
  const found = Object.entries(EVERY).flatMap(([name, value]) => (headers.get(name) === value ? [] : [name]));
  const policy = new Map(
    (headers.get('content-security-policy') ?? '').split(';').map((part) => {
      const [name = '', ...values] = part.trim().split(' ');
      return [name, values.join(' ')];
    }),
  );
  if (policy.get('default-src') !== "'none'") found.push('default-src');
  if (/unsafe|\*|http:|https:/.test([...policy.values()].join(' '))) found.push('unsafe source');
  const framed = policy.has('sandbox') ? ["'self'", "'none'"] : ["'none'"];
  if (!framed.includes(policy.get('frame-ancestors') ?? '')) found.push('frame-ancestors');
  // Inside a sandbox nothing runs and no form is sent.
  if (!policy.has('sandbox'))
    for (const name of ['base-uri', 'form-action']) if (!policy.has(name)) found.push(name);
  if (headers.has('access-control-allow-origin')) found.push('access-control-allow-origin');
  if (headers.has('server') || headers.has('x-powered-by')) found.push('server');
  for (const cookie of headers.getSetCookie())
    for (const part of ['__Host-', 'Secure', 'HttpOnly', 'SameSite=Strict'])
      if (!cookie.toLowerCase().includes(part.toLowerCase())) found.push(`cookie without ${part}`);
  return found;
}

const json = { accept: 'application/json', 'content-type': 'application/json' };
const posted = (body: string, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body,
  headers: { ...json, ...headers },
});

describe('what is served', () => {
  it.each<[string, number, string, () => RequestInit]>([
    ['a page', 200, '/kk/rules/', () => ({})],
    ['a page of a form', 200, '/ru/apply/', () => ({})],
    ['a page of an application', 200, '/en/application/', () => ({})],
    ['the standing of an application', 200, '/kk/application/status/', () => ({ headers: bearer })],
    ['a page of the desk', 200, '/desk/kk/sign-in/', () => ({})],
    ['data of the site', 200, '/build.json', () => ({})],
    ['an answer of the interface', 200, '/api/register', () => ({})],
    [
      'a draft, with its cookie',
      303,
      '/api/drafts',
      () => ({ method: 'POST', body: new URLSearchParams({ language: 'kk' }) }),
    ],
    ['a file to be saved', 200, '/api/applications/receipt.pdf', () => ({ headers: bearer })],
    ['a redirect of the site', 308, '/kk/rules', () => ({})],
    ['a redirect of the worker', 302, '/desk/kk/10/', () => ({})],
    ['a page that is not there', 404, '/en/nothing/', () => ({})],
    ['an address of the interface that is not there', 404, '/api/nothing', () => ({})],
    ['a method that is none', 405, '/kk/', () => ({ method: 'DELETE' })],
    ['what cannot be read', 422, '/api/applications', () => posted('{}', bearer)],
    [
      'what was sent from elsewhere',
      403,
      '/api/drafts',
      () => posted('{}', { origin: 'https://example.org' }),
    ],
    [
      'a preflight from elsewhere',
      403,
      '/api/drafts/uploads',
      () => ({ method: 'OPTIONS', headers: { origin: 'https://example.org' } }),
    ],
  ])('%s', async (_, status, path, init) => {
    const answer = await fetch(house.origin + path, { redirect: 'manual', ...init() });
    expect([answer.status, faults(answer)]).toEqual([status, []]);
  });

  it('a file of an application, shown on the desk', async () => {
    const client = new Client(house.origin);
    const { body } = await client.json('/api/drafts', {});
    const own = { authorization: `Bearer ${String(body.token)}` };
    const answer = await fetch(`${house.origin}/api/applications/my-data.json`, { headers: own });
    expect([answer.status, faults(answer)]).toEqual([200, []]);
  });
});

describe('what the house says of itself', () => {
  const site = join(mkdtempSync(join(tmpdir(), 'uzdik-door-')), 'live');
  afterAll(() => rmSync(site, { recursive: true, force: true }));

  it('while it starts, and when something inside fails', async () => {
    const { SiteService } = await import('../../host/site-service.ts');
    let inner: { host: string; port: number } | null = null;
    const door = await openDoor(0, new SiteService(site).handle, () => inner, {
      trustProxy: false,
      refuses: () => null,
      log: { on: false },
    });
    const asked = async (path: string): Promise<[number, string[]]> => {
      const answer = await fetch(`http://127.0.0.1:${door.port}${path}`);
      return [answer.status, faults(answer)];
    };
    expect(await asked('/kk/')).toEqual([503, []]);
    expect(await asked('/api/status')).toEqual([503, []]);
    // Nobody listens there.
    inner = { host: '127.0.0.1', port: 9 };
    expect(await asked('/api/status')).toEqual([503, []]);
    await door.close();
  });
});
