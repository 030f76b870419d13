// After a refused act of a form: the page that it came from, as it stands now, with the reason on top and what was typed
// in its form again. Two people who act at once both see where it stands, and neither types anything twice.

import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Bindings, Env } from '../env.ts';
import { languageOfPath, RefusalNotice, refusalPage } from '../pages/desk-frame.tsx';
import { filledAgain, noticed, placeOf, wordsTyped } from '../pages/typed-again.ts';
import type { Refused } from '../pages/typed-again.ts';

/** The answer to a form that was refused; `freshPage` puts the page into it. */
export function refusedForm(c: Context<Bindings>, refused: Refused): Response {
  c.set('refused', refused);
  return c.body(null, refused.status);
}

type Ask = (request: Request, env: Env, context: ExecutionContext) => Response | Promise<Response>;

/** Stands around the acts of the desk; `ask` asks this same worker for a page. */
export const freshPage = (ask: Ask) =>
  createMiddleware<Bindings>(async (c, next) => {
    await next();
    const { refused } = c.var;
    if (refused === undefined) return;
    const { back, findings, typed, status } = refused;
    const language = languageOfPath(back);
    const request = new Request(new URL(back, c.req.url), {
      headers: { accept: 'text/html', cookie: c.req.header('cookie') ?? '' },
      redirect: 'manual',
    });
    const answer = await ask(request, c.env, c.executionCtx as ExecutionContext);
    // Without this the headers of the empty answer would be those of the page.
    c.res = undefined;
    if (answer.status !== 200) {
      await answer.body?.cancel();
      const said = { language, back: placeAbove(back), findings, typed: wordsTyped(typed) };
      c.res = await refusalPage(c, c.var.person, said, status);
      return;
    }
    const page = await answer.text();
    const place = await placeOf(page, typed);
    const notice = (anchor: string | null): string =>
      RefusalNotice({
        language,
        findings,
        anchor,
        files: place?.files === true,
        words: place === null ? wordsTyped(typed) : [],
      }).toString();
    const shown = place === null ? noticed(page, notice(null)) : filledAgain(page, typed, place, notice);
    c.res = new Response(shown.body, { status, headers: answer.headers });
  });

/** '/desk/ru/10/applications/…' → '/desk/ru/10/': the commission, where the page is not there any more. */
const placeAbove = (path: string): string => /^\/desk\/\w+\/(?:\w+\/)?/.exec(path)?.[0] ?? '/desk/kk/';
