// What the acts of a rehearsal share: the clock, the people who are signed in, what they did so far.

import { createHash } from 'node:crypto';
import { Client, expect } from './client.ts';
import type { Applicant } from './cast.ts';
import { noTally } from './tally.ts';
import type { Tally } from './tally.ts';
import regionList from '#content/regions.json' with { type: 'json' };

export type Options = { regions: number; applicants: number; seed: number; atOnce: number };
export type Stage = {
  origin: string;
  secret: string;
  /** Sets the clock of the house. */
  moveClock(to: string): Promise<void>;
  /** Waits until the site shows everything that is committed. */
  untilLive(): Promise<void>;
  /** What happens now, for the progress bar. */
  tell(what: string, done: number, of: number): void;
};
export type Filed = {
  applicant: Applicant;
  application: string;
  filing: string;
  late: boolean;
  commission: string;
  /** The signed receipt of the version that counts, as it was given. */
  receipt: unknown;
  withdrawn: boolean;
  /** Whose it is. */
  client: Client;
  bearer: Record<string, string>;
};
export const DAY = 86_400_000;
export const PLACED_AT = '2026-09-01T05:00:00.000Z';
export const FILE_BYTES = 200 * 1024;
export const ALL = regionList.map(({ code }) => code);
export const REPUBLIC = 'KZ';

export class Scene {
  readonly tally: Tally = noTally();
  /** Every receipt that was given. */
  receipts: unknown[] = [];
  readonly stage: Stage;
  readonly options: Options;
  readonly agency: Client;
  /** Those of a region who passed the selection. */
  readonly contenders = new Map<string, Filed[]>();
  readonly finalists: Filed[] = [];
  now = Date.parse(PLACED_AT);
  deadline = 0;
  private readonly people = new Map<string, Client>();

  constructor(stage: Stage, options: Options) {
    this.stage = stage;
    this.options = options;
    this.agency = new Client(stage.origin);
  }

  async clock(to: string): Promise<void> {
    this.now = Date.parse(to);
    await this.stage.moveClock(to);
  }

  async act(who: Client, commission: string, name: string, input: unknown): Promise<Record<string, unknown>> {
    return expect(await who.json(`/api/desk/${commission}/${name}`, input), 200, `${name} of ${commission}`);
  }

  async person(email: string): Promise<Client> {
    const known = this.people.get(email);
    if (known !== undefined) return known;
    const client = new Client(this.stage.origin);
    await client.signIn(email, this.stage.secret);
    this.people.set(email, client);
    return client;
  }

  secretary = (code: string): Promise<Client> => this.person(`secretary-${code.toLowerCase()}@example.kz`);
  chair = (code: string): Promise<Client> => this.person(`chair-${code.toLowerCase()}@example.kz`);
}

/** The scan of a protocol signed today. */
export async function protocol(
  scene: Scene,
  secretary: Client,
  code: string,
): Promise<{ signedOn: string; protocolSha256: string }> {
  const scan = pdfOf(`protocol of ${code} at ${scene.now}`, 20_000);
  const stored = expect(await secretary.bytes(`/api/desk/${code}/protocol-file`, scan), 201, 'protocol');
  const signedOn = new Date(scene.now + 5 * 3_600_000).toISOString().slice(0, 10);
  return { signedOn, protocolSha256: String(stored.sha256) };
}

/** A file that begins and ends as a PDF does, of `size` bytes, different for each `name`. */
export function pdfOf(name: string, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size).fill(0x20);
  const head = `%PDF-1.7\n% ${createHash('sha256').update(name).digest('hex')}\n`;
  const tail = '\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n';
  bytes.set(new TextEncoder().encode(head));
  bytes.set(new TextEncoder().encode(tail), size - tail.length);
  return bytes;
}
