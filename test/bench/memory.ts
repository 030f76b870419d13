// Whether the house's memory stays flat over many filings: the median of its last tenth against that of its second.

import { median, rounded } from './median.ts';
import { peakMb, residentMb } from './filing/processes.ts';
import { round, start } from './filing/measure.ts';

const TENTHS = 10;
/** How often memory is looked at in each tenth. */
const LOOKS = 5;

export async function memory(say: (text: string) => void, filings: number) {
  const server = await start('uzdik');
  const tenths: number[] = [];
  for (let tenth = 1; tenth <= TENTHS; tenth += 1) {
    const looks: number[] = [];
    for (let look = 0; look < LOOKS; look += 1) {
      await round('uzdik', server, 16, filings / TENTHS / LOOKS, true);
      looks.push(residentMb(server.pid));
    }
    tenths.push(Math.round(median(looks)));
    say(`memory: ${(filings / TENTHS) * tenth} of ${filings} filings, ${tenths.at(-1)} MB`);
  }
  const result = {
    filings,
    residentMb: tenths,
    lastTenthToSecond: rounded((tenths.at(-1) ?? 0) / (tenths[1] ?? 1)),
    peakMb: Math.round(peakMb(server.pid)),
  };
  server.stop();
  return result;
}
