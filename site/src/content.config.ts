// News of the staff, of every edition: content/YEAR/news/NAME.LANGUAGE.mdx (docs/editors.md).

import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { newsSchema } from '#rules/news.schema';

/** YAML takes an unquoted day for an instant. */
const head = z.preprocess(
  (given) =>
    Object.fromEntries(
      Object.entries(given as Record<string, unknown>).map(([key, value]) => [
        key,
        value instanceof Date ? value.toISOString().slice(0, 10) : value,
      ]),
    ),
  z.custom<unknown>().transform((given) => newsSchema.parse(given)),
);

export const collections = {
  news: defineCollection({
    loader: glob({
      base: '../content',
      pattern: '*/news/*.mdx',
      generateId: ({ entry }) => entry.replace(/\.mdx$/, ''),
    }),
    schema: head,
  }),
};
