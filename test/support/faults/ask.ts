// One request of a scenario, sent again word for word.

import { fieldsOf, multipart } from '../../../host/rehearsal/client.ts';
import type { Answer, Client } from '../../../host/rehearsal/client.ts';

export type Ask = {
  who: Client;
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
};

/** The same key each time: a scenario is always the same request. */
const KEY = 'the-key-of-this-scenario-0001';

export const json = (
  who: Client,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Ask => ({
  who,
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json', 'idempotency-key': KEY, ...headers },
  body: JSON.stringify(body),
});

export const form = (
  who: Client,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Ask => ({
  who,
  method: 'POST',
  path,
  headers: { 'content-type': 'application/x-www-form-urlencoded', 'idempotency-key': KEY, ...headers },
  body: new URLSearchParams({ key: KEY, ...fields }).toString(),
});

type File = { field: string; name: string; bytes: Uint8Array };
export const filesOf = (
  who: Client,
  path: string,
  fields: object,
  files: File[],
  headers: Record<string, string> = {},
): Ask => {
  const sent = multipart([['key', KEY], ...fieldsOf(fields)], files);
  return {
    who,
    method: 'POST',
    path,
    headers: { ...sent.headers, 'idempotency-key': KEY, ...headers },
    body: sent.body,
  };
};

export const bytes = (
  who: Client,
  path: string,
  body: Uint8Array,
  headers: Record<string, string> = {},
): Ask => ({
  who,
  method: 'POST',
  path,
  headers: { 'content-type': 'application/octet-stream', ...headers },
  body,
});

/** An act of the desk. */
export const act = (who: Client, commission: string, name: string, input: unknown): Ask =>
  json(who, `/api/desk/${commission}/${name}`, input);

/** An answer, and what it asked of its dependencies. */
export type Told = Answer & { calls: number; called: string[]; retryAfter: string };

/** Sends it; `fault` is `N:HOW`, '' for none. */
export async function send({ who, path, method, headers, body }: Ask, fault = ''): Promise<Told> {
  const answer = await who.send(path, {
    method,
    headers: fault === '' ? headers : { ...headers, 'x-fault': fault },
    ...(body === undefined ? {} : { body }),
  });
  const said = (name: string): string => String(answer.headers[name] ?? '');
  const called = said('x-called').split('|');
  return { ...answer, calls: Number(said('x-calls')), called, retryAfter: said('retry-after') };
}
