// A question that could not be taken comes back with everything that was typed, in the site's own page. What is wrong
// with it is said without a paragraph: none rules how a reader asks.

import type { Context } from 'hono';
import type { Language } from '#rules/application';
import type { Finding } from '#rules/finding';
import type { Question } from '#rules/questions';
import type { Bindings } from '../env.ts';
import { words } from '../texts.ts';

export async function askAgain(
  c: Context<Bindings>,
  page: Language,
  { text, mail, clause, language }: Question,
  findings: Finding[],
): Promise<Response> {
  const site = await c.env.SITE.fetch(new URL(`/${page}/questions/`, c.env.ORIGIN).href);
  if (!site.ok) throw new Error(`the site has no page of questions: ${site.status}`);
  const said = (
    <div class="notice notice--error" role="alert">
      {findings.map(({ code, values }) => (
        <p>{words(page, 'findings', code, values)}</p>
      ))}
    </div>
  ).toString();
  const chosen = (value: string) => ({
    element: (e: Element) => {
      if (e.getAttribute('value') === value) e.setAttribute('selected', '');
      else e.removeAttribute('selected');
    },
  });
  const filled = new HTMLRewriter()
    .on('[data-slot=asked-wrongly]', { element: (e) => void e.setInnerContent(said, { html: true }) })
    .on('#ask textarea[name=text]', { element: (e) => void e.setInnerContent(text) })
    .on('#ask input[name=mail]', { element: (e) => void e.setAttribute('value', mail) })
    .on('#ask select[name=clause] option', chosen(clause))
    .on('#ask select[name=language] option', chosen(language))
    .transform(new Response(site.body, { headers: { 'content-type': 'text/html; charset=utf-8' } }));
  return new Response(filled.body, {
    status: 422,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-store' },
  });
}
