// The archive of a backup: a plain POSIX tar, so that `tar tf` shows it and `tar xf` opens it where this program is not.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

const BLOCK = 512;
const MODE = '0000600';
/** What eleven octal digits hold; a greater size is written in base 256, as GNU tar does. */
const MOST_OCTAL = 8 ** 11;

export type Entry = { name: string; size: number; offset: number };

/** Writes entries one after the other into a file that must not be there yet. */
export class TarWriter {
  private readonly handle: FileHandle;
  private constructor(handle: FileHandle) {
    this.handle = handle;
  }

  static create = async (path: string): Promise<TarWriter> => new TarWriter(await open(path, 'wx', 0o600));

  /**
   * Adds `size` bytes under `name`, and answers their SHA-256.
   * @throws where the bytes are more or fewer than was said
   */
  async add(name: string, size: number, body: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<string> {
    await this.handle.appendFile(header(name, size));
    const hash = createHash('sha256');
    let written = 0;
    for await (const chunk of body) {
      hash.update(chunk);
      written += chunk.byteLength;
      await this.handle.appendFile(chunk);
    }
    if (written !== size) throw new Error(`${name} has ${written} bytes and not ${size}`);
    await this.handle.appendFile(Buffer.alloc(padding(size)));
    return hash.digest('hex');
  }

  /** Ends the archive; it is durable when this resolves. */
  async end(): Promise<void> {
    await this.handle.appendFile(Buffer.alloc(2 * BLOCK));
    await this.handle.sync();
    await this.handle.close();
  }

  /** Gives up: the file stays as far as it came. */
  async abort(): Promise<void> {
    await this.handle.close().catch(() => undefined);
  }
}

/** The entries of an archive; null where it is none, or where it is cut off. */
export async function readTar(path: string): Promise<Entry[] | null> {
  const handle = await open(path);
  try {
    const { size: whole } = await handle.stat();
    const entries: Entry[] = [];
    const block = Buffer.alloc(BLOCK);
    for (let at = 0; at + BLOCK <= whole;) {
      await handle.read(block, 0, BLOCK, at);
      // The end is two empty blocks: without them something is missing.
      if (block.every((byte) => byte === 0)) return at + 2 * BLOCK <= whole ? entries : null;
      const size = sizeIn(block);
      const name = block.toString('latin1', 0, 100).replace(/\0.*$/s, '');
      if (checksum(block) !== parseInt(block.toString('latin1', 148, 156), 8) || Number.isNaN(size))
        return null;
      entries.push({ name, size, offset: at + BLOCK });
      at += BLOCK + size + padding(size);
    }
    return null;
  } finally {
    await handle.close();
  }
}

/** The bytes of one entry. */
export const bytesOf = (path: string, { size, offset }: Entry): AsyncIterable<Buffer> | Buffer[] =>
  size === 0 ? [] : createReadStream(path, { start: offset, end: offset + size - 1 });

const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, 'latin1');
  block.write(`${MODE}\0`, 100, 'latin1');
  block.write('0000000\0', 108, 'latin1');
  block.write('0000000\0', 116, 'latin1');
  if (size < MOST_OCTAL) block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  else {
    block.writeUInt8(0x80, 124);
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  block.write('00000000000\0', 136, 'latin1');
  block.write('0', 156, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** The sum of a header's bytes, its own place counted as spaces. */
const checksum = (block: Buffer): number =>
  block.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);

const sizeIn = (block: Buffer): number =>
  block.readUInt8(124) === 0x80
    ? Number(block.readBigUInt64BE(128))
    : parseInt(block.toString('latin1', 124, 136), 8);
