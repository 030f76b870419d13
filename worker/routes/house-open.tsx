// Takes nothing while the house cannot keep it, or cannot say when it came: the host says so in a header of its own.

import { createMiddleware } from 'hono/factory';
import type { Bindings } from '../env.ts';
import { waitPage } from '../pages/application.tsx';
import { sentence } from '../texts.ts';
import { wantsJson } from './answer.ts';
import { languageSent } from './language-sent.ts';

const CODES: Record<string, string> = { disk: 'DISK_FULL', clock: 'CLOCK_WRONG' };
const RETRY_SECONDS = 60;
const READING = ['GET', 'HEAD', 'OPTIONS'];

/** Refuses what would be written, with 503 and a sentence; the desk goes on where only the room is short. */
export const houseOpen = (desk: boolean) =>
  createMiddleware<Bindings>(async (c, next) => {
    const why = c.req.header('uzdik-refuses') ?? '';
    const code = CODES[why];
    if (code === undefined || READING.includes(c.req.method) || (desk && why === 'disk')) return next();
    const finding = { clause: '12', code, kind: 'refusal' } as const;
    const language = await languageSent(c);
    const answer = wantsJson(c)
      ? c.json({ findings: [finding], sentences: [sentence(language, finding)] }, 503)
      : await waitPage(c, language, finding, 503);
    answer.headers.set('retry-after', String(RETRY_SECONDS));
    return answer;
  });
