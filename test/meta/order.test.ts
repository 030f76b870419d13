// The project's own order: who imports whom, where SQL and clocks live, texts complete in three languages.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import findings from '#content/texts/findings.json' with { type: 'json' };
import { statements } from '../../host/migrations.ts';

const root = join(import.meta.dirname, '../..');
const filesOf = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes('node_modules'));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const CODE = /\.(ts|tsx|astro)$/;
const importsOf = (file: string): string[] =>
  [...read(file).matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map(([, target]) => target ?? '');

describe('import order', () => {
  const roomOf = (file: string, target: string): string => {
    // The folder of the edition in force (package.json).
    if (target.startsWith('#edition/')) return 'content';
    if (target.startsWith('#')) return target.slice(1).split('/')[0] ?? '';
    if (!target.startsWith('.')) return 'outside';
    return relative(root, join(root, file, '..', target)).split('/')[0] ?? '';
  };
  const allowed: Record<string, string[]> = {
    rules: ['rules', 'outside'],
    site: ['site', 'rules', 'content', 'outside'],
    worker: ['worker', 'rules', 'content', 'outside', 'site'],
    host: ['host', 'rules', 'content', 'outside'],
  };
  it.each(Object.keys(allowed))('%s', (room) => {
    const strays = filesOf(room, CODE).flatMap((file) =>
      importsOf(file)
        .filter((target) => !allowed[room]?.includes(roomOf(file, target)))
        .map((target) => `${file} imports ${target}`),
    );
    expect(strays).toEqual([]);
  });

  it('of the site the worker imports only how results are printed', () => {
    const strays = filesOf('worker', CODE).flatMap((file) =>
      importsOf(file).filter((target) => target.includes('/site/') && !target.includes('/site/src/results/')),
    );
    expect(strays).toEqual([]);
    // They print what they are given: nothing in them asks the build for its register.
    const asking = filesOf('site/src/results', CODE).filter((file) =>
      importsOf(file).some((target) => target.endsWith('/data/contest.ts')),
    );
    expect(asking).toEqual([]);
  });

  it('rules import nothing from outside but the schemas their reader', () => {
    const strays = filesOf('rules', CODE).flatMap((file) =>
      importsOf(file).filter(
        (target) => !target.startsWith('.') && !(target === 'zod/mini' && file.endsWith('.schema.ts')),
      ),
    );
    expect(strays).toEqual([]);
  });

  it('acts import no routes, the database no acts', () => {
    const inner = (folder: string, never: RegExp): string[] =>
      filesOf(`worker/${folder}`, CODE).flatMap((file) =>
        importsOf(file).filter((target) => never.test(target)),
      );
    expect(inner('acts', /routes|pages/)).toEqual([]);
    expect(inner('db', /routes|pages|acts/)).toEqual([]);
    expect(inner('pages', /routes/)).toEqual([]);
  });
});

describe('one place for each thing', () => {
  it('SQL stands in worker/db alone', () => {
    const strays = filesOf('worker', CODE).filter(
      (file) =>
        !file.startsWith('worker/db/') &&
        /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.*\b(FROM|VALUES|SET|WHERE)\b/.test(read(file)),
    );
    // A guard is a condition in the words of the database, beside the act whose precondition it is.
    expect(strays).toEqual(
      ['worker/acts/admission.ts', 'worker/acts/marks.ts'].filter((file) => strays.includes(file)),
    );
  });

  it('only worker/clock.ts reads a clock', () => {
    const strays = [...filesOf('worker', CODE), ...filesOf('rules', CODE)].filter(
      (file) => file !== 'worker/clock.ts' && /Date\.now\(\)|new Date\(\)|performance\.now/.test(read(file)),
    );
    expect(strays).toEqual([]);
  });

  it('no inline style', () => {
    const strays = [...filesOf('site', CODE), ...filesOf('worker', CODE)].filter((file) =>
      /\sstyle=/.test(read(file)),
    );
    expect(strays).toEqual([]);
  });

  it('a script of migrations splits into its statements, triggers whole', () => {
    const list = statements(
      "-- words;\nCREATE TABLE a (b TEXT);\nCREATE TRIGGER c BEFORE UPDATE ON a\nBEGIN\n  SELECT RAISE(ABORT, 'x');\nEND;\n",
    );
    expect(list).toEqual([
      'CREATE TABLE a (b TEXT);',
      "CREATE TRIGGER c BEFORE UPDATE ON a\nBEGIN\n  SELECT RAISE(ABORT, 'x');\nEND;",
    ]);
  });
});

describe('three languages', () => {
  const areas = filesOf('content/texts', /\.json$/);
  const placeholders = (value: unknown): string =>
    [...new Set([...JSON.stringify(value).matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort().join();

  it.each(areas)('%s is complete, with the same placeholders', (file) => {
    const wrong = Object.entries(JSON.parse(read(file)) as Record<string, Record<string, unknown>>).filter(
      ([, entry]) =>
        Object.keys(entry).sort().join() !== 'en,kk,ru' ||
        Object.values(entry).some((text) => text === '' || placeholders(text) !== placeholders(entry.kk)),
    );
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  it('no suffix is glued to a placeholder in Kazakh, but the ordinal hyphen of a noun', () => {
    const glued = areas.flatMap((file) =>
      Object.entries(JSON.parse(read(file)) as Record<string, { kk: unknown }>)
        .filter(([, { kk }]) =>
          /\}-?(ға|ге|қа|ке|дан|ден|тан|тен|нан|нен|да|де|та|те|ның|нің|дың|дің)\b/u.test(JSON.stringify(kk)),
        )
        .map(([key]) => `${file} ${key}`),
    );
    expect(glued).toEqual([]);
  });

  it('the regulation has the same addresses and numbers', () => {
    const shape = (language: string): string =>
      [
        ...read(`content/regulation/${language}.mdx`).matchAll(
          /<(?:Paragraph|Missing) n="\w+"|<h2 id="\w+"/g,
        ),
      ].join();
    expect(shape('ru')).toBe(shape('kk'));
    expect(shape('en')).toBe(shape('kk'));
  });

  it('every finding of the code has its words', () => {
    const codes = [...filesOf('rules', CODE), ...filesOf('worker', CODE)].flatMap((file) =>
      [
        ...read(file).matchAll(
          /(?:refuse|refusal|refused|missing|finding|because|broken|wrong)\((?:'[\dA]+', ?)?'([A-Z][A-Z_0-9]{4,})'/g,
        ),
      ].map(([, code]) => code ?? ''),
    );
    expect(codes.length).toBeGreaterThan(60);
    expect([...new Set(codes)].filter((code) => !(code in findings))).toEqual([]);
  });
});
