// A person of the rehearsal: speaks HTTP alone, as a browser or a script would. Not by fetch, whose cost on two cores
// would be taken for the house's.

import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

type Sent = { method?: string; headers?: Record<string, string>; body?: string | Uint8Array };
export type Answer = {
  status: number;
  body: Record<string, unknown>;
  /** Where it leads, '' where it leads nowhere. */
  location: string;
  /** Bytes held of an upload. */
  offset: number;
  headers: IncomingHttpHeaders;
};

const agent = new Agent({ keepAlive: true });
let counter = 0;
/** A fresh idempotency key. */
export const newKey = (): string =>
  `rehearsal-${process.pid}-${Date.now()}-${(counter += 1)}`.padEnd(24, '0');

/** What a program shows that files in one request: an id and a secret. */
export const newToken = (): string => `${randomBytes(16).toString('hex')}.${randomBytes(32).toString('hex')}`;

export class Client {
  private cookie = '';
  private readonly origin: string;
  /** Each person of a rehearsal comes from an address of their own. */
  private readonly address: string;
  constructor(origin: string) {
    this.origin = origin;
    counter += 1;
    this.address = `10.${(counter >> 16) & 255}.${(counter >> 8) & 255}.${counter & 255}`;
  }

  async send(path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const sending = request(
        this.origin + path,
        {
          agent,
          method,
          headers: {
            accept: 'application/json',
            'x-forwarded-for': this.address,
            ...(this.cookie === '' ? {} : { cookie: this.cookie }),
            ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
            ...headers,
          },
        },
        resolve,
      );
      sending.on('error', reject);
      sending.end(body);
    });
    const set = (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? '');
    if (set.length > 0) this.cookie = set.join('; ');
    const content = await text(answer);
    const json = (answer.headers['content-type'] ?? '').includes('json');
    const status = answer.statusCode ?? 0;
    return {
      status,
      body: json ? (JSON.parse(content) as Answer['body']) : { text: content },
      location: answer.headers.location ?? '',
      offset: Number(answer.headers['upload-offset'] ?? 0),
      headers: answer.headers,
    };
  }

  /** An answer that is no text. */
  fetch(
    path: string,
    init: { headers?: Record<string, string>; redirect?: 'manual' } = {},
  ): Promise<Response> {
    return fetch(this.origin + path, { ...init, headers: { cookie: this.cookie, ...init.headers } });
  }

  json(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': newKey(), ...headers },
    });
  }

  form(path: string, fields: Record<string, string>): Promise<Answer> {
    return this.send(path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  }

  bytes(path: string, bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, {
      method: 'POST',
      body: bytes,
      headers: { 'content-type': 'application/octet-stream', ...headers },
    });
  }

  /** Signs in by a one-time link, which a rehearsal's house hands to whoever holds its secret. */
  async signIn(email: string, secret: string): Promise<void> {
    const link = await this.json('/api/sign-in/link', { email }, { authorization: `Bearer ${secret}` });
    const used = await this.form('/api/sign-in/use', { token: String(link.body.token) });
    if (used.status !== 200) throw new Error(`sign-in of ${email} answered ${used.status}`);
  }
}

/** The answer's body where it is what was expected; anything else ends the rehearsal with what was said. */
export function expect(answer: Answer, status: number, what: string): Answer['body'] {
  if (answer.status === status) return answer.body;
  throw new Error(
    `${what}: ${answer.status} instead of ${status}: ${JSON.stringify(answer.body).slice(0, 600)}`,
  );
}

/** A value as the fields of a page's form: `a.0.b`, `x:bool`. */
export function fieldsOf(value: unknown, name = ''): [string, string][] {
  if (typeof value === 'boolean') return [[`${name}:bool`, value ? '1' : '']];
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, child]) =>
    fieldsOf(child, name === '' ? key : `${name}.${key}`),
  );
}

/** What an upload says of its file, as the header Upload-Metadata of tus 1.0. */
export const tusMetadata = (said: Record<string, string>): string =>
  Object.entries(said)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');

/** A form with files, as a browser sends it. */
export function multipart(
  fields: [string, string][],
  files: { field: string; name: string; bytes: Uint8Array }[],
): { body: Uint8Array; headers: Record<string, string> } {
  const boundary = '----rehearsal';
  const opened = (field: string, more: string): Buffer =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${field}"${more}\r\n\r\n`);
  const end = Buffer.from('\r\n');
  const parts = [
    ...fields.flatMap(([field, value]) => [opened(field, ''), Buffer.from(value), end]),
    ...files.flatMap(({ field, name, bytes }) => [
      opened(field, `; filename="${name}"\r\nContent-Type: application/pdf`),
      bytes,
      end,
    ]),
  ];
  return {
    body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}
