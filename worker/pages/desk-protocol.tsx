// A protocol to read and to print: Kazakh first, Russian after it.

import type { Language } from '#rules/application';
import type { Block } from '../documents/protocol-blocks.ts';
import { words } from '../texts.ts';
import { Table } from './parts.tsx';

/** One block as a page has it. */
export function Shown({ block }: { block: Block }) {
  switch (block.kind) {
    case 'title':
      return <h2>{block.text}</h2>;
    case 'heading':
      return <h3>{block.text}</h3>;
    case 'text':
      return <p>{block.text}</p>;
    case 'small':
      return <p class="meta">{block.text}</p>;
    case 'pairs':
      return (
        <dl>
          {block.pairs.map(([label, value]) => (
            <>
              <dt>{label}</dt>
              <dd class="lines">{value}</dd>
            </>
          ))}
        </dl>
      );
    case 'table':
      return <Table heads={block.heads} rows={block.rows} />;
  }
}

export function ProtocolPage(props: {
  language: Language;
  /** Where the document lies. */
  docx: string;
  back: string;
  title: string;
  kk: Block[];
  ru: Block[];
}) {
  const { language, docx, back, title, kk, ru } = props;
  const say = (key: string) => words(language, 'desk', key);
  return (
    <div class="stack">
      <p class="no-print">
        <a href={back}>← {title}</a>
      </p>
      <h1 class="no-print">{say('protocol')}</h1>
      <p class="no-print">{say('about.protocol-page')}</p>
      <p class="no-print">
        <a class="button" href={docx} download>
          {say('protocol-docx')}
        </a>
      </p>
      {[
        { lang: 'kk', blocks: kk },
        { lang: 'ru', blocks: ru },
      ].map(({ lang, blocks }) => (
        <article class="card stack protocol" lang={lang}>
          {blocks.map((block) => (
            <Shown block={block} />
          ))}
        </article>
      ))}
    </div>
  );
}
