// Hostile files on every way into the house: what is against the policy is not kept, and what is kept is data wherever it
// is handed out again.

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edition } from '../edition.ts';
import { inTurns } from '../in-turns.ts';
import { World } from '../races/world.ts';
import type { Figures } from '../results.ts';
import { hostileFiles, KINDS_OF_FILES } from './files.ts';
import { WAYS, writersOf } from './ways.ts';
import type { Kept, Way } from './ways.ts';

type Row = Kept & { id: string; application: string };
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const TYPES = [...edition.files.documents.types, ...edition.files.video.types];
const SHOWN: Record<string, string> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  mp4: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
};
const LONGEST_NAME = 200;
const AT_ONCE = 8;

/** What is wrong with the headers of a file that is handed out. */
function faultsOf(headers: Headers, { name, type }: Kept, inline: boolean): string[] {
  const said = (header: string): string => headers.get(header) ?? '';
  const [disposition = '', ...rest] = said('content-disposition')
    .split(';')
    .map((part) => part.trim());
  const given = /^filename\*=UTF-8''(.*)$/.exec(rest.join(';'))?.[1] ?? '';
  return [
    ...(disposition === 'attachment' || (inline && SHOWN[type] !== undefined)
      ? []
      : [`disposition ${disposition}`]),
    ...(decodeURIComponent(given) === name ? [] : [`name ${given}`]),
    ...([SHOWN[type] ?? 'application/octet-stream', 'application/octet-stream'].includes(said('content-type'))
      ? []
      : [`type ${said('content-type')}`]),
    ...(said('x-content-type-options') === 'nosniff' ? [] : ['no nosniff']),
    ...(said('content-security-policy').startsWith("sandbox; default-src 'none'") ? [] : ['no sandbox']),
    ...(said('cache-control') === 'private, no-store' ? [] : ['may be cached']),
  ];
}

/** `n` files on each way, from `seed`; `done` gets the figures once all hold. */
export function hostileUploads(n: number, seed: number, done: (figures: Figures) => void): void {
  const sent = hostileFiles(n, seed);
  const bySha = new Map(sent.map((file) => [sha256(file.bytes), file]));
  describe(`${n} hostile files on every way`, () => {
    let world: World;
    const figures = {
      uploads: 0,
      kept: 0,
      keptAgainstPolicy: 0,
      handedOut: 0,
      shownElsewhereThanInTheView: 0,
    };
    let ways = 0;
    beforeAll(async () => {
      world = await World.open();
      // Materials are handed in once the selection is published.
      await world.selected();
    });
    afterAll(() => world.close());

    const read = async (row: Row, { who, path, inline }: Way['read'][number]): Promise<void> => {
      const address = path.replace(':application', row.application).replace(':id', row.id);
      const readers =
        who === 'secretary'
          ? [{ client: await world.as('secretary'), bearer: {} }]
          : [world.filer, ...writersOf(world)];
      let found = 0;
      for (const { client, bearer } of readers) {
        for (const query of ['', '?save']) {
          const answer = await client.fetch(address + query, { headers: bearer });
          const bytes = new Uint8Array(await answer.arrayBuffer());
          if (answer.status === 404) continue;
          found += 1;
          figures.handedOut += 1;
          const faults = faultsOf(answer.headers, row, inline && query === '');
          expect([address, row.name, faults, sha256(bytes)]).toEqual([address, row.name, [], row.sha256]);
        }
      }
      // Whoever may read it, and nobody else.
      expect([address, found]).toEqual([address, 2]);
    };

    it.each(WAYS)('$name', { timeout: 30 * 60_000 }, async (way) => {
      const answers = await way.send(world, sent);
      expect(answers.filter((status) => status >= 500 || status === 429)).toEqual([]);
      const rows =
        way.rows === ''
          ? sent
              .filter((_, index) => (answers[index] ?? 0) < 300)
              .map(({ name, bytes }) => ({
                name,
                size: bytes.byteLength,
                sha256: sha256(bytes),
                type: 'pdf',
              }))
          : world.run<Row>(way.rows);
      const against = rows.filter((row) => bySha.get(row.sha256)?.refused !== false);
      expect(against.map((row) => [bySha.get(row.sha256)?.kind, row.name])).toEqual([]);
      // What is taken is there: the same file twice in one draft is one.
      const wanted = new Set(sent.filter(({ refused }) => !refused).map(({ bytes }) => sha256(bytes)));
      expect(new Set(rows.map((row) => row.sha256))).toEqual(wanted);
      for (const { name, type } of rows) {
        const plain = !/[/\\]|\p{C}/u.test(name) && [...name].length <= LONGEST_NAME;
        expect([name, plain || way.rows === '', TYPES.includes(type)]).toEqual([name, true, true]);
      }
      const queue =
        way.rows === '' ? [] : (rows as Row[]).flatMap((row) => way.read.map((how) => ({ row, how })));
      await inTurns(queue, AT_ONCE, ({ row, how }) => read(row, how));
      figures.uploads += sent.length;
      figures.kept += rows.length;
      figures.keptAgainstPolicy += against.length;
      ways += 1;
      if (ways === WAYS.length) done({ files: n, kinds: KINDS_OF_FILES, ways, ...figures });
    });
  });
}
