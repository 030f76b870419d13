// The guard of the desk: it reads the access table, so that a handler behind it has a person and a seat that may be
// there. What is not theirs does not exist for them; a denial writes nothing.

import type { Context } from 'hono';
import type { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { Language } from '#rules/application';
import { REPUBLIC } from '#rules/edition';
import { ACCESS, accessFaults } from '../access.ts';
import type { Access } from '../access.ts';
import { acts } from '../acts/all.ts';
import type { Role } from '#rules/lifecycle';
import type { Seat } from '../db/commission.ts';
import { relationTo } from '../db/relations.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { sessionOverPage } from '../pages/desk-frame.tsx';
import { isLanguage } from '../pages/frame.ts';
import { whoIs } from '../sign-in.ts';
import type { Signed } from '../sign-in.ts';
import { fromElsewhere, onlyHost, wantsJson } from './answer.ts';

const AGENCY = 'agency';

/** Stands before each handler of the desk. */
export const guard = createMiddleware<Bindings>(async (c, next) => {
  const method = c.req.method === 'HEAD' ? 'GET' : c.req.method;
  const row = ACCESS[`${method} ${routePath(c)}`];
  const roles = rolesOf(row, c.req.param('act'));
  const { lang, commission, application } = c.req.param() as Record<string, string | undefined>;
  const page = lang !== undefined;
  if (page && !isLanguage(lang)) return c.notFound();
  if (method !== 'GET' && fromElsewhere(c)) return c.notFound();
  const person = await whoIs(c.env, c.req.raw.headers);
  if (person === null) {
    if (page) return c.redirect(`/desk/${lang}/sign-in/`, 302);
    // The same for every address, whether there is such an act or not.
    return method === 'POST' && !wantsJson(c) ? sessionOverPage(c, languageOfHeader(c)) : c.notFound();
  }
  if (commission !== undefined && !(await exists(c, commission, agencyToo(row)))) return c.notFound();
  const seat = roles === null ? undefined : seatFor(person, commission, roles);
  if (seat === undefined) return c.notFound();
  if (typeof row === 'object' && row.application === true) {
    const relation = await relationTo(c.env.DB, seat, commission ?? '', application ?? '');
    // A member says whether there is a conflict before seeing a dossier.
    if (relation === 'undeclared' && page)
      return c.redirect(`/desk/${lang}/${commission ?? ''}/#declare`, 302);
    if (relation !== 'open') return c.notFound();
  }
  for (const cookie of person.cookies) c.header('set-cookie', cookie, { append: true });
  c.set('person', person);
  c.set('seat', seat);
  return next();
});

function languageOfHeader(c: Context<Bindings>): Language {
  const asked = c.req.header('accept-language')?.slice(0, 2);
  return isLanguage(asked) ? asked : 'kk';
}

function rolesOf(row: Access | undefined, act: string | undefined): readonly Role[] | null {
  if (row === 'act') return acts.get(act ?? '')?.roles ?? null;
  return typeof row === 'object' ? row.roles : null;
}

/** The Agency is a place to act in; few pages of a commission are its own too. */
const agencyToo = (row: Access | undefined): boolean =>
  row === 'act' || (typeof row === 'object' && row.agencyToo === true);

async function exists(c: Context<Bindings>, commission: string, agency: boolean): Promise<boolean> {
  if (commission === REPUBLIC || (agency && commission === AGENCY)) return true;
  return (await inForce(c.env.DB, 0)).edition.regions.includes(commission);
}

/** The person's own seat there before that of the Agency; any seat where the address names no commission. */
function seatFor(person: Signed, commission: string | undefined, roles: readonly Role[]): Seat | undefined {
  const seats = person.seats.filter(({ role }) => roles.includes(role));
  if (commission === undefined) return seats[0];
  return seats.find((seat) => seat.commission === commission) ?? seats.find(({ role }) => role === 'agency');
}

/** Stops an app whose routes and the table differ. */
export function checkAccess(app: Hono<Bindings>): void {
  const routes = app.routes.filter(({ method }) => method !== 'ALL');
  const keyOf = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;
  const behind = (first: unknown): Set<string> =>
    new Set(routes.filter(({ handler }) => handler === first).map(keyOf));
  const wrong = accessFaults(new Set(routes.map(keyOf)), behind(guard), behind(onlyHost));
  if (wrong.length > 0) throw new Error(`The access table and the routes differ. ${wrong.join('; ')}`);
}
