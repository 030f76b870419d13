// An application filed as a script files it.

import { Client, newKey } from '../../host/rehearsal/client.ts';
import { fullForm } from './edition.ts';

export type FiledHere = { id: string; client: Client; bearer: Record<string, string> };

export async function file(origin: string, changes = {}): Promise<FiledHere> {
  const client = new Client(origin);
  const { body } = await client.json('/api/drafts', { form: fullForm(changes) });
  const bearer = { authorization: `Bearer ${String(body.token)}` };
  const answer = await client.json('/api/applications', {}, { ...bearer, 'idempotency-key': newKey() });
  if (answer.status !== 201) throw new Error(`not filed: ${JSON.stringify(answer.body)}`);
  return { id: String(answer.body.application), client, bearer };
}
