// Who may ask what: one row a route. A route without a row stops the app, so nothing is reachable that nobody thought
// of. Rows of the desk are enforced by routes/guard; a holder's secret and a link's token by the handlers that take them.

import type { Role } from '#rules/lifecycle';

export type Access =
  /** Anybody: it tells and takes nothing that is somebody's. */
  | 'public'
  /** Who shows the secret of a draft, and then only that draft. */
  | 'holder'
  /** Who shows the host's own secret. */
  | 'host'
  /** Who has followed a sign-in link, before the second factor too. */
  | 'session'
  /** The roles that the act in the address names, each in a seat of that commission. */
  | 'act'
  | {
      /** In a seat of the commission in the address; the Agency looks into each. */
      roles: readonly Role[];
      /** The application in the address is heard there, and the person has no conflict with it. */
      application?: true;
      /** The Agency's own desk is a place there too. */
      agencyToo?: true;
    };

const EVERYBODY = ['agency', 'secretary', 'chair', 'member', 'observer'] as const;
const PAPERS = ['agency', 'secretary'] as const;
const AGENCY = ['agency'] as const;
const DECIDERS = ['secretary', 'chair', 'agency'] as const;
const SECRETARY = ['secretary'] as const;
/** Who reads dossiers. */
const READERS = ['secretary', 'chair', 'member'] as const;

export const ACCESS: Readonly<Record<string, Access>> = {
  'GET /api/register': 'public',
  'GET /api/status': 'public',
  'GET /api/openapi.json': 'public',
  'GET /api/diplomas/:edition/:name{[0-9]{1,3}\\.pdf}': 'public',
  'GET /api/site-content': 'public',
  'POST /api/questions': 'public',
  'GET /api/health': 'public',
  // Only where a demo or a rehearsal has a clock to move.
  'POST /api/clock': 'public',
  'POST /api/letters': 'host',
  'POST /api/rebuild': 'host',

  'POST /api/sign-in': 'public',
  'POST /api/sign-in/link': 'host',
  'POST /api/sign-in/use': 'public',
  'POST /api/sign-out': 'public',
  'POST /api/first-administrator': 'host',
  'POST /api/first-administrator/use': 'public',
  'GET /desk/': 'public',
  'GET /desk/:lang/sign-in/': 'public',
  'GET /desk/:lang/first/': 'public',
  'GET /desk/:lang/second-factor/': 'session',
  'POST /api/second-factor': 'session',

  'POST /api/drafts': 'public',
  'POST /api/drafts/open': 'public',
  // Who has lost the cookie goes on in a new draft; a token that opens none is refused.
  'POST /api/drafts/save': 'public',
  'GET /api/drafts/link': 'holder',
  'POST /api/drafts/link': 'holder',
  'POST /api/drafts/files': 'holder',
  'POST /api/drafts/files/remove': 'holder',
  'GET /api/drafts/manifest': 'holder',
  'GET /api/drafts/appendix-1.docx': 'holder',
  'POST /api/drafts/signature': 'holder',
  'POST /api/drafts/uploads': 'holder',
  'OPTIONS /api/drafts/uploads': 'public',
  'GET /api/drafts/uploads/:id{[0-9a-f]{32}}': 'holder',
  'PATCH /api/drafts/uploads/:id{[0-9a-f]{32}}': 'holder',
  'DELETE /api/drafts/uploads/:id{[0-9a-f]{32}}': 'holder',
  'OPTIONS /api/drafts/uploads/:id{[0-9a-f]{32}}': 'public',
  'GET /:lang{kk|ru|en}/application/': 'holder',
  'GET /:lang{kk|ru|en}/application/:step{organisation|representatives|report|evidence}/': 'holder',
  'GET /:lang{kk|ru|en}/application/check/': 'holder',
  'GET /:lang{kk|ru|en}/application/form/': 'holder',
  'GET /:lang{kk|ru|en}/application/receipt/': 'holder',
  'GET /:lang{kk|ru|en}/application/status/': 'holder',
  'GET /:lang{kk|ru|en}/application/my-data/': 'holder',
  'POST /api/applications': 'holder',
  // The token that it shows is its sender's own; it holds nothing before.
  'POST /api/applications/whole': 'public',
  'POST /api/applications/correct': 'holder',
  'POST /api/applications/keep': 'holder',
  'POST /api/applications/withdraw': 'holder',
  'POST /api/applications/object': 'holder',
  'POST /api/applications/forget': 'holder',
  'POST /api/applications/materials': 'holder',
  'GET /api/applications/materials/:id': 'holder',
  'GET /api/applications/interview.ics': 'holder',
  'GET /api/applications/receipt': 'holder',
  'GET /api/applications/receipt.json': 'holder',
  'GET /api/applications/receipt.pdf': 'holder',
  'GET /api/applications/my-data.json': 'holder',
  'POST /api/applications/interview': 'holder',
  'POST /api/applications/messages': 'holder',
  'GET /api/applications/messages/:id': 'holder',

  'GET /desk/:lang/': { roles: EVERYBODY },
  'GET /desk/:lang/account/': { roles: EVERYBODY },
  'POST /api/sessions/end': { roles: EVERYBODY },
  'GET /desk/:lang/agency/people/': { roles: AGENCY },
  'GET /desk/:lang/agency/letters/': { roles: AGENCY },
  'GET /desk/:lang/agency/country.csv': { roles: AGENCY },
  'GET /desk/:lang/agency/extracts/': { roles: AGENCY },
  'GET /desk/:lang/agency/extracts/:file{[0-9a-f]{32}\\.json}': { roles: AGENCY },
  'GET /desk/:lang/agency/retention/': { roles: AGENCY },
  'GET /desk/:lang/agency/editions/': { roles: AGENCY },
  'GET /desk/:lang/agency/questions/': { roles: AGENCY },
  'GET /desk/:lang/agency/letters/:letter/': { roles: AGENCY },
  'GET /desk/:lang/agency/letters/:letter/mail.html': { roles: AGENCY },
  'GET /desk/:lang/:commission/applications.csv': { roles: SECRETARY },
  'GET /desk/:lang/agency/journal/': { roles: AGENCY },
  'GET /desk/:lang/agency/journal.csv': { roles: AGENCY },
  'GET /desk/:lang/:commission/journal/': { roles: SECRETARY },
  'GET /desk/:lang/:commission/journal.csv': { roles: SECRETARY },
  'GET /desk/:lang/agency/statistics/': { roles: AGENCY },
  'GET /desk/:lang/agency/statistics.csv': { roles: AGENCY },
  'GET /desk/:lang/:commission/statistics/': { roles: PAPERS },
  'GET /desk/:lang/:commission/statistics.csv': { roles: PAPERS },
  'GET /desk/:lang/:commission/letters/': { roles: SECRETARY },
  'GET /desk/:lang/:commission/letters/:letter/': { roles: SECRETARY },
  'GET /desk/:lang/:commission/letters/:letter/mail.html': { roles: SECRETARY },
  'GET /desk/:lang/:commission/': { roles: EVERYBODY },
  'GET /desk/:lang/:commission/interviews/': { roles: EVERYBODY },
  'GET /desk/:lang/:commission/sitting/': { roles: EVERYBODY },
  'GET /desk/:lang/:commission/sitting/live/': { roles: EVERYBODY },
  'GET /desk/:lang/:commission/calendar.ics': { roles: EVERYBODY },
  'GET /desk/:lang/:commission/corrections/': { roles: DECIDERS },
  // What is not public yet.
  'GET /desk/:lang/:commission/preview/:what/': { roles: DECIDERS, agencyToo: true },
  'GET /desk/:lang/:commission/preview/:what/:page/': { roles: DECIDERS, agencyToo: true },
  'GET /desk/:lang/:commission/applications/:application/': { roles: READERS, application: true },
  'GET /desk/:lang/:commission/applications/:application/check/': {
    roles: ['secretary', 'chair'],
    application: true,
  },
  'GET /desk/:lang/:commission/applications/:application/print/': { roles: READERS, application: true },
  'GET /desk/:lang/:commission/applications/:application/dossier.zip': {
    roles: READERS,
    application: true,
  },
  'GET /desk/files/:commission/:application/:file': { roles: READERS, application: true },
  'GET /desk/messages/:commission/:application/:file': { roles: SECRETARY, application: true },
  'GET /desk/:lang/:commission/protocols/:name/': { roles: EVERYBODY },
  'GET /desk/:lang/:commission/protocols/:name{[a-z0-9-]+\\.docx}': { roles: EVERYBODY },
  'GET /desk/:lang/:commission/outcome.csv': { roles: PAPERS },
  'GET /desk/:lang/:commission/winners/:file{[0-9a-f]{32}\\.zip}': { roles: PAPERS },
  'GET /desk/:lang/:commission/dossier.zip': { roles: PAPERS },
  'GET /desk/:lang/:commission/intake/': { roles: ['secretary'] },
  'POST /api/desk/:commission/intake': { roles: ['secretary'] },
  'GET /desk/:lang/:commission/applications/:application/receipt.pdf': {
    roles: ['secretary'],
    application: true,
  },
  'POST /api/desk/:commission/sheet-draft': { roles: ['chair', 'member'] },
  'POST /api/desk/:commission/paper-sheet': { roles: SECRETARY },
  'GET /desk/sheets/:commission/:application/:seat': { roles: READERS, application: true },
  'POST /api/desk/:commission/protocol-file': { roles: ['secretary'] },
  'POST /api/desk/:commission/protocol/:act': 'act',
  'POST /api/desk/:commission/:act': 'act',
};

/** A route without a row, a row without a route, and a route that stands behind another guard than its row asks for. */
export function accessFaults(
  routes: ReadonlySet<string>,
  guarded: ReadonlySet<string>,
  hosts: ReadonlySet<string>,
  table: Readonly<Record<string, Access>> = ACCESS,
): string[] {
  const ofDesk = (row: Access | undefined): boolean => row === 'act' || typeof row === 'object';
  return [
    ...[...routes].filter((key) => table[key] === undefined).map((key) => `no row: ${key}`),
    ...Object.keys(table)
      .filter((key) => !routes.has(key))
      .map((key) => `no route: ${key}`),
    ...[...routes]
      .filter((key) => ofDesk(table[key]) !== guarded.has(key) || (table[key] === 'host') !== hosts.has(key))
      .map((key) => `guard: ${key}`),
  ];
}
