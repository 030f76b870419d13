// The worker: every route it answers, the error handler, the minute tick.

import { Hono } from 'hono';
import { eraseExpired } from './acts/erase.ts';
import { sweep } from './acts/sweep.ts';
import { now } from './clock.ts';
import { patient } from './db/patient.ts';
import type { Bindings, Env } from './env.ts';
import { remind } from './mail/remind.ts';
import { remindCommissions } from './mail/remind-commissions.ts';
import { sendLetters } from './mail/send.ts';
import { cutLongLists } from './db/search.ts';
import { rebuildIfBehind } from './rebuild.ts';
import { accountRoutes } from './routes/account.tsx';
import { afterFilingRoutes } from './routes/after-filing.tsx';
import { applicationRoutes } from './routes/applications.tsx';
import { deskAgencyRoutes } from './routes/desk-agency.tsx';
import { deskActRoutes } from './routes/desk-acts.tsx';
import { deskFileRoutes } from './routes/desk-files.ts';
import { deskMarkRoutes } from './routes/desk-marks.tsx';
import { deskMeetingRoutes } from './routes/desk-meetings.tsx';
import { deskPageRoutes } from './routes/desk-pages.tsx';
import { deskPreviewRoutes } from './routes/desk-previews.tsx';
import { deskProtocolRoutes } from './routes/desk-protocols.tsx';
import { deskJournalRoutes } from './routes/desk-journal.tsx';
import { deskLetterRoutes } from './routes/desk-letters.tsx';
import { deskStatisticsRoutes } from './routes/desk-statistics.tsx';
import { draftLinkRoutes } from './routes/draft-links.ts';
import { diplomaRoutes } from './routes/diplomas.ts';
import { draftRoutes } from './routes/drafts.tsx';
import { checkAccess } from './routes/guard.ts';
import { houseOpen } from './routes/house-open.tsx';
import { wholeFilingRoutes } from './routes/filing-whole.ts';
import { intakeRoutes } from './routes/intake.tsx';
import { freshPage } from './routes/fresh-page.tsx';
import { logError } from './routes/log-error.ts';
import { headers } from './routes/headers.ts';
import { messageRoutes } from './routes/messages.tsx';
import { myDataRoutes } from './routes/my-data.ts';
import { publicRoutes } from './routes/public.ts';
import { questionRoutes } from './routes/questions.ts';
import { secondFactorRoutes } from './routes/second-factor.tsx';
import { sessionRoutes } from './routes/session.ts';
import { signingRoutes } from './routes/signing.tsx';
import { uploadRoutes } from './routes/uploads.ts';

/** A page of this same worker. */
const ask = (request: Request, env: Env, context: ExecutionContext): Response | Promise<Response> =>
  app.fetch(request, env, context);

const app = new Hono<Bindings>()
  .use(headers)
  .use('/api/desk/*', freshPage(ask))
  .use('/api/drafts/*', houseOpen(false))
  .use('/api/applications/*', houseOpen(false))
  .use('/api/questions', houseOpen(false))
  .use('/api/desk/*', houseOpen(true))
  .route('/', publicRoutes)
  .route('/', questionRoutes)
  .route('/', sessionRoutes)
  .route('/', secondFactorRoutes)
  .route('/', draftLinkRoutes)
  .route('/', diplomaRoutes)
  .route('/', draftRoutes)
  .route('/', uploadRoutes)
  .route('/', signingRoutes)
  .route('/', applicationRoutes)
  .route('/', wholeFilingRoutes)
  .route('/', afterFilingRoutes)
  .route('/', messageRoutes)
  .route('/', myDataRoutes)
  .route('/', accountRoutes)
  .route('/', intakeRoutes)
  .route('/', deskFileRoutes)
  .route('/', deskMarkRoutes)
  .route('/', deskActRoutes)
  .route('/', deskAgencyRoutes)
  .route('/', deskProtocolRoutes)
  .route('/', deskPreviewRoutes)
  .route('/', deskLetterRoutes)
  .route('/', deskJournalRoutes)
  .route('/', deskStatisticsRoutes)
  .route('/', deskMeetingRoutes)
  .route('/', deskPageRoutes)
  // What no route knows is the site's, which has a page for it.
  .notFound((c) => c.env.SITE.fetch(c.req.raw.url))
  .onError((error, c) => {
    // A dependency failed: nothing was half done, so the same request may come again.
    logError(c, error);
    return c.json({ error: 'UNAVAILABLE' }, 503, { 'retry-after': '5' });
  });

checkAccess(app);

/** Everything asks the database through the one that waits its turn. */
const waiting = (env: Env): Env => ({ ...env, DB: patient(env.DB) });

export default {
  fetch: (request, env, context) => app.fetch(request, waiting(env), context),
  async scheduled(_controller, bound): Promise<void> {
    const env = waiting(bound);
    const at = await now(env);
    // One that fails does not hold back the others; the next tick tries it again.
    const work = [
      remind(env, at)
        .then(() => remindCommissions(env, at))
        .then(() => sendLetters(env, at)),
      rebuildIfBehind(env, at),
      eraseExpired(env, at),
      sweep(env, at),
      cutLongLists(env.DB),
    ];
    const failed = (await Promise.allSettled(work)).find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  },
} satisfies ExportedHandler<Env>;
