// The pages of the desk. Whoever is not signed in is asked to; what is not theirs does not exist for them.

import { Hono } from 'hono';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { LANGUAGES } from '#rules/application';
import type { Language } from '#rules/application';
import type { Finding } from '#rules/finding';
import { stageOf } from '../acts/act.ts';
import type { Desk } from '../acts/act.ts';
import { commissionSteps } from '../acts/locked.ts';
import { now } from '../clock.ts';
import { loadCommission } from '../db/commission.ts';
import type { Seat } from '../db/commission.ts';
import { progress } from '../db/desk.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { materialsOf, objections } from '../db/materials.ts';
import { letters, lettersAbout } from '../db/outbox.ts';
import { keptBy, ownSheet } from '../db/sheets.ts';
import { files, wholeFile } from '../files/store.ts';
import { ApplicationPage } from '../pages/desk-application.tsx';
import { CommissionPage } from '../pages/desk-commission.tsx';
import { Letters } from '../pages/desk-letters.tsx';
import { DeskHome } from '../pages/desk-home.tsx';
import { FirstPage, PersonLine, SignInPage, UseLinkPage } from '../pages/desk-session.tsx';
import { framed, isLanguage } from '../pages/frame.ts';
import type { Markup } from '../pages/frame.ts';
import { commissionName } from '../pages/names.ts';
import { Findings } from '../pages/parts.tsx';
import { revisions } from '../rebuild.ts';
import { signedIn, whoIs } from '../sign-in.ts';
import { words } from '../texts.ts';
import { signatureOf } from '../signature.ts';

type Person = { name: string; seats: Seat[] };
export function deskPage(
  c: Context<Bindings>,
  language: Language,
  person: Person | null,
  title: string,
  content: Markup,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  return framed(c, {
    language,
    frame: 'desk-frame',
    title,
    content,
    person: person === null ? null : <PersonLine language={language} name={person.name} />,
    here: (other) => c.req.path.replace(/^\/desk\/(kk|ru|en)\//, `/desk/${other}/`),
    status,
  });
}

/** A refused act: what stands in the way with its paragraph, and the way back. */
export function refusalPage(
  c: Context<Bindings>,
  person: Person,
  back: string,
  findings: Finding[],
  status: ContentfulStatusCode,
): Promise<Response> {
  const language = LANGUAGES.find((code) => back.startsWith(`/desk/${code}/`)) ?? 'kk';
  const title = words(language, 'desk', 'refused');
  return framed(c, {
    language,
    frame: 'desk-frame',
    title,
    content: (
      <div class="stack">
        <h1>{title}</h1>
        <div class="notice notice--error">
          <Findings language={language} findings={findings} />
        </div>
        <p>
          <a class="button" href={back}>
            {words(language, 'desk', 'back')}
          </a>
        </p>
      </div>
    ),
    person: <PersonLine language={language} name={person.name} />,
    here: (other) => back.replace(/^\/desk\/(kk|ru|en)\//, `/desk/${other}/`),
    status,
  });
}

/** The seat in which a person looks at a commission. */
const lookingSeat = (person: Person, commission: string): Seat | undefined =>
  person.seats.find((seat) => seat.commission === commission) ??
  person.seats.find(({ role }) => role === 'agency');

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
  .get('/desk/:lang/', async (c) => {
    const lang = c.req.param('lang');
    if (!isLanguage(lang)) return c.notFound();
    const person = await whoIs(c.env, c.req.raw.headers);
    if (person === null) return c.redirect(`/desk/${lang}/sign-in/`, 302);
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
  .get('/desk/:lang/agency/letters/', async (c) => {
    const lang = c.req.param('lang');
    if (!isLanguage(lang)) return c.notFound();
    const person = await whoIs(c.env, c.req.raw.headers);
    if (person === null) return c.redirect(`/desk/${lang}/sign-in/`, 302);
    if (!person.seats.some(({ role }) => role === 'agency')) return c.notFound();
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
  .get('/desk/:lang/:commission/', async (c) => {
    const found = await open(c);
    if (found instanceof Response) return found;
    const { lang, desk, person, here } = found;
    const steps = await commissionSteps(desk);
    const content = (
      <CommissionPage
        {...{ desk, steps, here }}
        language={lang}
        query={c.req.query('q') ?? ''}
        kept={desk.seat.number === null ? [] : await keptBy(c.env.DB, desk.seat.id)}
      />
    );
    return deskPage(c, lang, person, commissionName(lang, desk.file.commission), content);
  })
  .get('/desk/:lang/:commission/applications/:id/', async (c) => {
    const found = await open(c);
    if (found instanceof Response) return found;
    const { lang, desk, person } = found;
    const row = desk.file.applications.find(({ id }) => id === c.req.param('id'));
    const hidden = desk.seat.role === 'agency' || row?.recused.includes(desk.seat.id) === true;
    if (row === undefined || hidden) return c.notFound();
    const read = (sha256: string) => wholeFile(files(c.env), sha256);
    // A member says whether there is a conflict before seeing a dossier.
    if (desk.seat.number !== null && !row.declared.includes(desk.seat.id))
      return c.redirect(`/desk/${lang}/${desk.file.commission}/#declare`, 302);
    const materials = await materialsOf(c.env.DB, row.id);
    const signature = await signatureOf(row.form, row.files, read);
    const content = (
      <ApplicationPage
        {...{ desk, row, signature, materials }}
        own={
          desk.seat.number === null
            ? null
            : await ownSheet(c.env.DB, { application: row.id, seat: desk.seat.id })
        }
        letters={await lettersAbout(c.env.DB, row.id)}
        language={lang}
        here={c.req.path}
      />
    );
    return deskPage(c, lang, person, row.reference, content);
  });

export type Opened = { lang: Language; person: Person; desk: Desk; here: string };

/** The commission in the address as its desk, or the answer that says why not. */
export async function open(c: Context<Bindings>): Promise<Opened | Response> {
  const lang = c.req.param('lang');
  const commission = c.req.param('commission') ?? '';
  if (!isLanguage(lang)) return c.notFound();
  const person = await whoIs(c.env, c.req.raw.headers);
  if (person === null) return c.redirect(`/desk/${lang}/sign-in/`, 302);
  const seat = lookingSeat(person, commission);
  if (seat === undefined) return c.notFound();
  const { edition, placement } = await inForce(c.env.DB);
  if (commission !== 'KZ' && !edition.regions.includes(commission)) return c.notFound();
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
  return { lang, person, desk, here: `/desk/${lang}/${commission}/` };
}
