// What tests of the desk say again and again: an act and its refusal, a page as its words, the letters of a kind.

import { expect } from 'vitest';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { fullForm } from './edition.ts';
import { mainOf } from './reader.ts';
import type { TestHouse } from './start.ts';

export type Answer = { status: number; body: Record<string, unknown> };

/** Codes of the findings that refused an act. */
export const codes = ({ body }: Answer): string[] =>
  ((body.findings ?? []) as { code: string }[]).map(({ code }) => code);

/** An act in a commission; `done` expects that it is done. */
export const send = (who: Client, commission: string, name: string, input: unknown): Promise<Answer> =>
  who.json(`/api/desk/${commission}/${name}`, input);
export async function done(
  who: Client,
  commission: string,
  name: string,
  input: unknown,
): Promise<Record<string, unknown>> {
  const answer = await send(who, commission, name, input);
  expect([name, answer.status, codes(answer)]).toEqual([name, 200, []]);
  return answer.body;
}

/** What a page says, without its marks. */
export async function wordsOf(who: Client, path: string): Promise<string> {
  const { body } = await who.send(path);
  return mainOf(String(body.text))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

/** Files complete applications of Abai's region, one for each name; their ids. */
export async function fileAll(house: TestHouse, names: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const client = new Client(house.origin);
    const form = fullForm({ organisationKk: `Ұйым ${name}`, organisationRu: `Организация ${name}` });
    const { body } = await client.json('/api/drafts', { form });
    const headers = { authorization: `Bearer ${String(body.token)}`, 'idempotency-key': newKey() };
    ids.push(String((await client.json('/api/applications', {}, headers)).body.application));
  }
  return ids;
}

export type Posted = { key: string; recipient: string; vals: string };
export const lettersOf = (house: TestHouse, template: string): Promise<Posted[]> =>
  house.query<Posted>('SELECT key, recipient, vals FROM outbox WHERE template = ? ORDER BY key', template);
