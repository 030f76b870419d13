// The public site and every page frame, static. A build is told by its environment where it writes and which register
// it publishes (host/site-build.ts), so that several can stand side by side.

import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';

const { UZDIK_OUT, UZDIK_CACHE, UZDIK_ORIGIN } = process.env;

export default defineConfig({
  site: UZDIK_ORIGIN ?? 'http://127.0.0.1:8787',
  outDir: UZDIK_OUT ?? './dist',
  cacheDir: UZDIK_CACHE ?? '../node_modules/.astro',
  trailingSlash: 'always',
  integrations: [mdx()],
  // The regulation is quoted to the letter: nothing may «improve» its quotes and dashes.
  markdown: { smartypants: false },
  // The content security policy allows no inline style or script.
  build: { format: 'directory', inlineStylesheets: 'never', concurrency: 4 },
  prefetch: false,
  devToolbar: { enabled: false },
  vite: { cacheDir: UZDIK_CACHE ?? '../node_modules/.vite', build: { assetsInlineLimit: 0 } },
});
