// The regulation's own text as plain blocks, read from its MDX: what the downloads print and the search reads. Notes of
// ours in it (components) are no part of the text.

export type Line = { kind: 'text' | 'bold'; text: string } | { kind: 'table'; rows: string[][] };
export type Block =
  | { kind: 'approval'; lines: string[] }
  | { kind: 'heading'; text: string }
  /** A paragraph or an appendix; no lines where the source has none. */
  | { kind: 'clause'; n: string; lines: Line[] };

export type Regulation = { title: string; unofficial: boolean; blocks: Block[] };

const PART =
  /<Approval>([\s\S]*?)<\/Approval>|<h2[^>]*>(.*?)<\/h2>|<Paragraph n="(\w+)">([\s\S]*?)<\/Paragraph>|<Missing n="(\w+)" \/>/g;

const plain = (text: string): string => text.replace(/\\([^\w\s])/g, '$1').trim();
const chunks = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((chunk) => chunk.trim())
    .filter((chunk) => chunk !== '' && !/^<[A-Z]\w* \/>$/.test(chunk));

function lineOf(chunk: string): Line {
  if (chunk.startsWith('|')) {
    const rows = chunk
      .split('\n')
      .filter((row) => !/^\|[\s|-]*\|$/.test(row))
      .map((row) => row.slice(1, row.lastIndexOf('|')).split('|').map(plain));
    return { kind: 'table', rows };
  }
  const bold = /^\*\*(.*)\*\*$/s.exec(chunk);
  return bold === null ? { kind: 'text', text: plain(chunk) } : { kind: 'bold', text: plain(bold[1] ?? '') };
}

/** Blocks of one language's `content/regulation/*.mdx`, in order. */
export function regulationOf(mdx: string): Regulation {
  const title = /^title: "(.*)"$/m.exec(mdx)?.[1] ?? '';
  const blocks = [...mdx.matchAll(PART)].map(([, approval, heading, n, text, missing]): Block => {
    if (approval !== undefined) return { kind: 'approval', lines: chunks(approval).map(plain) };
    if (heading !== undefined) return { kind: 'heading', text: heading };
    return { kind: 'clause', n: n ?? missing ?? '', lines: chunks(text ?? '').map(lineOf) };
  });
  return { title, unofficial: /^unofficial: true$/m.test(mdx), blocks };
}
