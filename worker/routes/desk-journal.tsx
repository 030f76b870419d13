// The journal at the desk: of one commission for its secretary, of all for the Agency; as a page and as a table.

import { Hono } from 'hono';
import type { Context } from 'hono';
import { addDays, startOfDay } from '#rules/days';
import { journalPage } from '../db/journal.ts';
import type { Cursor, Entry, JournalFilter } from '../db/journal.ts';
import { seatsIn } from '../db/seats.ts';
import { isUnbroken, journalCsv } from '../documents/journal.ts';
import type { Bindings } from '../env.ts';
import { JournalPage } from '../pages/desk-journal.tsx';
import type { JournalQuery } from '../pages/desk-journal.tsx';
import { words } from '../texts.ts';
import { csvAnswer } from './answer.ts';
import { deskPage } from '../pages/desk-frame.tsx';
import { languageIn } from './desk-pages.tsx';
import { guard } from './guard.ts';

const SCREEN = 50;
/** A table takes pages until it has so many lines; a filter finds what lies further back. */
const MOST_LINES = 5000;
const BATCH = 500;
const LATEST = 8.64e15;

const DAY = /^\d{4}-\d\d-\d\d$/;

function queryIn(c: Context<Bindings>): JournalQuery {
  const given = (name: string): string => (c.req.query(name) ?? '').trim().slice(0, 100);
  const day = (name: string): string => (DAY.test(given(name)) ? given(name) : '');
  return {
    commission: given('commission'),
    act: given('act'),
    actor: given('actor'),
    reference: given('reference').toUpperCase(),
    from: day('from'),
    to: day('to'),
  };
}

const filterOf = (query: JournalQuery, commission: string | null): JournalFilter => ({
  ...query,
  commission,
  from: query.from === '' ? 0 : startOfDay(query.from),
  to: query.to === '' ? LATEST : startOfDay(addDays(query.to, 1)),
});

/** Where the page begins, as the page before it said. */
function cursorIn(c: Context<Bindings>): Cursor | null {
  const [at, seq, ...stream] = (c.req.query('after') ?? '').split('~');
  const read = { at: Number(at), seq: Number(seq), stream: stream.join('~') };
  return stream.length === 0 || !Number.isInteger(read.at) || !Number.isInteger(read.seq) ? null : read;
}

const after = ({ at, seq, stream }: Cursor): string => `${at}~${seq}~${stream}`;

async function journal(c: Context<Bindings>, commission: string | null): Promise<Response> {
  const language = languageIn(c);
  const query = queryIn(c);
  const asked = commission ?? (query.commission === '' ? null : query.commission);
  const found = await journalPage(c.env.DB, filterOf(query, asked), cursorIn(c), SCREEN + 1);
  const shown = found.slice(0, SCREEN);
  const entries = await Promise.all(
    shown.map(async (entry) => ({ ...entry, unbroken: await isUnbroken(entry) })),
  );
  const set = Object.entries(query).filter(([, value]) => value !== '');
  const last = shown.at(-1);
  const content = (
    <JournalPage
      {...{ language, commission, query, entries }}
      seats={asked === null ? [] : await seatsIn(c.env.DB, asked)}
      here={c.req.path}
      next={
        found.length > SCREEN && last !== undefined
          ? new URLSearchParams([...set, ['after', after(last)]]).toString()
          : null
      }
      csv={new URLSearchParams(set).toString()}
    />
  );
  return deskPage(c, language, c.var.person, words(language, 'tools', 'journal'), content);
}

async function table(c: Context<Bindings>, commission: string | null): Promise<Response> {
  const query = queryIn(c);
  const asked = commission ?? (query.commission === '' ? null : query.commission);
  const filter = filterOf(query, asked);
  const entries: Entry[] = [];
  let cursor: Cursor | null = null;
  while (entries.length < MOST_LINES) {
    const page: Entry[] = await journalPage(c.env.DB, filter, cursor, BATCH);
    entries.push(...page);
    cursor = page.at(-1) ?? null;
    if (page.length < BATCH) break;
  }
  return csvAnswer(c, `journal-${asked ?? 'kz'}.csv`, journalCsv(languageIn(c), entries));
}

export const deskJournalRoutes = new Hono<Bindings>()
  .get('/desk/:lang/agency/journal/', guard, (c) => journal(c, null))
  .get('/desk/:lang/agency/journal.csv', guard, (c) => table(c, null))
  .get('/desk/:lang/:commission/journal/', guard, (c) => journal(c, c.req.param('commission')))
  .get('/desk/:lang/:commission/journal.csv', guard, (c) => table(c, c.req.param('commission')));
