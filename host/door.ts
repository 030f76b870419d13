// The door of the house: owns the port, answers what is static, passes the rest to workerd over loopback. It drops
// the headers that workerd's wrapper would believe from outside, and limits how long a request may take to arrive.

import { Agent, createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
/** Where workerd listens. */
export type Inner = { host: string; port: number };
export type Door = { port: number; close(): Promise<void> };

const HEADERS_MS = 20_000;
// A gigabyte over a slow line: files take long, the small filing request is bounded by its handler.
const REQUEST_MS = 3_600_000;
// workerd closes a connection that has been idle for five seconds; one that it is closing loses the next request.
const IDLE_MS = 3_000;
const DYNAMIC = /^\/(api|desk)\/|^\/desk$|^\/(kk|ru|en)\/application\//;
const HOP = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'proxy-authorization',
];

/**
 * Opens the door on 127.0.0.1; `inner` is null while workerd is still starting. `trustProxy` believes X-Forwarded-For:
 * only where a proxy of ours stands before the door.
 */
export function openDoor(
  port: number,
  site: Handler,
  inner: () => Inner | null,
  trustProxy: boolean,
): Promise<Door> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256, timeout: IDLE_MS });
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const to = inner();
    const answered = !DYNAMIC.test(path)
      ? site(request, response)
      : to === null
        ? Promise.reject(new Error('workerd is starting'))
        : pass(agent, to, trustProxy, request, response);
    answered.catch(() => unavailable(response));
  });
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : port,
        close: () =>
          new Promise<void>((done) => {
            agent.destroy();
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}

/** Whom a request comes from: behind a proxy of ours the last address that it adds, else the other end of the line. */
function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '');
  const last = forwarded.split(',').at(-1)?.trim() ?? '';
  return trustProxy && last !== '' ? last : (request.socket.remoteAddress ?? '');
}

function pass(
  agent: Agent,
  inner: Inner,
  trustProxy: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string | string[] | undefined> = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => !/^(mf|cf)-/.test(name) && !HOP.includes(name)),
    );
    headers['cf-connecting-ip'] = addressOf(request, trustProxy);
    const outward = httpRequest(
      { ...inner, agent, method: request.method ?? 'GET', path: request.url ?? '/', headers },
      (answer) => {
        const back = Object.fromEntries(
          Object.entries(answer.headers).filter(([name]) => !HOP.includes(name)),
        );
        response.writeHead(answer.statusCode ?? 502, back);
        answer.pipe(response);
        answer.on('end', resolve);
        answer.on('error', reject);
      },
    );
    outward.on('error', reject);
    request.pipe(outward);
    request.on('error', () => outward.destroy());
  });
}

/** Serves `handler` on a socket inside the house. */
export function listen(path: string, handler: Handler): Promise<Server> {
  const server = createServer((request, response) => {
    handler(request, response).catch(() => response.writeHead(500).end());
  });
  // workerd keeps its connections and does not ask again where one was closed just now; and how long a file may take
  // to arrive is the door's to say.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  return new Promise((resolve) => server.listen(path, () => resolve(server)));
}

/** A dependency is away: the same request may come again; no stack leaves the house. */
function unavailable(response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response
    .writeHead(503, { 'content-type': 'application/json', 'retry-after': '5' })
    .end('{"error":"UNAVAILABLE"}');
}
