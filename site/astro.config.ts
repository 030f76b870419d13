// The public site and every page frame, static. A build is told by its environment where it writes and which register
// it publishes (host/site-build.ts), so that several can stand side by side.

import { readFile, rename, rmdir, writeFile } from 'node:fs/promises';
import mdx from '@astrojs/mdx';
import { satteri } from '@astrojs/markdown-satteri';
import type { AstroIntegration } from 'astro';
import { defineConfig } from 'astro/config';
import { downloads } from './downloads.ts';

const { UZDIK_OUT, UZDIK_CACHE, UZDIK_ORIGIN, UZDIK_ARCHIVED } = process.env;
const SITE = UZDIK_ORIGIN ?? 'http://127.0.0.1:8787';

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

/** Every page for readers with its other languages, for search engines; of archived editions a file each. */
const sitemap: AstroIntegration = {
  name: 'sitemap',
  hooks: {
    async 'astro:build:done'({ dir, pages }) {
      const readable: string[] = [];
      for (const { pathname } of pages) {
        if (!/^(kk|ru|en)\//.test(pathname)) continue;
        const html = await readFile(new URL(`${pathname}index.html`, dir), 'utf8').catch(() => '');
        if (html !== '' && !html.includes('<meta name="robots" content="noindex">')) readable.push(pathname);
      }
      const years = Object.keys(JSON.parse(UZDIK_ARCHIVED ?? '{}') as object);
      const files: [file: string, of: string[]][] =
        UZDIK_ARCHIVED === undefined
          ? [['sitemap.xml', readable]]
          : years.map((year) => [
              `data/${year}/sitemap.xml`,
              readable.filter((path) => path.split('/')[2] === year),
            ]);
      for (const [file, of] of files) await writeFile(new URL(file, dir), sitemapOf(of.sort()));
    },
  },
};

function sitemapOf(paths: string[]): string {
  const whole = (path: string): string => new URL(`/${path}`, SITE).href;
  const known = new Set(paths);
  const entries = paths.map((path) => {
    const others = ['kk', 'ru', 'en'].flatMap((code) => {
      const other = `${code}/${path.slice(3)}`;
      return known.has(other)
        ? [`<xhtml:link rel="alternate" hreflang="${code}" href="${whole(other)}"/>`]
        : [];
    });
    return `<url><loc>${whole(path)}</loc>${others.join('')}</url>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.join('\n')}
</urlset>
`;
}

export default defineConfig({
  site: SITE,
  outDir: UZDIK_OUT ?? './dist',
  cacheDir: UZDIK_CACHE ?? '../node_modules/.astro',
  trailingSlash: 'always',
  integrations: [mdx(), sitemap, ...(UZDIK_ARCHIVED === undefined ? [notFoundPages, downloads] : [])],
  // The regulation is quoted to the letter: nothing may «improve» its quotes and dashes.
  markdown: { processor: satteri({ features: { smartPunctuation: false } }) },
  // The content security policy allows no inline style or script.
  build: { format: 'directory', inlineStylesheets: 'never', concurrency: 4 },
  prefetch: false,
  devToolbar: { enabled: false },
  vite: { cacheDir: UZDIK_CACHE ?? '../node_modules/.vite', build: { assetsInlineLimit: 0 } },
});
