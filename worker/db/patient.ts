// The database of a worker that waits its turn: on one machine another process may hold the lock on the file for a moment (a
// backup, a person with sqlite3), and SQLite says so at once.

/** How long to wait before each new try, milliseconds, give or take half: three seconds in all. */
const WAITS = [20, 40, 80, 160, 320, 640, 800, 900];

/** The statement was not even begun. */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && /SQLITE_BUSY|database is locked/.test(error.message);
/**
 * What the simulator of D1 says where the lock stops it from noting how far a reader has read. It says the same of much
 * else, so only what writes nothing is tried again upon it.
 */
const mayBeBusy = (error: unknown): boolean =>
  isBusy(error) || (error instanceof Error && error.message.includes('internal error'));

async function again<T>(ask: () => Promise<T>, isWorthIt: (error: unknown) => boolean): Promise<T> {
  for (const wait of WAITS) {
    try {
      return await ask();
    } catch (error) {
      if (!isWorthIt(error)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random())));
  }
  return ask();
}

const ASKING = new Set<string | symbol>(['first', 'all', 'run', 'raw']);

/** The method of that name, called on what it belongs to; null where there is none. */
function methodOf(target: object, name: string | symbol): ((...given: unknown[]) => unknown) | null {
  const own: unknown = Reflect.get(target, name);
  if (typeof own !== 'function') return null;
  return (...given) => Reflect.apply(own, target, given) as unknown;
}

/** The same database, in which statements and batches that meet a lock are tried again for about three seconds. */
export function patient(db: D1Database): D1Database {
  const inner = new WeakMap<D1PreparedStatement, { own: D1PreparedStatement; reads: boolean }>();
  const statement = (own: D1PreparedStatement, reads: boolean): D1PreparedStatement => {
    const waiting = new Proxy(own, {
      get(target, name) {
        if (name === 'bind') return (...values: unknown[]) => statement(target.bind(...values), reads);
        const method = methodOf(target, name);
        if (method === null || !ASKING.has(name)) return method;
        return (...given: unknown[]) => again(async () => method(...given), reads ? mayBeBusy : isBusy);
      },
    });
    inner.set(waiting, { own, reads });
    return waiting;
  };
  return new Proxy(db, {
    get(target, name) {
      if (name === 'prepare')
        return (sql: string) => statement(target.prepare(sql), /^\s*SELECT\b/i.test(sql));
      if (name !== 'batch') return methodOf(target, name);
      return (statements: D1PreparedStatement[]) => {
        const all = statements.map((one) => inner.get(one) ?? { own: one, reads: false });
        const worthIt = all.every(({ reads }) => reads) ? mayBeBusy : isBusy;
        return again(() => target.batch(all.map(({ own }) => own)), worthIt);
      };
    },
  });
}
