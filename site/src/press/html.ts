// A press text as an HTML fragment for somebody else's page: plain elements, no class, nothing to load.

import type { Language } from '#rules/application';
import { escaped } from '#rules/markup';
import type { Block, Inline } from './blocks.ts';

function inline(part: Inline): string {
  if (typeof part === 'string') return escaped(part);
  if ('strong' in part) return `<strong>${escaped(part.strong)}</strong>`;
  return `<a href="${escaped(part.href)}">${escaped(part.text)}</a>`;
}

const inlines = (parts: Inline[]): string => parts.map(inline).join('');

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'title':
      return `<h2>${escaped(block.text)}</h2>`;
    case 'heading':
      return `<h3>${escaped(block.text)}</h3>`;
    case 'text':
      return `<p>${inlines(block.parts)}</p>`;
    case 'list': {
      const items = block.items.map((parts) => `<li>${inlines(parts)}</li>`).join('\n');
      return block.ordered ? `<ol>\n${items}\n</ol>` : `<ul>\n${items}\n</ul>`;
    }
  }
}

/** One article of the language; UTF-8 without a head. */
export const htmlOf = (blocks: Block[], language: Language): string =>
  `<article lang="${language}">\n${blocks.map(blockOf).join('\n')}\n</article>\n`;
