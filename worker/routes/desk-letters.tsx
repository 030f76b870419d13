// Letters at the desk: those that wait for a person, and each letter as it is sent.

import { Hono } from 'hono';
import type { Context } from 'hono';
import { ownLetter } from '../acts/held-letters.ts';
import { now } from '../clock.ts';
import { heldLetters, wholeLetter } from '../db/letters.ts';
import type { Letter } from '../db/letters.ts';
import { letterBy, letters } from '../db/outbox.ts';
import type { Posted } from '../db/outbox.ts';
import type { Bindings } from '../env.ts';
import { compose, wordsOf } from '../mail/compose.ts';
import { LetterView } from '../pages/desk-letter.tsx';
import { Letters } from '../pages/desk-letters.tsx';
import { commissionName } from '../pages/names.ts';
import { words } from '../texts.ts';
import { deskPage } from '../pages/desk-frame.tsx';
import { languageIn, open } from './desk-pages.tsx';
import { guard } from './guard.ts';

const AGENCY = 'agency';
const MAIL_POLICY = "sandbox; default-src 'none'; frame-ancestors 'self'";

/** Nothing to show where a link in it opens a door, or where its person was erased. */
const isShown = ({ secret, recipient }: Posted): boolean => !secret && recipient !== '';

async function keptBack(db: D1Database, commission: string | null): Promise<Posted[]> {
  const found = await Promise.all((await heldLetters(db, commission)).map((key) => letterBy(db, key)));
  return found.filter((letter) => letter !== null);
}

async function letterPage(
  c: Context<Bindings>,
  commission: string,
  letter: Letter | null,
): Promise<Response> {
  if (letter === null) return c.notFound();
  const language = languageIn(c);
  const shown = isShown(letter);
  const content = (
    <LetterView
      {...{ language, commission, letter }}
      mail={shown ? compose(c.env, letter) : null}
      written={shown ? wordsOf(letter) : null}
      now={await now(c.env)}
    />
  );
  return deskPage(c, language, c.var.person, words(language, 'desk', `letter.${letter.template}`), content);
}

const mailPage = (c: Context<Bindings>, letter: Letter | null): Response | Promise<Response> =>
  letter === null || !isShown(letter)
    ? c.notFound()
    : c.html(compose(c.env, letter).html, 200, { 'content-security-policy': MAIL_POLICY });

const keyIn = (c: Context<Bindings>): string => c.req.param('letter') ?? '';

export const deskLetterRoutes = new Hono<Bindings>()
  .get('/desk/:lang/agency/letters/', guard, async (c) => {
    const language = languageIn(c);
    const title = words(language, 'desk', 'letters');
    const held = await keptBack(c.env.DB, null);
    const content = (
      <div class="stack">
        <p>
          <a href={`/desk/${language}/`}>← {words(language, 'desk', 'desk')}</a>
        </p>
        <h1>{title}</h1>
        {held.length === 0 ? null : (
          <section class="card stack" id="held">
            <h2>{words(language, 'tools', 'letters-held', { n: held.length })}</h2>
            <Letters language={language} letters={held} commission={AGENCY} back={c.req.path} />
          </section>
        )}
        <Letters
          language={language}
          letters={await letters(c.env.DB)}
          commission={AGENCY}
          back={c.req.path}
        />
      </div>
    );
    return deskPage(c, language, c.var.person, title, content);
  })
  .get('/desk/:lang/agency/letters/:letter/', guard, async (c) =>
    letterPage(c, AGENCY, await wholeLetter(c.env.DB, keyIn(c))),
  )
  .get('/desk/:lang/agency/letters/:letter/mail.html', guard, async (c) =>
    mailPage(c, await wholeLetter(c.env.DB, keyIn(c))),
  )
  .get('/desk/:lang/:commission/letters/', guard, async (c) => {
    const { lang: language, desk, person, here } = await open(c);
    const { commission } = desk.file;
    const title = words(language, 'desk', 'letters');
    const held = await keptBack(c.env.DB, commission);
    const content = (
      <div class="stack">
        <p>
          <a href={here}>← {commissionName(language, commission)}</a>
        </p>
        <h1>{title}</h1>
        <p>{words(language, 'tools', 'about.letters-held')}</p>
        <Letters language={language} letters={held} commission={commission} back={c.req.path} />
      </div>
    );
    return deskPage(c, language, person, title, content);
  })
  .get('/desk/:lang/:commission/letters/:letter/', guard, async (c) => {
    const { desk } = await open(c);
    return letterPage(c, desk.file.commission, await ownLetter(desk, keyIn(c)));
  })
  .get('/desk/:lang/:commission/letters/:letter/mail.html', guard, async (c) => {
    const { desk } = await open(c);
    return mailPage(c, await ownLetter(desk, keyIn(c)));
  });
