// Headers of every answer of the worker. Pages of the desk and of an application are nobody else's: never cached.

import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { Bindings } from '../env.ts';
import { PAGE_POLICY } from '../pages/policy.ts';

export const headers = createMiddleware<Bindings>(async (c, next) => {
  await next();
  // What is left unread of a request makes workerd close the line, and whoever asks next on it gets no answer.
  const { body, bodyUsed } = c.req.raw;
  if (body !== null && !bodyUsed) await body.pipeTo(new WritableStream()).catch(() => undefined);
  const set = c.res.headers;
  // For the log of the host, which takes it off again: the pattern, never an address with somebody's id in it.
  if (c.env.HOST !== undefined) c.header('uzdik-route', routePath(c));
  if (!set.has('content-security-policy')) c.header('content-security-policy', PAGE_POLICY);
  if (!set.has('cache-control')) c.header('cache-control', 'private, no-store');
  c.header('strict-transport-security', 'max-age=63072000; includeSubDomains');
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'no-referrer');
  c.header('cross-origin-opener-policy', 'same-origin');
  c.header('cross-origin-resource-policy', 'same-origin');
});
