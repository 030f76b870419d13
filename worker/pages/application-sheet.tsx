// The sheet of one application: a page of the desk to be printed, and a file that is read without any house, with links to
// the files that lie beside it.

import type { Language } from '#rules/application';
import type { SheetBlock, SheetFile } from '../documents/application-sheet.ts';
import { words } from '../texts.ts';
import { Shown } from './desk-protocol.tsx';
import { offlinePage } from './offline-page.tsx';

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

/** The whole file. */
export const offlineSheet = (title: string, blocks: (language: 'kk' | 'ru') => SheetBlock[]): string =>
  offlinePage(title, <Sheet blocks={blocks} />);
