// An error for who mends the house, never for who asked: the route by its pattern, the request by the number that the host
// gave it.

import type { Context } from 'hono';
import { routePath } from 'hono/route';
import type { Bindings } from '../env.ts';

export const logError = (c: Context<Bindings>, error: Error): void =>
  console.error(
    JSON.stringify({
      level: 'error',
      what: 'request',
      request: c.req.header('uzdik-request') ?? null,
      route: routePath(c),
      message: error.message,
      stack: error.stack,
    }),
  );
