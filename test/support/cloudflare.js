// Stands before the worker in a house of the tests and refuses what Cloudflare refuses (its documented limits of 2026, the
// paid plan), where workerd on one machine lets it pass. A breach fails the request and is said on the error stream; so
// is each new high mark.

import worker from './index.js';

const LIMITS = {
  queriesOfRequest: 1000,
  boundParameters: 100,
  statementBytes: 100_000,
  valueBytes: 2_000_000,
  resultBytes: 50_000_000,
  subrequests: 1000,
  // Of the smallest plan.
  bodyBytes: 100_000_000,
  pbkdf2Rounds: 100_000,
};

const high = {};
const say = (line) => console.error(JSON.stringify(line));
function mark(name, value, where) {
  if (value > LIMITS[name]) {
    say({ cloudflare: 'refused', limit: name, value, where });
    throw new Error(`Cloudflare refuses ${name} ${value}`);
  }
  if (value <= (high[name] ?? 0)) return;
  high[name] = value;
  say({ cloudflare: 'high', limit: name, value, where });
}
const bytes = (value) =>
  typeof value === 'string' ? new TextEncoder().encode(value).byteLength : (value?.byteLength ?? 0);

/** A number that loses digits on its way to a JavaScript one. */
function whole(value, where) {
  if (typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value)) return;
  say({ cloudflare: 'refused', limit: 'integer', value, where });
  throw new Error(`Cloudflare loses digits of ${value}`);
}

function answered(results, where) {
  for (const { results: rows = [] } of results)
    for (const row of rows) for (const value of Object.values(row)) whole(value, where);
  mark('resultBytes', bytes(JSON.stringify(results.map(({ results: rows }) => rows))), where);
}

class Statement {
  constructor(real, sql, count, where) {
    Object.assign(this, { real, sql, count, where });
  }
  bind(...values) {
    mark('boundParameters', values.length, this.sql);
    for (const value of values) {
      mark('valueBytes', bytes(value), this.sql);
      whole(value, this.sql);
    }
    return new Statement(this.real.bind(...values), this.sql, this.count, this.where);
  }
  async run() {
    this.count(1);
    const result = await this.real.run();
    answered([result], this.where);
    return result;
  }
  async all() {
    this.count(1);
    const result = await this.real.all();
    answered([result], this.where);
    return result;
  }
  async first(...column) {
    this.count(1);
    return this.real.first(...column);
  }
  async raw(...options) {
    this.count(1);
    return this.real.raw(...options);
  }
}

function database(real, where) {
  let queries = 0;
  const count = (n) => mark('queriesOfRequest', (queries += n), where);
  return {
    prepare(sql) {
      mark('statementBytes', bytes(sql), sql);
      return new Statement(real.prepare(sql), sql, count, where);
    },
    async batch(statements) {
      count(statements.length);
      const results = await real.batch(statements.map((one) => one.real));
      answered(results, where);
      return results;
    },
    exec(sql) {
      count(1);
      return real.exec(sql);
    },
  };
}

/** A service that is one subrequest a call. */
function counted(service, count) {
  return service && { fetch: (...args) => (count(), service.fetch(...args)) };
}

function bindings(env, where) {
  let calls = 0;
  const count = () => mark('subrequests', (calls += 1), where);
  return {
    ...env,
    DB: database(env.DB, where),
    FILES: counted(env.FILES, count),
    SITE: counted(env.SITE, count),
    HOST: counted(env.HOST, count),
    CLOCK: counted(env.CLOCK, count),
  };
}

const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
crypto.subtle.deriveBits = (algorithm, ...rest) => {
  if (algorithm.name === 'PBKDF2') mark('pbkdf2Rounds', algorithm.iterations, 'deriveBits');
  return derive(algorithm, ...rest);
};

export default {
  async fetch(request, env, context) {
    const { pathname } = new URL(request.url);
    try {
      mark('bodyBytes', Number(request.headers.get('content-length') ?? 0), pathname);
    } catch {
      // An answer that comes before the end of a request is lost on the way.
      await request.body?.pipeTo(new WritableStream());
      return new Response(null, { status: 413 });
    }
    return worker.fetch(request, bindings(env, `${request.method} ${pathname}`), context);
  },
  scheduled: (controller, env, context) => worker.scheduled(controller, bindings(env, 'tick'), context),
};
