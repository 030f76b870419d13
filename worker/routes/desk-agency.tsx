// The Agency's own pages of the desk: letters, extracts of the journal, retention, editions. They exist for nobody else.

import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Language } from '#rules/application';
import { endedAt } from '../db/erase.ts';
import { extractsTaken } from '../db/extracts.ts';
import { erasures, held } from '../db/keeping.ts';
import { decidedQuestions, waitingQuestions } from '../db/questions.ts';
import { agencyState } from '../agency.ts';
import { countryCsv } from '../documents/country-csv.ts';
import { extractFile } from '../documents/extract.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { EditionsPage } from '../pages/desk-editions.tsx';
import { ExtractsPage } from '../pages/desk-extracts.tsx';
import { QuestionsPage } from '../pages/desk-questions.tsx';
import { RetentionPage } from '../pages/desk-retention.tsx';
import type { Markup } from '../pages/frame.ts';
import { words } from '../texts.ts';
import { deskPage } from '../pages/desk-frame.tsx';
import { languageIn } from './desk-pages.tsx';
import { csvAnswer } from './answer.ts';
import { guard } from './guard.ts';

/** A page of the Agency with its way back; `key` is the text of its title. */
async function page(
  c: Context<Bindings>,
  key: string,
  content: (lang: Language) => Promise<Markup>,
): Promise<Response> {
  const lang = languageIn(c);
  const { person } = c.var;
  const title = words(lang, 'desk', key);
  const shown = await content(lang);
  return deskPage(
    c,
    lang,
    person,
    title,
    <div class="stack">
      <p>
        <a href={`/desk/${lang}/`}>← {words(lang, 'desk', 'desk')}</a>
      </p>
      <h1>{title}</h1>
      {shown}
    </div>,
  );
}

const MOST_QUESTIONS = 20;

export const deskAgencyRoutes = new Hono<Bindings>()
  .get('/desk/:lang/agency/country.csv', guard, async (c) => {
    const { lines } = await agencyState(c.env);
    return csvAnswer(c, 'country.csv', countryCsv(languageIn(c), lines));
  })
  .get('/desk/:lang/agency/extracts/', guard, (c) =>
    page(c, 'extracts', async (lang) => (
      <ExtractsPage language={lang} taken={await extractsTaken(c.env.DB)} here={c.req.path} />
    )),
  )
  .get('/desk/:lang/agency/extracts/:file{[0-9a-f]{32}\\.json}', guard, async (c) => {
    const taken = (await extractsTaken(c.env.DB)).find(({ id }) => `${id}.json` === c.req.param('file'));
    if (taken === undefined) return c.notFound();
    const { edition } = await inForce(c.env.DB);
    const name = `extract-${taken.reference ?? taken.commission}-${taken.from}-${taken.to}.json`;
    return new Response(extractFile(c.env, edition.edition, taken), {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
      },
    });
  })
  .get('/desk/:lang/agency/retention/', guard, (c) =>
    page(c, 'retention', async (lang) => {
      const { edition, placement } = await inForce(c.env.DB);
      const [ended, now, erased] = await Promise.all([endedAt(c.env.DB), held(c.env.DB), erasures(c.env.DB)]);
      return (
        <RetentionPage language={lang} {...{ edition, placement, ended }} held={now} erasures={erased} />
      );
    }),
  )
  .get('/desk/:lang/agency/questions/', guard, (c) =>
    page(c, 'questions', async (lang) => {
      const [waiting, decided] = await Promise.all([
        waitingQuestions(c.env.DB, MOST_QUESTIONS),
        decidedQuestions(c.env.DB, MOST_QUESTIONS),
      ]);
      return <QuestionsPage language={lang} {...{ waiting, decided }} here={c.req.path} />;
    }),
  )
  .get('/desk/:lang/agency/editions/', guard, (c) =>
    page(c, 'editions', async (lang) => {
      const { edition, placement } = await inForce(c.env.DB);
      const ended = (await endedAt(c.env.DB)) !== null;
      return <EditionsPage language={lang} {...{ edition, placement, ended }} />;
    }),
  );
