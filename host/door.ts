// The door of the house: owns the port, answers what is static, passes the rest to workerd over loopback. It drops
// the headers that workerd's wrapper would believe from outside, and limits how long a request may take to arrive.

import { randomBytes } from 'node:crypto';
import { Agent, createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

import { logError, logLine } from './log.ts';
import type { Log } from './log.ts';
import type { Refuses } from './watch.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
/** Where workerd listens. */
export type Inner = { host: string; port: number };
/** What the door does with a request beside passing it on. */
type DoorOptions = {
  /** Believe X-Forwarded-For: only where a proxy of ours stands before the door. */
  trustProxy: boolean;
  /** Why nothing is taken now; the worker says it to people. */
  refuses: () => Refuses;
  log: Log;
  /** How long an answer may take once the request is there, milliseconds. */
  answerMs?: number | undefined;
};
export type Door = { port: number; close(): Promise<void> };

const HEADERS_MS = 20_000;
/** How long an answer may take once the request is there: a database or a store that stalls is away. */
const ANSWER_MS = 30_000;
// A gigabyte over a slow line: files take long, the small filing request is bounded by its handler.
const REQUEST_MS = 3_600_000;
// workerd closes a connection that has been idle for five seconds; one that it is closing loses the next request, so
// ours are gone long before, on a machine too busy to be on time as well.
const IDLE_MS = 1_000;
/** Headers of every answer. */
const LEAST = Object.entries({
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
});
/** Headers that only workerd and the house itself may say. */
const OWN = /^(mf|cf|uzdik)-/;
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

/** Opens the door on 127.0.0.1; `inner` is null while workerd is still starting. */
export function openDoor(
  port: number,
  site: Handler,
  inner: () => Inner | null,
  options: DoorOptions,
): Promise<Door> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256, timeout: IDLE_MS });
  const server = createServer((request, response) => {
    // What answers may say more; a redirect, a refusal or a failure of the house itself says no less.
    for (const [name, value] of LEAST) response.setHeader(name, value);
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const answer = async (): Promise<void> => {
      if (!DYNAMIC.test(path)) return site(request, response);
      const to = inner();
      return to === null ? unavailable(response) : pass(agent, to, options, request, response);
    };
    answer().catch((error: unknown) => {
      logError(options.log, 'door', error);
      unavailable(response);
    });
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
  { trustProxy, refuses, log, answerMs = ANSWER_MS }: DoorOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const began = performance.now();
  const id = randomBytes(8).toString('hex');
  return new Promise((resolve, reject) => {
    const headers: Record<string, string | string[] | undefined> = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => !OWN.test(name) && !HOP.includes(name)),
    );
    headers['cf-connecting-ip'] = addressOf(request, trustProxy);
    headers['uzdik-request'] = id;
    const why = refuses();
    if (why !== null) headers['uzdik-refuses'] = why;
    const outward = httpRequest(
      { ...inner, agent, method: request.method ?? 'GET', path: request.url ?? '/', headers },
      (answer) => {
        clearTimeout(waiting);
        const back = Object.fromEntries(
          Object.entries(answer.headers).filter(([name]) => !OWN.test(name) && !HOP.includes(name)),
        );
        logLine(log, 'info', 'request', {
          request: id,
          method: request.method ?? 'GET',
          route: String(answer.headers['uzdik-route'] ?? ''),
          status: answer.statusCode ?? 502,
          ms: Math.round(performance.now() - began),
        });
        response.writeHead(answer.statusCode ?? 502, back);
        answer.pipe(response);
        answer.on('end', resolve);
        answer.on('error', reject);
        // Who leaves in the middle of an answer gives the line back; what was asked is done all the same.
        response.on('close', () => {
          resolve();
          if (!answer.complete) answer.destroy();
        });
      },
    );
    let waiting: NodeJS.Timeout | undefined;
    // What it was doing may still be done: the same request again is told what became of it.
    request.on('end', () => {
      waiting = setTimeout(() => outward.destroy(new Error('workerd did not answer')), answerMs);
    });
    outward.on('close', () => clearTimeout(waiting));
    outward.on('error', reject);
    request.pipe(outward);
    request.on('error', () => outward.destroy());
  });
}

/** Serves `handler` on a socket inside the house. */
export function listen(path: string, handler: Handler): Promise<Server> {
  const server = createServer((request, response) => {
    // Who has the beginning of an answer, or has left in the middle of it, cannot be told anything else.
    handler(request, response).catch(() =>
      response.headersSent ? response.destroy() : response.writeHead(500).end(),
    );
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
