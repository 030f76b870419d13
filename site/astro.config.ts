// The public site and every page frame, static. A build is told by its environment where it writes and which register
// it publishes (host/site-build.ts), so that several can stand side by side.

import { rename, rmdir } from 'node:fs/promises';
import mdx from '@astrojs/mdx';
import { satteri } from '@astrojs/markdown-satteri';
import type { AstroIntegration } from 'astro';
import { defineConfig } from 'astro/config';
import { downloads } from './downloads.ts';

const { UZDIK_OUT, UZDIK_CACHE, UZDIK_ORIGIN } = process.env;

/** A host of static files looks for the nearest 404.html above an address that is not there. */
const notFoundPages: AstroIntegration = {
  name: 'not-found-pages',
  hooks: {
    async 'astro:build:done'({ dir }) {
      for (const language of ['kk', 'ru', 'en']) {
        const made = new URL(`${language}/404/`, dir);
        await rename(new URL('index.html', made), new URL(`${language}/404.html`, dir));
        await rmdir(made);
      }
    },
  },
};

export default defineConfig({
  site: UZDIK_ORIGIN ?? 'http://127.0.0.1:8787',
  outDir: UZDIK_OUT ?? './dist',
  cacheDir: UZDIK_CACHE ?? '../node_modules/.astro',
  trailingSlash: 'always',
  integrations: [mdx(), notFoundPages, downloads],
  // The regulation is quoted to the letter: nothing may «improve» its quotes and dashes.
  markdown: { processor: satteri({ features: { smartPunctuation: false } }) },
  // The content security policy allows no inline style or script.
  build: { format: 'directory', inlineStylesheets: 'never', concurrency: 4 },
  prefetch: false,
  devToolbar: { enabled: false },
  vite: { cacheDir: UZDIK_CACHE ?? '../node_modules/.vite', build: { assetsInlineLimit: 0 } },
});
