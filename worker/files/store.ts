// The one door of files. Bytes are stored first, under their hash, and only then a row names them: a row without its
// file never happens. On one machine the host's store keeps them (streamed and synced); on Cloudflare R2 does.

import type { Env } from '../env.ts';
import { bucketStore } from './bucket-store.ts';
import { hostStore } from './host-store.ts';

export type Stored = { sha256: string; size: number };

export interface FileStore {
  /** Keeps a stream read to its end; resolves when its bytes are durable. */
  store(body: ReadableStream<Uint8Array>): Promise<Stored>;
  /** Keeps small files that are at hand; resolves in their order when all of them are durable. */
  storeAll(files: readonly Uint8Array[]): Promise<Stored[]>;
  /** The file under a hash, from `offset` for `length` bytes where given; null where there is none. */
  read(sha256: string, range?: { offset: number; length: number }): Promise<Response | null>;
  /** Forgets a file that no row names any more; with `before`, milliseconds, only where it has not come again since. */
  remove(sha256: string, before?: number): Promise<void>;
  /** Files whose hash begins with two hex digits and that were last stored before `before`, milliseconds. */
  storedBefore(prefix: string, before: number): Promise<string[]>;
  /** Ids of files that come in pieces, by their first two digits, to which nothing was added since `before`. */
  begunBefore(prefix: string, before: number): Promise<string[]>;

  /** Begins a file that comes in pieces, under an id that the caller chose: 32 hex digits. */
  begin(id: string): Promise<void>;
  /** How many bytes of it are durable; null where there is none of that id. Ends a piece that is still on its way. */
  held(id: string): Promise<number | null>;
  /**
   * Adds a piece that begins at `offset` and answers how many bytes are held now; null where another number is held.
   * What came before a line broke is kept.
   */
  append(id: string, offset: number, body: ReadableStream<Uint8Array>): Promise<number | null>;
  /** Keeps what is held as a file under its hash. May be repeated until `discard`. */
  finish(id: string): Promise<Stored>;
  /** Forgets the pieces; a file that was finished stays. */
  discard(id: string): Promise<void>;
}

/** All bytes of a small file. */
export async function wholeFile(store: FileStore, sha256: string): Promise<Uint8Array<ArrayBuffer>> {
  const found = await store.read(sha256);
  if (found === null) throw new Error(`the file ${sha256} is not in the store`);
  return new Uint8Array(await found.arrayBuffer());
}

export function files(env: Env): FileStore {
  if (env.FILES !== undefined) return hostStore(env.FILES);
  if (env.FILES_BUCKET !== undefined) return bucketStore(env.FILES_BUCKET);
  throw new Error('neither FILES nor FILES_BUCKET is bound');
}
