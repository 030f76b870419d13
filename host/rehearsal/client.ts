// A person of the rehearsal: speaks HTTP alone, as a browser or a script would.

export type Answer = { status: number; body: Record<string, unknown> };

let counter = 0;
/** A fresh idempotency key. */
export const newKey = (): string =>
  `rehearsal-${process.pid}-${Date.now()}-${(counter += 1)}`.padEnd(24, '0');

export class Client {
  private cookie = '';
  private readonly origin: string;
  constructor(origin: string) {
    this.origin = origin;
  }

  async send(path: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Answer> {
    const response = await fetch(this.origin + path, {
      redirect: 'manual',
      ...init,
      headers: {
        accept: 'application/json',
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...init.headers,
      },
    });
    const set = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
    if (set.length > 0) this.cookie = set.join('; ');
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, body: json ? (JSON.parse(text) as Answer['body']) : { text } };
  }

  json(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': newKey(), ...headers },
    });
  }

  form(path: string, fields: Record<string, string>): Promise<Answer> {
    return this.send(path, { method: 'POST', body: new URLSearchParams(fields) });
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
