// The first module of a worker whose dependencies fail: everything a request asks of its bindings goes through here and
// is counted, and the call that the header `x-fault: N:HOW` names fails before it is done, after it is done, or never
// ends. The answer says in `x-calls` how many calls there were.

import worker from './index.js';

const NEVER_MS = 600_000;

class Fault {
  constructor(header) {
    const [at = '0', how = ''] = (header ?? '').split(':');
    this.at = Number(at);
    this.how = how;
    this.calls = 0;
    this.names = [];
  }

  /** Does `work`, or what is meant to happen to it. */
  async through(name, work) {
    this.calls += 1;
    this.names.push(name);
    if (this.calls !== this.at) return work();
    if (this.how === 'hangs') await new Promise((resolve) => setTimeout(resolve, NEVER_MS));
    if (this.how === 'after') await work();
    throw new Error(`${name} failed ${this.how} it was done, as it was meant to`);
  }
}

const INNER = Symbol('inner');

function statement(fault, inner, sql) {
  const call =
    (method) =>
    (...given) =>
      fault.through(`D1 ${sql.slice(0, 40)}`, () => inner[method](...given));
  return {
    [INNER]: inner,
    bind: (...values) => statement(fault, inner.bind(...values), sql),
    first: call('first'),
    all: call('all'),
    run: call('run'),
    raw: call('raw'),
  };
}

const database = (fault, db) => ({
  prepare: (sql) => statement(fault, db.prepare(sql), sql.replace(/\s+/g, ' ').trim()),
  batch: (statements) =>
    fault.through('D1 batch', () => db.batch(statements.map((one) => one[INNER] ?? one))),
  exec: (sql) => fault.through('D1 exec', () => db.exec(sql)),
});

const service = (fault, name, fetcher) => ({
  fetch: (...given) => fault.through(name, () => fetcher.fetch(...given)),
});

const wrapped = (env, fault) => ({
  ...env,
  DB: database(fault, env.DB),
  FILES: service(fault, 'FILES', env.FILES),
  SITE: service(fault, 'SITE', env.SITE),
});

export default {
  ...worker,
  async fetch(request, env, context) {
    const fault = new Fault(request.headers.get('x-fault'));
    const answer = await worker.fetch(request, wrapped(env, fault), context);
    const told = new Response(answer.body, answer);
    told.headers.set('x-calls', String(fault.calls));
    told.headers.set(
      'x-called',
      fault.names
        .map((name) => name.replace(/[^ -~]/g, ''))
        .join('|')
        .slice(0, 4000),
    );
    return told;
  },
};
