// The sheet of one application: a page of the desk to be printed, and a file that is read without any house, with links to
// the files that lie beside it.

import { raw } from 'hono/html';
import type { Language } from '#rules/application';
import type { SheetBlock, SheetFile } from '../documents/application-sheet.ts';
import { words } from '../texts.ts';
import { Shown } from './desk-protocol.tsx';

const LANGUAGES = ['kk', 'ru'] as const;

function Files({ language, files }: { language: Language; files: SheetFile[] }) {
  if (files.length === 0) return <p>–</p>;
  return (
    <ol class="sheet-files">
      {files.map(({ name, about, sha256, path }) => (
        <li>
          {path === '' ? name : <a href={path}>{name}</a>} ({about})
          {sha256 === '' ? null : (
            <span class="meta" lang={language}>
              {' '}
              SHA-256 <code class="code">{sha256}</code>
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

function Sheet({ blocks }: { blocks: (language: 'kk' | 'ru') => SheetBlock[] }) {
  return LANGUAGES.map((lang) => (
    <article class="card stack protocol" lang={lang}>
      {blocks(lang).map((block) =>
        block.kind === 'files' ? <Files language={lang} files={block.files} /> : <Shown block={block} />,
      )}
    </article>
  ));
}

/** To be printed. */
export function SheetPage(props: {
  language: Language;
  title: string;
  back: string;
  blocks: (language: 'kk' | 'ru') => SheetBlock[];
}) {
  const { language, title, back, blocks } = props;
  return (
    <div class="stack">
      <p class="no-print">
        <a href={back}>← {title}</a>
      </p>
      <h1 class="no-print">{words(language, 'tools', 'sheet')}</h1>
      <p class="no-print">{words(language, 'tools', 'about.sheet')}</p>
      <p class="no-print">
        <a class="button" href={`${back}dossier.zip`} download>
          {words(language, 'tools', 'sheet-zip')}
        </a>
      </p>
      <Sheet blocks={blocks} />
    </div>
  );
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#10232c}
article{border-top:3px solid #0a5270;margin-top:2rem}dt{font-weight:600}dd{margin:0 0 .5rem;white-space:pre-line}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #7b929d;padding:.3rem .5rem;text-align:start}
code,.meta{overflow-wrap:anywhere;color:#4a5e68;font-size:.85em}h2,h3{overflow-wrap:anywhere}
@page{size:A4;margin:15mm}@media print{body{margin:0;max-width:none}tr,li{break-inside:avoid}}`;

/** The whole file; it asks for nothing from outside. */
export function offlineSheet(title: string, blocks: (language: 'kk' | 'ru') => SheetBlock[]): string {
  const page = (
    <html lang="kk">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>{title}</title>
        <style>{raw(STYLE)}</style>
      </head>
      <body>
        <h1>{title}</h1>
        <Sheet blocks={blocks} />
      </body>
    </html>
  );
  return `<!doctype html>\n${String(page)}\n`;
}
