// The door of the house: owns the port, answers what is static, passes the rest to workerd over loopback. It drops
// the headers that workerd's wrapper would believe from outside, and limits how long a request may take to arrive.

import { Agent, createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
export type Door = { server: Server; port: number; close(): Promise<void> };

const HEADERS_MS = 20_000;
// A gigabyte over a slow line: files take long, the small filing request is bounded by its handler.
const REQUEST_MS = 3_600_000;
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

/** Opens the door on 127.0.0.1; `own` routes are the house's (the clock of a rehearsal), `inner` is workerd's port. */
export function openDoor(
  port: number,
  site: Handler,
  inner: () => { host: string; port: number },
  own: (path: string) => Handler | undefined,
): Promise<Door> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const handler = own(path) ?? (DYNAMIC.test(path) ? pass(agent, inner) : site);
    handler(request, response).catch(() => unavailable(response));
  });
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        server,
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

function pass(agent: Agent, inner: () => { host: string; port: number }): Handler {
  return (request, response) =>
    new Promise<void>((resolve, reject) => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !/^(mf|cf)-/.test(name) && !HOP.includes(name)),
      );
      const outward = httpRequest(
        { ...inner(), agent, method: request.method ?? 'GET', path: request.url ?? '/', headers },
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
