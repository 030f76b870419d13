// The pages of the desk. Whoever is not signed in is asked to; what is not theirs does not exist for them.

import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Language } from '#rules/application';
import { stageOf } from '../acts/act.ts';
import type { Desk } from '../acts/act.ts';
import { commissionSteps } from '../acts/locked.ts';
import { now } from '../clock.ts';
import { loadCommission } from '../db/commission.ts';
import { progress } from '../db/desk.ts';
import { openFactorResets } from '../db/factors.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { materialsOf, objections } from '../db/materials.ts';
import { letters, lettersAbout } from '../db/outbox.ts';
import { files, wholeFile } from '../files/store.ts';
import { ApplicationPage } from '../pages/desk-application.tsx';
import { People } from '../pages/desk-people.tsx';
import { CheckPage } from '../pages/desk-check.tsx';
import { CommissionPage } from '../pages/desk-commission.tsx';
import { Letters } from '../pages/desk-letters.tsx';
import { DeskHome } from '../pages/desk-home.tsx';
import { FirstPage, SignInPage, UseLinkPage } from '../pages/desk-session.tsx';
import { deskPage } from '../pages/desk-frame.tsx';
import { isLanguage } from '../pages/frame.ts';
import { commissionName } from '../pages/names.ts';
import { revisions } from '../rebuild.ts';
import { signedIn } from '../sign-in.ts';
import type { Signed } from '../sign-in.ts';
import { words } from '../texts.ts';
import { signatureOf } from '../signature.ts';
import { guard } from './guard.ts';

export const languageIn = (c: Context<Bindings>): Language => {
  const lang = c.req.param('lang');
  return isLanguage(lang) ? lang : 'kk';
};

export const deskPageRoutes = new Hono<Bindings>()
  .get('/desk/', (c) => c.redirect('/desk/kk/', 302))
  .get('/desk/:lang/sign-in/', async (c) => {
    const lang = c.req.param('lang');
    if (!isLanguage(lang)) return c.notFound();
    const token = c.req.query('token');
    const title = words(lang, 'desk', 'sign-in');
    const person = token === undefined ? await signedIn(c.env, c.req.raw.headers) : null;
    if (person !== null)
      return c.redirect(person.passed ? `/desk/${lang}/` : `/desk/${lang}/second-factor/`, 302);
    if (token !== undefined)
      return deskPage(c, lang, null, title, <UseLinkPage language={lang} token={token} />);
    const notice = ['sent', 'spent', 'wrong'].find((key) => c.req.query(key) !== undefined);
    const content = <SignInPage language={lang} notice={notice === undefined ? null : `link-${notice}`} />;
    return deskPage(c, lang, null, title, content);
  })
  .get('/desk/:lang/first/', (c) => {
    const lang = c.req.param('lang');
    if (!isLanguage(lang)) return c.notFound();
    const content = (
      <FirstPage
        language={lang}
        token={c.req.query('token') ?? ''}
        wrong={c.req.query('wrong') !== undefined}
      />
    );
    return deskPage(c, lang, null, words(lang, 'desk', 'first'), content);
  })
  .get('/desk/:lang/', guard, async (c) => {
    const lang = languageIn(c);
    const { person } = c.var;
    const { edition, placement } = await inForce(c.env.DB);
    const content = (
      <DeskHome
        language={lang}
        seats={person.seats}
        edition={edition}
        placement={placement}
        state={await progress(c.env.DB)}
        revisions={await revisions(c.env)}
        objections={person.seats.some(({ role }) => role === 'agency') ? await objections(c.env.DB) : []}
        now={await now(c.env)}
      />
    );
    return deskPage(c, lang, person, words(lang, 'desk', 'desk'), content);
  })
  .get('/desk/:lang/agency/letters/', guard, async (c) => {
    const lang = languageIn(c);
    const { person } = c.var;
    const title = words(lang, 'desk', 'letters');
    const content = (
      <div class="stack">
        <p>
          <a href={`/desk/${lang}/`}>← {words(lang, 'desk', 'desk')}</a>
        </p>
        <h1>{title}</h1>
        <Letters language={lang} letters={await letters(c.env.DB)} commission="agency" back={c.req.path} />
      </div>
    );
    return deskPage(c, lang, person, title, content);
  })
  .get('/desk/:lang/agency/people/', guard, async (c) => {
    const { lang, desk, person } = await open(c, 'agency');
    const title = words(lang, 'desk', 'people');
    const content = (
      <div class="stack">
        <p>
          <a href={`/desk/${lang}/`}>← {words(lang, 'desk', 'desk')}</a>
        </p>
        <h1>{title}</h1>
        <People {...{ desk }} language={lang} here={c.req.path} resets={await openFactorResets(c.env.DB)} />
      </div>
    );
    return deskPage(c, lang, person, title, content);
  })
  .get('/desk/:lang/:commission/', guard, async (c) => {
    const { lang, desk, person, here } = await open(c);
    const steps = await commissionSteps(desk);
    const resets = await openFactorResets(c.env.DB);
    const content = (
      <CommissionPage {...{ desk, steps, here, resets }} language={lang} query={c.req.query('q') ?? ''} />
    );
    return deskPage(c, lang, person, commissionName(lang, desk.file.commission), content);
  })
  .get('/desk/:lang/:commission/applications/:application/', guard, async (c) => {
    const found = await dossier(c);
    if (found === null) return c.notFound();
    const letters = await lettersAbout(c.env.DB, found.row.id);
    return deskPage(
      c,
      found.language,
      found.person,
      found.row.reference,
      <ApplicationPage {...found} letters={letters} here={c.req.path} />,
    );
  })
  .get('/desk/:lang/:commission/applications/:application/check/', guard, async (c) => {
    const found = await dossier(c);
    if (found === null) return c.notFound();
    const content = <CheckPage {...found} here={c.req.path} />;
    return deskPage(c, found.language, found.person, words(found.language, 'desk', 'check'), content);
  });

/** The application in the address with all that belongs to it. */
async function dossier(c: Context<Bindings>) {
  const { lang, desk, person } = await open(c);
  const row = desk.file.applications.find(({ id }) => id === c.req.param('application'));
  if (row === undefined) return null;
  const read = (sha256: string) => wholeFile(files(c.env), sha256);
  return {
    language: lang,
    desk,
    person,
    row,
    materials: await materialsOf(c.env.DB, row.id),
    signature: await signatureOf(row.form, row.files, read),
  };
}

export type Opened = { lang: Language; person: Signed; desk: Desk; here: string };

/** The commission in the address as the desk of who looks at it; behind the guard. */
export async function open(c: Context<Bindings>, place?: string): Promise<Opened> {
  const { person, seat } = c.var;
  const commission = place ?? c.req.param('commission') ?? '';
  const { edition, placement } = await inForce(c.env.DB);
  const desk: Desk = {
    env: c.env,
    db: c.env.DB,
    at: await now(c.env),
    seat,
    edition,
    placement,
    stage: stageOf(commission),
    file: await loadCommission(c.env.DB, commission),
  };
  const lang = languageIn(c);
  return { lang, person, desk, here: `/desk/${lang}/${commission}/` };
}
