// Backups: taken while applications are filed and restored whole; refused with one sentence where anything is wrong.

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrationsOf } from '../../host/database.ts';
import { databaseOf } from '../support/invariants/check.ts';
import { command, restoreUnderLoad } from '../support/restore.ts';
import { file } from '../support/filed.ts';
import { startHouse } from '../support/start.ts';

it('a backup under load, restored into an empty folder, holds all that was acknowledged before it', async () => {
  const figures = await restoreUnderLoad({ each: 20, backups: 1, bytes: 20_000 });
  expect(figures).toMatchObject({ backups: 1, lost: 0 });
});

describe('one sentence for each refusal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'uzdik-backups-'));
  const dataDir = join(folder, 'data');
  const whole = join(folder, 'whole.tar');
  const target = join(folder, 'target');
  beforeAll(async () => {
    const house = await startHouse();
    await house.placed('2026-09-01T05:00:00.000Z', ['10']);
    await file(house.origin);
    const secretary = await house.as('secretary-10@example.kz');
    await secretary.bytes('/api/desk/10/protocol-file', new TextEncoder().encode('%PDF-1.7\n%%EOF\n'));
    // What an administrator has: the folder of a house that stands still.
    const said = await command(['backup', whole, '--with-keys'], house.dataDir);
    expect(said, said.out).toMatchObject({ code: 0 });
    await house.close();
    expect((await command(['restore', whole], dataDir)).code).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Restores what `spoil` makes of the whole backup; says what was refused, the folder's name left out. */
  const refused = async (name: string, spoil: (bytes: Buffer) => Buffer): Promise<string> => {
    const spoilt = join(folder, name);
    writeFileSync(spoilt, spoil(readFileSync(whole)));
    const { code, out } = await command(['restore', spoilt], target);
    expect(code).toBe(1);
    expect(existsSync(target)).toBe(false);
    return out.replaceAll(folder, '').trim().split('\n').at(-1) ?? '';
  };
  const flipped = (bytes: Buffer, at: number): Buffer => {
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    return bytes;
  };
  const offsetOf = (bytes: Buffer, name: string): number => bytes.indexOf(`${name}\0`, 0, 'latin1') + 512;

  it('bytes that are not those of the manifest', async () => {
    const says = (name: string, entry: string): string =>
      `/${name} is damaged: ${entry} does not have the hash of the manifest; take the copy of another day.`;
    const [stored = ''] = readdirSync(join(dataDir, 'files')).filter((name) => name.length === 64);
    for (const [name, entry] of [
      ['a.tar', 'database.sqlite'],
      ['b.tar', `files/${stored}`],
      ['c.tar', 'beside/register.key'],
    ] as const)
      expect(await refused(name, (bytes) => flipped(bytes, offsetOf(bytes, entry) + 5))).toBe(
        says(name, entry),
      );
  });

  it('a file that is cut off, is no backup, or has no manifest', async () => {
    const cut = '/cut.tar is no backup, or it is cut off; take the copy of another day.';
    expect(await refused('cut.tar', (bytes) => bytes.subarray(0, bytes.byteLength - 700))).toBe(cut);
    expect(await refused('cut.tar', (bytes) => bytes.subarray(0, 5000))).toBe(cut);
    expect(await refused('cut.tar', () => Buffer.from('a letter'))).toBe(cut);
    expect(await refused('other.tar', (bytes) => flipped(bytes, 514))).toBe(
      '/other.tar has no manifest that this version reads; it was not written by npm run backup.',
    );
  });

  it('a register that does not hold, though every hash does', async () => {
    const said = await refused('head.tar', (bytes) => {
      const at = bytes.indexOf('"hash":"') + 8;
      return flipped(bytes, at + 3);
    });
    expect(said).toMatch(/^The register of the backup does not hold;|has no manifest/);
  });

  it('a backup of a newer version', async () => {
    const said = await refused('new.tar', (bytes) => {
      const at = bytes.indexOf('0001_contest.sql');
      bytes.write('9001', at, 'latin1');
      return bytes;
    });
    expect(said).toBe(
      '/new.tar is from a newer version of Uzdik (9001_contest.sql); install that version, then restore.',
    );
  });

  it('folders and files in the way, and what is not there', async () => {
    const said = async (args: string[], data: string): Promise<string> => {
      const { code, out } = await command(args, data);
      expect(code).toBe(1);
      return out.replaceAll(folder, '').trim();
    };
    expect(await said(['restore', whole], dataDir)).toBe(
      '/data is not empty; set DATA_DIR to a folder that is empty or not there.',
    );
    expect(await said(['restore', join(folder, 'none.tar')], target)).toBe(
      '/none.tar is not there; name a file that npm run backup wrote.',
    );
    expect(await said(['restore'], target)).toBe('Say which backup to restore: npm run restore -- FILE');
    expect(await said(['backup', whole], dataDir)).toBe(
      '/whole.tar is there already and is not written over; name another file.',
    );
    expect(await said(['backup', join(folder, 'x.tar')], target)).toBe(
      'There is no house in /target; set DATA_DIR to the folder that npm start uses.',
    );
    expect(await said(['backup', join(folder, 'no/x.tar')], dataDir)).toBe(
      'The folder /no is not there; make it, or name another file.',
    );
    expect(await said(['backup'], dataDir)).toBe(
      'Say where the backup goes: npm run backup -- FILE [--with-keys]',
    );
  });

  it('a file whose bytes have changed on the disk, or that is gone', async () => {
    const spoilt = join(folder, 'spoilt');
    await command(['restore', whole], spoilt);
    const [stored = ''] = readdirSync(join(spoilt, 'files'));
    writeFileSync(join(spoilt, 'files', stored), 'x');
    const { code, out } = await command(['backup', join(folder, 'y.tar')], spoilt);
    expect(code).toBe(1);
    expect(out).toContain(`${stored} is damaged: its bytes are not those of its hash.`);
    expect(existsSync(join(folder, 'y.tar'))).toBe(false);
    expect(readdirSync(spoilt).filter((name) => name.startsWith('backing-up'))).toEqual([]);
  });

  describe('no house opens in a folder', () => {
    const opened = async (change: (data: string) => void): Promise<string> => {
      const data = mkdtempSync(join(folder, 'open-'));
      await command(['restore', whole], data);
      change(data);
      const { code, out } = await command(['start'], data, { PORT: '18787' });
      expect(code).toBe(1);
      return out.replaceAll(data, 'DATA').trim().split('\n').at(-1) ?? '';
    };
    const other = 'MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g';

    it.each([
      [
        'without the key of its register',
        (data: string) => rmSync(join(data, 'register.key')),
        'DATA/register.key is missing, though DATA holds a contest: put the copy that you keep apart there, then start again.',
      ],
      [
        'without its secret',
        (data: string) => rmSync(join(data, 'secret')),
        'DATA/secret is missing, though DATA holds a contest: put the copy that you keep apart there, then start again.',
      ],
      [
        'whose restore did not come to its end',
        (data: string) => writeFileSync(join(data, 'RESTORING'), ''),
        'A restore into DATA did not come to its end; empty the folder and run npm run restore again.',
      ],
      [
        'of a newer version',
        (data: string) => migrated(data, "INSERT INTO d1_migrations (name) VALUES ('9001_later.sql')"),
        'DATA was used by a newer version of Uzdik (9001_later.sql); install that version again, or go back with npm run way-back (docs/deploy.md).',
      ],
    ])('%s', async (_, change, sentence) => {
      expect(await opened(change)).toBe(sentence);
    });

    it('with another key than the one that sealed its register', async () => {
      const said = await opened((data) => writeFileSync(join(data, 'register.key'), other));
      expect(said).toMatch(
        /^The register was sealed with the key [0-9a-f]{64}, and register.key is [0-9a-f]{64}; put the right copy back\.$/,
      );
    });
  });

  it('a copy of the database is made before a migration, and is the way back', async () => {
    const data = join(folder, 'upgraded');
    await command(['restore', whole], data);
    const file_ = databaseOf(data);
    const all = migrationsOf(file_);
    const last = all.at(-1) ?? '';
    // As the version before the last migration left it, as far as the house can tell.
    migrated(data, `DELETE FROM d1_migrations WHERE name = '${last}'`);
    // The migration is not new to the tables, so that start fails after the copy was made.
    await command(['start'], data, { PORT: '18787' });
    const [copy = '', ...more] = readdirSync(join(data, 'before-migration'));
    expect(more).toEqual([]);
    expect(copy).toMatch(new RegExp(`^\\d{8}T\\d{6}Z-${last.replace('.sql', '')}\\.sqlite$`));
    expect(migrationsOf(join(data, 'before-migration', copy))).toEqual(all.slice(0, -1));
    migrated(data, `INSERT INTO d1_migrations (name) VALUES ('${last}')`);
    const back = await command(['way-back', copy], data, { PORT: '18787' });
    expect(back.out).toContain(`The database of ${copy} is back in ${data}`);
    expect(migrationsOf(file_)).toEqual(all.slice(0, -1));
    const aside =
      readdirSync(join(data, 'before-migration')).find((name) => name.startsWith('put-aside-')) ?? '';
    expect(migrationsOf(join(data, 'before-migration', aside))).toEqual(all);
    expect((await command(['way-back', 'x'], data)).out).toBe(`«x» is none of the copies. Copies: ${copy}\n`);
  });

  const migrated = (data: string, sql: string): void => {
    const db = new DatabaseSync(databaseOf(data));
    db.exec(sql);
    db.close();
  };

  it('the keys are in a backup only where they are asked for', async () => {
    const without = join(folder, 'without.tar');
    const { out } = await command(['backup', without], dataDir);
    expect(out).toContain(
      `The keys are not in it: keep copies of ${dataDir}/register.key and ${dataDir}/secret apart.`,
    );
    const bytes = readFileSync(without);
    for (const key of ['register.key', 'secret'])
      expect(bytes.includes(readFileSync(join(dataDir, key), 'utf8').trim())).toBe(false);
    const bare = join(folder, 'bare');
    mkdirSync(bare);
    const said = await command(['restore', without], bare);
    expect(said.out).toContain(`put your copies of register.key and secret into ${bare} before npm start.`);
    copyFileSync(join(dataDir, 'secret'), join(bare, 'secret'));
    expect(existsSync(join(bare, 'register.key'))).toBe(false);
  });
});
