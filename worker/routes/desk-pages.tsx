// The pages of the desk. Whoever is not signed in is asked to; what is not theirs does not exist for them.

import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Language } from '#rules/application';
import { diplomasInForce } from '#rules/diploma';
import { REPUBLIC } from '#rules/edition';
import { stageOf } from '../acts/act.ts';
import type { Desk } from '../acts/act.ts';
import { listed, seenThread } from '../acts/desk-lists.ts';
import { todayAt, todayOf } from '../acts/today.ts';
import { now } from '../clock.ts';
import {
  heardOrWithdrawn,
  nextToCheck,
  proposedRefusals,
  sheetsToFile,
  undeclared,
} from '../db/application-list.ts';
import { declarationsOf } from '../db/commission-counts.ts';
import { loadCommission } from '../db/commission.ts';
import { milestoneOf, reachedBy } from '../db/desk.ts';
import { openFactorResets } from '../db/factors.ts';
import { handoversOf } from '../db/handovers.ts';
import { publishedBy, republicanPublications } from '../db/publications.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { agencyState } from '../agency.ts';
import { materialsOf } from '../db/materials.ts';
import { lettersAbout } from '../db/outbox.ts';
import { keptBy, ownSheet } from '../db/sheets.ts';
import { files, wholeFile } from '../files/store.ts';
import { ApplicationPage } from '../pages/desk-application.tsx';
import { CorrectionsPage } from '../pages/desk-corrections.tsx';
import { People } from '../pages/desk-people.tsx';
import { CheckPage } from '../pages/desk-check.tsx';
import type { List } from '../pages/desk-applications.tsx';
import type { MySheetsState } from '../pages/desk-my-sheets.tsx';
import { CommissionPage } from '../pages/desk-commission.tsx';
import { DeskHome } from '../pages/desk-home.tsx';
import { FirstPage, SignInPage, UseLinkPage } from '../pages/desk-session.tsx';
import { deskPage } from '../pages/desk-frame.tsx';
import { isLanguage } from '../pages/frame.ts';
import { commissionName } from '../pages/names.ts';
import { contentOf } from '../db/site-content.ts';
import { revisions } from '../rebuild.ts';
import { signedIn } from '../sign-in.ts';
import type { Signed } from '../sign-in.ts';
import { words } from '../texts.ts';
import { signatureOf } from '../signature.ts';
import { guard } from './guard.ts';

/** The language in the address of a page. */
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
    const { placement } = await inForce(c.env.DB);
    const content = (
      <DeskHome
        language={lang}
        days={await todayOf(
          c.env,
          person.seats.filter(({ role }) => role !== 'agency'),
          await now(c.env),
        )}
        placement={placement}
        revisions={await revisions(c.env)}
        agency={person.seats.some(({ role }) => role === 'agency') ? await agencyState(c.env) : null}
      />
    );
    return deskPage(c, lang, person, words(lang, 'desk', 'desk'), content);
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
    const list = await listOf(c);
    const mine = await mineOf(c);
    const shown = [...(await shownOf(c, list)), ...(mine?.waiting ?? [])];
    const { lang, desk, person, here } = await open(c, undefined, shown);
    const regional = desk.stage === 'regional';
    const content = (
      <CommissionPage
        {...{ desk, here, list }}
        {...await todayAt(desk)}
        language={lang}
        resets={await openFactorResets(c.env.DB)}
        declared={desk.seat.role === 'secretary' ? await declarationsOf(c.env.DB, desk.file.commission) : []}
        nextToCheck={
          desk.file.counts.unproposed === 0 ? null : await nextToCheck(c.env.DB, desk.file.commission)
        }
        publications={await publishedBy(c.env.DB, desk.file.commission)}
        live={(await revisions(c.env)).live}
        handovers={regional ? await handoversOf(desk.db, desk.file.commission) : []}
        award={regional ? null : await milestoneOf(desk.db, 'agency', 'award-announced')}
        diplomas={regional ? [] : diplomasInForce(await republicanPublications(c.env.DB))}
        mine={mine}
        shown={await contentOf(c.env.DB, 'composition', desk.file.commission)}
      />
    );
    return deskPage(c, lang, person, commissionName(lang, desk.file.commission), content);
  })
  .get('/desk/:lang/:commission/corrections/', guard, async (c) => {
    const { lang, desk, person, here } = await open(c);
    const content = <CorrectionsPage {...{ desk, here }} language={lang} chosen={c.req.query()} />;
    return deskPage(c, lang, person, words(lang, 'desk', 'corrections'), content);
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
      <ApplicationPage
        {...found}
        letters={letters}
        thread={await seenThread(found.desk, found.row.id)}
        mine={await mineOf(c)}
        own={
          found.desk.seat.number === null
            ? null
            : await ownSheet(c.env.DB, { application: found.row.id, seat: found.desk.seat.id })
        }
        here={c.req.path}
      />,
    );
  })
  .get('/desk/:lang/:commission/applications/:application/check/', guard, async (c) => {
    const found = await dossier(c);
    if (found === null) return c.notFound();
    const next = await nextToCheck(c.env.DB, found.desk.file.commission);
    const content = <CheckPage {...found} here={c.req.path} nextToCheck={next} />;
    return deskPage(c, found.language, found.person, words(found.language, 'desk', 'check'), content);
  });

const SCREEN = 50;

/** The screen of applications that is asked for. */
async function listOf(c: Context<Bindings>): Promise<List> {
  const page = Math.max(0, Math.trunc(Number(c.req.query('p') ?? 0)) || 0);
  const commission = c.req.param('commission') ?? '';
  const { edition } = await inForce(c.env.DB, 0);
  return listed({ db: c.env.DB, commission, seat: c.var.seat, edition }, c.req.query(), page, SCREEN);
}

/** Applications of which the page says something: the screen, what waits for a member's declaration, who is heard. */
async function shownOf(c: Context<Bindings>, { ids }: List): Promise<string[]> {
  const commission = c.req.param('commission') ?? '';
  const { DB: db } = c.env;
  const { seat } = c.var;
  const waiting = seat.number === null ? [] : await undeclared(db, commission, seat.id, SCREEN);
  const heard = commission === REPUBLIC || (await reachedBy(db, commission, 'selection-published'));
  const refused = heard ? [] : await proposedRefusals(db, commission);
  return [...ids, ...waiting, ...refused, ...(heard ? await heardOrWithdrawn(db, commission) : [])];
}

/** What the looking member still has to mark. */
async function mineOf(c: Context<Bindings>): Promise<MySheetsState | null> {
  const { seat } = c.var;
  const commission = c.req.param('commission') ?? '';
  if (seat.number === null || commission === REPUBLIC) return null;
  if (!(await reachedBy(c.env.DB, commission, 'admission-confirmed'))) return null;
  const kept = await keptBy(c.env.DB, seat.id);
  return { ...(await sheetsToFile(c.env.DB, commission, seat.id, kept, SCREEN)), kept };
}

/** The application in the address with all that belongs to it. */
async function dossier(c: Context<Bindings>) {
  const { lang, desk, person } = await open(c, undefined, [c.req.param('application') ?? '']);
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
export async function open(c: Context<Bindings>, place?: string, only?: readonly string[]): Promise<Opened> {
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
    file: await loadCommission(c.env.DB, commission, { only }),
  };
  const lang = languageIn(c);
  return { lang, person, desk, here: `/desk/${lang}/${commission}/` };
}
