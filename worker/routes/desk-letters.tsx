// Letters at the desk: all of them with those that wait for a person, and each letter as it is sent.

import { Hono } from 'hono';
import type { Context } from 'hono';
import { isOwnLetter } from '../acts/held-letters.ts';
import { now } from '../clock.ts';
import { heldLetters, wholeLetter } from '../db/letters.ts';
import type { Letter } from '../db/letters.ts';
import type { Posted } from '../db/outbox.ts';
import { failedLetters, LETTER_STATES, outboxPage } from '../db/outbox-list.ts';
import type { LetterCursor, LetterFilter } from '../db/outbox-list.ts';
import type { Bindings } from '../env.ts';
import { compose, wordsOf } from '../mail/compose.ts';
import { LetterView } from '../pages/desk-letter.tsx';
import { OutboxPage } from '../pages/desk-outbox.tsx';
import { words } from '../texts.ts';
import { deskPage } from '../pages/desk-frame.tsx';
import { languageIn, open } from './desk-pages.tsx';
import { guard } from './guard.ts';

const AGENCY = 'agency';
const MAIL_POLICY = "sandbox; default-src 'none'; frame-ancestors 'self'";

/** Nothing to show where a link in it opens a door, or where its person was erased. */
const isShown = ({ secret, recipient }: Posted): boolean => !secret && recipient !== '';

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

const SCREEN = 50;
const LONGEST_SEARCH = 100;

function filterIn(c: Context<Bindings>): LetterFilter {
  return {
    state: LETTER_STATES.find((state) => state === c.req.query('state')) ?? '',
    search: (c.req.query('q') ?? '').trim().slice(0, LONGEST_SEARCH),
  };
}

/** Where the page begins, as the page before it said. */
function cursorIn(c: Context<Bindings>): LetterCursor | null {
  const [at = NaN, place = NaN] = (c.req.query('after') ?? '').split('~').map(Number);
  return Number.isInteger(at) && Number.isInteger(place) ? { at, place } : null;
}

/** All letters of a commission, or of the house for the Agency, and what waits for a person first. */
async function outbox(c: Context<Bindings>, commission: string | null, back: string): Promise<Response> {
  const language = languageIn(c);
  const filter = filterIn(c);
  const db = c.env.DB;
  const found = await outboxPage(db, commission, filter, cursorIn(c), SCREEN + 1);
  const letters = found.slice(0, SCREEN);
  const last = letters.at(-1);
  const content = (
    <OutboxPage
      {...{ language, commission, back, filter, letters }}
      here={c.req.path}
      failed={await failedLetters(db, commission)}
      held={(await heldLetters(db, commission)).length}
      next={found.length > SCREEN && last !== undefined ? `${last.createdAt}~${last.place}` : null}
    />
  );
  return deskPage(c, language, c.var.person, words(language, 'desk', 'letters'), content);
}

const keyIn = (c: Context<Bindings>): string => c.req.param('letter') ?? '';

/** The letter where the commission of the address may see it, with the one application that it is about. */
async function letterHere(c: Context<Bindings>) {
  const letter = await wholeLetter(c.env.DB, keyIn(c));
  const { desk } = await open(c, undefined, letter?.about == null ? [] : [letter.about]);
  return { desk, letter: letter !== null && isOwnLetter(desk, letter) ? letter : null };
}

export const deskLetterRoutes = new Hono<Bindings>()
  .get('/desk/:lang/agency/letters/', guard, (c) => outbox(c, null, `/desk/${languageIn(c)}/`))
  .get('/desk/:lang/agency/letters/:letter/', guard, async (c) =>
    letterPage(c, AGENCY, await wholeLetter(c.env.DB, keyIn(c))),
  )
  .get('/desk/:lang/agency/letters/:letter/mail.html', guard, async (c) =>
    mailPage(c, await wholeLetter(c.env.DB, keyIn(c))),
  )
  .get('/desk/:lang/:commission/letters/', guard, (c) => {
    const commission = c.req.param('commission');
    return outbox(c, commission, `/desk/${languageIn(c)}/${commission}/`);
  })
  .get('/desk/:lang/:commission/letters/:letter/', guard, async (c) => {
    const { desk, letter } = await letterHere(c);
    return letterPage(c, desk.file.commission, letter);
  })
  .get('/desk/:lang/:commission/letters/:letter/mail.html', guard, async (c) => {
    const { letter } = await letterHere(c);
    return mailPage(c, letter);
  });
