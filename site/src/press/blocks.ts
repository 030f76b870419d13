// A text as plain blocks: what the HTML fragment, the document and the short post are printed from.

export type Inline = string | { strong: string } | { text: string; href: string };
export type Block =
  | { kind: 'title' | 'heading'; text: string }
  | { kind: 'text'; parts: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] };

export const title = (text: string): Block => ({ kind: 'title', text });
export const heading = (text: string): Block => ({ kind: 'heading', text });
export const text = (...parts: Inline[]): Block => ({ kind: 'text', parts });
export const list = (items: (string | Inline[])[], ordered = false): Block => ({
  kind: 'list',
  ordered,
  items: items.map((item) => (typeof item === 'string' ? [item] : item)),
});
/** An address that is read as it is followed. */
export const link = (href: string): Inline => ({ text: href, href });
