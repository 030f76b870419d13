// The access table, cell by cell: every route, every actor, every relation to a commission and an application. Who may
// not is told that there is nothing, and nothing is written.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import apply from '#content/texts/apply.json' with { type: 'json' };
import type { Language } from '#rules/application';
import { ACCESS } from '../../../worker/access.ts';
import { acts } from '../../../worker/acts/all.ts';
import { inTurns } from '../in-turns.ts';
import type { Figures } from '../results.ts';
import { factorFresh, openAccessWorld, stateOf } from './world.ts';
import type { AccessWorld, Actor } from './world.ts';

type Cell = { actor: Actor; method: string; path: string; allowed: boolean; name: string };

const COMMISSIONS = ['10', '11', 'KZ', 'agency', '99'];
const AT_ONCE = 8;

/** What the table says, by a second reading of it. */
function may(
  { here, there }: Pick<AccessWorld, 'here' | 'there'>,
  actor: Actor,
  roles: readonly string[],
  at: { commission?: string; application?: string },
): boolean {
  const { commission, application } = at;
  if (!actor.passed || commission === '99') return false;
  const seat = actor.seats.find(
    (one) =>
      roles.includes(one.role) &&
      (commission === undefined || one.commission === commission || one.role === 'agency'),
  );
  if (seat === undefined) return false;
  if (application === undefined) return true;
  const heard =
    (application === here.id && commission === '10') || (application === there.id && commission === '11');
  return heard && (application === there.id || actor.relation === 'open');
}

const fill = (path: string, values: Record<string, string>): string =>
  path.replace(/:(\w+)(\{[^/]*\})?/g, (_, name: string) => values[name] ?? 'x');

function cellsOf({ actors, here, there }: AccessWorld, lang: string, key: string): Cell[] {
  const row = ACCESS[key];
  const [method = '', path = ''] = key.split(' ');
  if (row === 'public' || row === 'session' || row === undefined) return [];
  if (row === 'host' || row === 'holder') {
    const open = row === 'holder' ? 'applicant' : '';
    return actors
      .filter(({ name }) => name !== open)
      .map((actor) => ({
        actor,
        method,
        path: fill(path, { lang, step: 'report', id: '0'.repeat(32) }),
        allowed: false,
        name: `${actor.name} ${key}`,
      }));
  }
  // The Agency's own pages lie where those of a commission of that name would.
  const places = path.includes(':commission')
    ? COMMISSIONS.filter((code) => ACCESS[key.replace(':commission', code)] === undefined)
    : [''];
  const applications = path.includes(':application') ? [here.id, there.id, '0'.repeat(32)] : [''];
  const names = row === 'act' ? [...acts.keys()] : [''];
  return actors.flatMap((actor) =>
    places.flatMap((commission) =>
      applications.flatMap((application) =>
        names.map((act): Cell => {
          const roles = row === 'act' ? (acts.get(act)?.roles ?? []) : row.roles;
          const at = {
            ...(commission === '' ? {} : { commission }),
            ...(application === '' ? {} : { application }),
          };
          // The Agency is a place to act in and has no pages of a commission.
          const place = commission !== 'agency' || row === 'act' || row.agencyToo === true;
          return {
            actor,
            method,
            path: fill(path, { lang, commission, application, act, name: 'selection', file: 'x' }),
            allowed: place && may({ here, there }, actor, roles, at),
            name: `${actor.name} ${method} ${commission} ${act} ${path}`,
          };
        }),
      ),
    ),
  );
}

const send = ({ actor, method, path }: Cell) =>
  method === 'POST'
    ? actor.client.json(path, {}, actor.headers)
    : actor.client.send(path, { method, headers: actor.headers ?? {} });

/** 404, or the way to the sign-in, or for a holder's page that there is no draft. */
const denied = (status: number, location: string): boolean =>
  [401, 403, 404].includes(status) ||
  (status === 302 && /\/(sign-in|application)\/$|#declare$/.test(location));

/** The golden ratio's steps fall evenly, whatever the cells repeat by. */
const STEP = (Math.sqrt(5) - 1) / 2;

/**
 * The cells in every one of `languages`, of those that are denied the `share` that falls evenly over them; `done` gets
 * the figures once all hold.
 */
export function accessTable(
  languages: readonly Language[],
  done: (figures: Figures) => void,
  share = 1,
): void {
  describe('the access table, cell by cell', () => {
    let world: AccessWorld;
    let measured: Figures = {};
    beforeAll(async () => {
      world = await openAccessWorld();
    });
    afterAll(() => world.close());
    const allCells = (): Cell[] =>
      Object.keys(ACCESS).flatMap((key) =>
        // What has no language in its address is asked once.
        languages
          .slice(0, key.includes(':lang') ? undefined : 1)
          .flatMap((lang) => cellsOf(world, lang, key)),
      );

    it('denies what it does not name, and a denial changes nothing', { timeout: 20 * 60_000 }, async () => {
      const all = allCells();
      const cells = all.filter(({ allowed }, index) => allowed || (index * STEP) % 1 < share);
      const no = cells.filter(({ allowed }) => !allowed);
      const before = await stateOf(world);
      const wrong: string[] = [];
      await inTurns(no, AT_ONCE, async (cell) => {
        const { status, location, body } = await send(cell);
        // A holder's form that is none is refused before it is asked whose it is.
        const unreadable = status === 422 && cell.path === '/api/applications/materials';
        const noDraft =
          status === 200 &&
          Object.values(apply['no-draft']).some((words) => String(body.text).includes(words));
        if (!denied(status, location) && !unreadable && !noDraft)
          wrong.push(`${status} ${cell.name} ${JSON.stringify(body).slice(0, 80)}`);
      });
      expect(wrong).toEqual([]);
      expect(await stateOf(world)).toEqual(before);
      expect(cells.length).toBeGreaterThanOrEqual(5000);
      measured = { cells: cells.length, denied: no.length, deniedWrongly: wrong.length };
    });

    it('lets in whom it names', async () => {
      await factorFresh(world);
      const yes = allCells().filter(({ allowed }) => allowed);
      // What does not exist yet has no page for anybody: protocols, the archive, a file of this name.
      const there = yes.filter(
        ({ path }) =>
          !/protocols\/|dossier\.zip|desk\/files|desk\/messages|letters\/x|sitting\/live|desk\/sheets|winners\/|preview\/|extracts\/x|applications\/0/.test(
            path,
          ),
      );
      const wrong: string[] = [];
      await inTurns(there, AT_ONCE, async (cell) => {
        const { status, location } = await send(cell);
        if (denied(status, location)) wrong.push(`${status} ${cell.name}`);
      });
      expect(wrong).toEqual([]);
      expect(yes.length).toBeGreaterThan(200);
      done({ ...measured, letIn: there.length });
    });
  });
}
