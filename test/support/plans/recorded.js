// The first module of a worker that tells its SQL: a request with the header `x-recorded` is answered with its status and
// the statements it made, in place of its page: the text of each, the values bound to it, the rows it read.

import worker from './index.js';

const INNER = Symbol('inner');

class Told {
  statements = [];

  add({ sql, values }, { meta }) {
    this.statements.push({ sql, values, read: meta.rows_read });
  }
}

function statement(told, inner, sql, values) {
  const all = async () => {
    const result = await inner.all();
    told.add({ sql, values }, result);
    return result;
  };
  return {
    [INNER]: { inner, sql, values },
    bind: (...bound) => statement(told, inner.bind(...bound), sql, bound),
    async first(column) {
      const [row = null] = (await all()).results;
      return row === null || column === undefined ? row : row[column];
    },
    all,
    run: all,
    raw: async (...options) => {
      await all();
      return inner.raw(...options);
    },
  };
}

const database = (told, db) => ({
  prepare: (sql) => statement(told, db.prepare(sql), sql, []),
  async batch(statements) {
    const given = statements.map(({ [INNER]: one }) => one);
    const results = await db.batch(given.map(({ inner }) => inner));
    for (const [index, result] of results.entries()) told.add(given[index], result);
    return results;
  },
  exec: (sql) => db.exec(sql),
});

export default {
  ...worker,
  async fetch(request, env, context) {
    if (!request.headers.has('x-recorded')) return worker.fetch(request, env, context);
    const told = new Told();
    const { status } = await worker.fetch(request, { ...env, DB: database(told, env.DB) }, context);
    return Response.json({ status, statements: told.statements });
  },
};
