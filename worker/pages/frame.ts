// Puts a page of the worker into the frame that the site built: one header, one language switch, one style sheet.

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { LANGUAGES } from '#rules/application';
import type { Language } from '#rules/application';
import { now } from '../clock.ts';
import type { Bindings } from '../env.ts';
import { MovedClock } from './moved-clock.tsx';

/** What hono/jsx makes, which escapes what people typed. */
export type Markup = { toString(): string };

export type Framed = {
  language: Language;
  frame: 'application-frame' | 'desk-frame';
  title: string;
  content: Markup;
  person?: Markup | null;
  /** Address of this page in another language. */
  here: (language: Language) => string;
  status?: ContentfulStatusCode;
};

export async function framed(c: Context<Bindings>, page: Framed): Promise<Response> {
  const frame = await c.env.SITE.fetch(new URL(`/${page.language}/${page.frame}/`, c.env.ORIGIN).href);
  if (!frame.ok) throw new Error(`the site has no ${page.frame}: ${frame.status}`);
  // A mistake in a page is an error of this request; inside the rewriter it would break off the answer.
  const [content, person] = [page.content.toString(), page.person?.toString() ?? ''];
  const rewriter = new HTMLRewriter()
    .on('[data-slot=title]', { element: (e) => void e.setInnerContent(page.title) })
    .on('[data-slot=content]', {
      element: (e) => void e.setInnerContent(content, { html: true }),
    })
    .on('[data-slot=person]', {
      element: (e) => void e.setInnerContent(person, { html: true }),
    });
  if (c.env.CLOCK !== undefined) {
    const clock = MovedClock({
      language: page.language,
      at: await now(c.env),
      back: page.here(page.language),
    });
    rewriter.on('[data-slot=clock]', {
      element: (e) => void e.setInnerContent(String(clock), { html: true }),
    });
  }
  for (const language of LANGUAGES) {
    rewriter.on(`[data-switch=${language}]`, {
      element: (e) => void e.setAttribute('href', page.here(language)),
    });
  }
  const filled = rewriter.transform(
    new Response(frame.body, { headers: { 'content-type': 'text/html; charset=utf-8' } }),
  );
  return new Response(filled.body, {
    status: page.status ?? 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-store' },
  });
}

export function isLanguage(text: string | undefined): text is Language {
  return LANGUAGES.some((language) => language === text);
}
