// Refuses what comes too often, with how long to wait.

import { createMiddleware } from 'hono/factory';
import { now } from '../clock.ts';
import type { Bindings } from '../env.ts';
import { LIMITS, take } from '../limits.ts';
import { waitPage } from '../pages/application.tsx';
import { sentence } from '../texts.ts';
import { wantsJson } from './answer.ts';
import { holderOf } from './draft-access.ts';
import { languageSent } from './language-sent.ts';

/** By the link where there is one, else by the address; the door and Cloudflare both say it in this header. */
export const limited = (kind: keyof typeof LIMITS) =>
  createMiddleware<Bindings>(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'OPTIONS') return next();
    const address = c.req.header('cf-connecting-ip') ?? '';
    const who = kind === 'start' || kind === 'question' ? address : ((await holderOf(c))?.id ?? address);
    const seconds = take(kind, who, await now(c.env));
    if (seconds === 0) return next();
    const finding = { clause: '12', code: 'TOO_OFTEN', kind: 'refusal', values: { n: seconds } } as const;
    const language = await languageSent(c);
    const answer = wantsJson(c)
      ? c.json({ findings: [finding], sentences: [sentence(language, finding)] }, 429)
      : await waitPage(c, language, finding);
    answer.headers.set('retry-after', String(seconds));
    return answer;
  });
