// The pages that a publication would make, in the site's own frame and from the site's own components, before anybody
// else sees them.

import { Hono } from 'hono';
import type { Context } from 'hono';
import { LANGUAGES } from '#rules/application';
import { RESULT_PAGES, resultPage } from '../../site/src/results/pages.ts';
import { reached } from '../acts/act.ts';
import { openCorrection } from '../acts/correction-plan.ts';
import type { Corrected } from '../acts/correction-plan.ts';
import type { Outlook } from '../acts/outlook.ts';
import { previewOf, PREVIEWS } from '../acts/previews.ts';
import type { PreviewOf } from '../acts/previews.ts';
import type { Bindings } from '../env.ts';
import { CorrectionAbout, CorrectionForms } from '../pages/desk-correction.tsx';
import { PreviewBanner, PreviewPage } from '../pages/desk-preview.tsx';
import type { PreviewedPage } from '../pages/desk-preview.tsx';
import { commissionName } from '../pages/names.ts';
import { ActForm } from '../pages/parts.tsx';
import { words } from '../texts.ts';
import { deskPage } from '../pages/desk-frame.tsx';
import { open } from './desk-pages.tsx';
import type { Opened } from './desk-pages.tsx';
import { guard } from './guard.ts';

const isPreview = (text: string): text is PreviewOf =>
  text === 'correction' || text === 'list' || text in PREVIEWS;

type Found = { opened: Opened; what: PreviewOf; looked: Outlook | Corrected };

async function found(c: Context<Bindings>): Promise<Found | Response> {
  const what = c.req.param('what') ?? '';
  // The list is the Agency's own; everything else is a commission's.
  if ((what === 'list') !== (c.req.param('commission') === 'agency')) return c.notFound();
  const opened = await open(c);
  const { desk } = opened;
  if (!isPreview(what)) return c.notFound();
  if (what === 'list' && reached(desk.file, 'list-published')) return c.notFound();
  const looked = await previewOf(desk, what);
  return looked === null ? c.notFound() : { opened, what, looked };
}

/** Public pages on which the drafts of `looked` are read. */
function pagesOf({ opened, looked }: Found): PreviewedPage[] {
  const { lang, desk } = opened;
  const kinds = new Set(looked.drafts.map(({ body }) => body.kind));
  const say = (key: string) => words(lang, 'desk', key);
  return [
    ...(kinds.has('selection') || kinds.has('regional')
      ? [{ key: 'region', name: commissionName(lang, desk.file.commission) }]
      : []),
    ...(kinds.has('list') || kinds.has('republican')
      ? [{ key: 'overview', name: say('page-overview') }]
      : []),
    ...(kinds.has('republican') ? [{ key: 'republic', name: say('page-republic') }] : []),
  ];
}

export const deskPreviewRoutes = new Hono<Bindings>()
  .get('/desk/:lang/:commission/preview/:what/', guard, async (c) => {
    const result = await found(c);
    if (result instanceof Response) return result;
    const { opened, what, looked } = result;
    const { lang, person, desk } = opened;
    const here = what === 'list' ? `/desk/${lang}/` : opened.here;
    const { commission } = desk.file;
    const say = (key: string) => words(lang, 'desk', key);
    const act = what === 'list' ? 'publish-list' : what === 'correction' ? null : PREVIEWS[what];
    const mine = what === 'list' ? desk.seat.role === 'agency' : desk.seat.role === 'secretary';
    const correction = what === 'correction' ? openCorrection(desk.file) : undefined;
    const title = say(act === null ? 'correction-preview' : `preview.${what}`);
    const content = (
      <PreviewPage
        {...{ title, looked }}
        language={lang}
        back={{ href: here, name: what === 'list' ? say('desk') : commissionName(lang, commission) }}
        path={`/${commission}/preview/${what}/`}
        drafts={looked.drafts}
        pages={pagesOf(result)}
        findings={looked.findings}
        about={
          correction === undefined || !('moved' in looked) ? undefined : (
            <CorrectionAbout language={lang} desk={desk} correction={correction} moved={looked.moved} />
          )
        }
      >
        {act !== null && mine && looked.findings.length === 0 ? (
          <section class="card stack">
            <h2>{say(`act.${act}`)}</h2>
            <p>{say(`about.${act}`)}</p>
            <ActForm language={lang} commission={commission} act={act} back={here} />
          </section>
        ) : null}
        {correction === undefined || !('needsAgency' in looked) ? null : (
          <CorrectionForms
            language={lang}
            desk={desk}
            correction={correction}
            corrected={looked}
            back={here}
          />
        )}
      </PreviewPage>
    );
    return deskPage(c, lang, person, title, content);
  })
  .get('/desk/:lang/:commission/preview/:what/:page/', guard, async (c) => {
    const result = await found(c);
    if (result instanceof Response) return result;
    const shown = pagesOf(result).map(({ key }) => key);
    const key = RESULT_PAGES.find((one) => one === c.req.param('page') && shown.includes(one));
    if (key === undefined) return c.notFound();
    const { lang, desk } = result.opened;
    const view = { language: lang, edition: desk.edition, publications: result.looked.all };
    const { path, html } = resultPage(key, view, desk.file.commission);
    const page = await c.env.SITE.fetch(new URL(path, c.env.ORIGIN).href);
    if (!page.ok) throw new Error(`the site has no ${path}: ${page.status}`);
    const hub = c.req.path.replace(/[a-z]+\/$/, '');
    const banner = String(PreviewBanner({ language: lang, back: hub }));
    const rewriter = new HTMLRewriter().on('main > .wrap', {
      element: (e) => void e.setInnerContent(banner + html, { html: true }),
    });
    for (const other of LANGUAGES) {
      rewriter.on(`[data-switch=${other}]`, {
        element: (e) => void e.setAttribute('href', c.req.path.replace(`/${lang}/`, `/${other}/`)),
      });
    }
    return new Response(rewriter.transform(new Response(page.body)).body, {
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
  });
