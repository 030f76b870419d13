// What the project runs on is listed with its reason, and pinned.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const { dependencies, devDependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
) as Record<'dependencies' | 'devDependencies', Record<string, string>>;

it('docs/dependencies.md has a row with a reason for each runtime dependency and for nothing else', () => {
  const rows = [
    ...readFileSync(join(root, 'docs/dependencies.md'), 'utf8').matchAll(
      /^\| `([^`]+)`\s*\| (\S.*?)\s*\|$/gm,
    ),
  ];
  expect(rows.map(([, name]) => name)).toEqual(Object.keys(dependencies).sort());
});

it('every dependency is pinned to one version', () => {
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
});
