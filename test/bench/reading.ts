// Static pages through the door at a thousand readers a second while applications are filed.

import { request } from 'node:http';
import { Agent } from 'node:http';
import { round, start } from './filing/measure.ts';
import { median, rounded } from './median.ts';

const PATHS = ['/kk/', '/ru/rules/', '/en/announcement/', '/kk/results/2026/', '/kk/apply/'];
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Milliseconds until the page is read; rejects where it is not one. */
function read(origin: string, path: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const sending = request(origin + path, { agent, headers: { 'accept-encoding': 'br' } }, (answer) => {
      answer.resume();
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(performance.now() - began);
        else reject(new Error(`${path} answered ${answer.statusCode}`));
      });
    });
    sending.on('error', reject);
    sending.end();
  });
}

/** `perSecond` readers come each second for `seconds`, whether the ones before them have been served or not. */
async function readers(origin: string, perSecond: number, seconds: number): Promise<number[]> {
  const begun: Promise<number>[] = [];
  const began = performance.now();
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(perSecond * seconds, ((performance.now() - began) / 1000) * perSecond);
      while (begun.length < due) begun.push(read(origin, PATHS[begun.length % PATHS.length] ?? '/kk/'));
      if (begun.length < perSecond * seconds) return;
      clearInterval(timer);
      resolve();
    }, 5);
  });
  return Promise.all(begun);
}

export async function reading(say: (text: string) => void, perSecond: number, seconds: number) {
  const server = await start('uzdik');
  await round('uzdik', server, 8, 100);
  say('reading: filings alone');
  const alone = await round('uzdik', server, 8, 400);
  say(`reading: ${perSecond} readers a second alone`);
  const quiet = await readers(server.origin, perSecond, seconds);
  say(`reading: ${perSecond} readers a second and filings`);
  let filed: Awaited<ReturnType<typeof round>> | undefined;
  const both = await Promise.all([
    readers(server.origin, perSecond, seconds),
    round('uzdik', server, 8, 200).then((one) => (filed = one)),
  ]);
  server.stop();
  return {
    readersPerSecond: perSecond,
    pagesRead: quiet.length + both[0].length,
    p50Alone: rounded(median(quiet)),
    p50WithFilings: rounded(median(both[0])),
    filingsPerSecondAlone: rounded(alone.perSecond),
    filingsPerSecondWithReaders: rounded(filed?.perSecond ?? 0),
  };
}
