// Long answers of the rules, kept as text beside their test: one block a case, under a line `# name`.

import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

export type Answers = {
  /** Expects that the block of this name is this text. */
  expectSaid(name: string, text: string): void;
  /** Blocks that no test has asked for. */
  unasked(): string[];
};

export function answersIn(file: URL): Answers {
  const blocks = new Map(
    readFileSync(file, 'utf8')
      .split(/^# /m)
      .slice(1)
      .map((block) => {
        const [name = '', ...lines] = block.trimEnd().split('\n');
        return [name, lines.join('\n')] as const;
      }),
  );
  const asked = new Set<string>();
  return {
    expectSaid(name, text) {
      asked.add(name);
      expect(text).toBe(blocks.get(name));
    },
    unasked: () => [...blocks.keys()].filter((name) => !asked.has(name)),
  };
}
