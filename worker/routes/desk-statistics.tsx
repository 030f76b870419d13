// Figures of a commission and of the country, as a page and as a table.

import { Hono } from 'hono';
import type { Context } from 'hono';
import { statistics } from '../db/statistics.ts';
import { figuresOf, statisticsCsv } from '../documents/statistics.ts';
import type { Figures } from '../documents/statistics.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { StatisticsPage } from '../pages/desk-statistics.tsx';
import { words } from '../texts.ts';
import { csvAnswer } from './answer.ts';
import { deskPage } from '../pages/desk-frame.tsx';
import { languageIn } from './desk-pages.tsx';
import { guard } from './guard.ts';

async function figures(c: Context<Bindings>, commission: string | null): Promise<Figures> {
  const { edition } = await inForce(c.env.DB, 0);
  return figuresOf(languageIn(c), await statistics(c.env.DB, commission), edition);
}

async function page(c: Context<Bindings>, commission: string | null): Promise<Response> {
  const language = languageIn(c);
  const content = (
    <StatisticsPage
      {...{ language, commission }}
      figures={await figures(c, commission)}
      csv={c.req.path.replace(/\/$/, '.csv')}
    />
  );
  return deskPage(c, language, c.var.person, words(language, 'tools', 'statistics'), content);
}

const table = async (c: Context<Bindings>, commission: string | null): Promise<Response> =>
  csvAnswer(
    c,
    `statistics-${commission ?? 'kz'}.csv`,
    statisticsCsv(languageIn(c), await figures(c, commission)),
  );

export const deskStatisticsRoutes = new Hono<Bindings>()
  .get('/desk/:lang/agency/statistics/', guard, (c) => page(c, null))
  .get('/desk/:lang/agency/statistics.csv', guard, (c) => table(c, null))
  .get('/desk/:lang/:commission/statistics/', guard, (c) => page(c, c.req.param('commission')))
  .get('/desk/:lang/:commission/statistics.csv', guard, (c) => table(c, c.req.param('commission')));
