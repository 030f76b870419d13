// npm run bench: how quick the house is, beside the floor of the machine, and how it grows. Figures are medians and
// ratios taken within one run. `npm run bench -- desk` measures one part; the last line is one JSON object.

import { parseArgs } from 'node:util';
import { desk } from './desk.ts';
import { filing } from './filing/measure.ts';
import { memory } from './memory.ts';
import { publishing } from './publishing.ts';
import { reading } from './reading.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    filings: { type: 'string', default: '50000' },
    // A million rows are six gigabytes and some minutes.
    applications: { type: 'string', default: '100,10000,1000000' },
  },
});
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const PARTS: Record<string, () => Promise<unknown>> = {
  filing: () => filing(say, { rounds: Number(values.rounds), count: 400, widths: [1, 8, 16] }),
  reading: () => reading(say, 1000, 10),
  desk: () => desk(say, values.applications.split(',').map(Number)),
  publishing: () => publishing(say),
  memory: () => memory(say, Number(values.filings)),
};
const wanted = positionals.length === 0 ? Object.keys(PARTS) : positionals;
const unknown = wanted.filter((name) => PARTS[name] === undefined);
if (unknown.length > 0) {
  say(`There is no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(1);
}
const found: Record<string, unknown> = {};
for (const name of wanted) {
  found[name] = await PARTS[name]?.();
  say(JSON.stringify(found[name], null, 1));
}
process.stdout.write(`${JSON.stringify(found)}\n`);
process.exit(0);
