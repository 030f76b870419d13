// One text of the staff: its head read by a schema, its body as a tree in which every component, link, number and heading
// has a line.

import { mdxToMdast } from 'satteri';
import { LineCounter, parseDocument } from 'yaml';
import * as z from 'zod/mini';
import type { Edition } from '#rules/edition';
import type { announcementSchema, newsSchema } from '#rules/news.schema';
import { allowed, COMPONENTS, isComponent, written } from '#rules/staff-content';
import type { ComponentName } from '#rules/staff-content';

export type Mistake = { file: string; line: number; what: string; remedy: string };
export type Schema = typeof newsSchema | typeof announcementSchema;
/** What a text may name. */
export type Context = { schema: Schema; edition: Partial<Edition>; clauses: string[] };
/** As it is written, and where. */
export type Piece = { kind: 'component' | 'link' | 'number' | 'heading'; said: string; line: number };
export type StaffText = {
  file: string;
  date: string | null;
  dateLine: number;
  pieces: Piece[];
  mistakes: Mistake[];
};

type At = (line: number, what: string, remedy: string) => Mistake;
type Node = {
  type: string;
  name?: string | null;
  value?: string;
  url?: string;
  depth?: number;
  attributes?: { type: string; name?: string; value?: unknown }[];
  position?: { start: { line: number } };
  children?: Node[];
};

const HEAD = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/;
const KNOWN = (Object.keys(COMPONENTS) as ComponentName[]).map(written).join(', ');
const QUOTES = "put a text with a colon or quotes in it between two straight apostrophes: '…'";
const BRACES = 'a text has only words, links and the components of docs/editors.md';

export function readText(source: string, file: string, context: Context): StaffText {
  const at: At = (line, what, remedy) => ({ file, line, what, remedy });
  const head = HEAD.exec(source);
  if (head === null) {
    const remedy = 'begin with a line of ---, the fields, and a second line of ---';
    return { file, date: null, dateLine: 1, pieces: [], mistakes: [at(1, 'the text has no head', remedy)] };
  }
  const { date, dateLine, mistakes } = readHead(head[1] ?? '', context.schema, at);
  const above = head[0].split('\n').length - 1;
  const body = readBody(source.slice(head[0].length), above, context, at);
  return { file, date, dateLine, pieces: body.pieces, mistakes: [...mistakes, ...body.mistakes] };
}

function readHead(text: string, schema: Schema, at: At): Omit<StaffText, 'file' | 'pieces'> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  // The first line of the file is ---.
  const lineOf = (offset: number): number => lines.linePos(offset).line + 1;
  const [broken] = document.errors;
  if (broken !== undefined) {
    const unread = at(lineOf(broken.pos[0]), 'this line of the head cannot be read', QUOTES);
    return { date: null, dateLine: 1, mistakes: [unread] };
  }
  const given = (document.toJS() ?? {}) as Record<string, unknown>;
  const fields = Object.keys(schema.shape);
  const lineOfField = (key: string): number => {
    const { range } = (document.get(key, true) ?? {}) as { range?: [number, number, number] };
    return range === undefined ? 1 : lineOf(range[0]);
  };
  const read = schema.safeParse(given);
  const wrong = new Set(read.success ? [] : read.error.issues.map(({ path }) => String(path[0] ?? '')));
  const mistakes = [
    ...Object.keys(given)
      .filter((key) => !fields.includes(key))
      .map((key) =>
        at(lineOfField(key), `there is no field «${key}»`, `the fields are ${fields.join(', ')}`),
      ),
    ...fields
      .filter((key) => wrong.has(key))
      .map((key) =>
        key in given
          ? at(lineOfField(key), `«${String(given[key])}» is no ${key}`, description(schema, key))
          : at(1, `the field «${key}» is missing`, description(schema, key)),
      ),
  ];
  const date = typeof given.date === 'string' ? given.date : null;
  return { date, dateLine: lineOfField('date'), mistakes };
}

/** What the schema says of a field, as a remedy. */
function description(schema: Schema, key: string): string {
  const field = (schema.shape as Record<string, z.ZodMiniType | undefined>)[key];
  return `write ${key}: ${(field === undefined ? undefined : z.globalRegistry.get(field)?.description) ?? ''}`;
}

function readBody(
  body: string,
  above: number,
  context: Context,
  at: At,
): { mistakes: Mistake[]; pieces: Piece[] } {
  let tree: Node;
  try {
    tree = mdxToMdast(body) as Node;
  } catch (error) {
    const [, line = '1', said = ''] =
      /^(\d+):\d+: ([\s\S]*?)(?: \(.*)?$/.exec((error as Error).message) ?? [];
    const what = `the text cannot be read from here on (${said})`;
    return {
      mistakes: [at(Number(line) + above, what, 'close every < with /> and write no { or }')],
      pieces: [],
    };
  }
  const mistakes: Mistake[] = [];
  const pieces: Piece[] = [];
  const walk = (node: Node): void => {
    const line = (node.position?.start.line ?? 1) + above;
    if (node.type.startsWith('mdxJsx')) {
      const { said, mistake } = readComponent(node, line, context, at);
      if (mistake !== null) mistakes.push(mistake);
      pieces.push({ kind: 'component', said, line });
    } else if (node.type.startsWith('mdx')) {
      mistakes.push(at(line, `«${node.value ?? ''}» is code`, BRACES));
    } else if (node.type === 'html') {
      mistakes.push(at(line, `«${node.value ?? ''}» is HTML`, BRACES));
    } else if (node.type === 'link') pieces.push({ kind: 'link', said: node.url ?? '', line });
    else if (node.type === 'heading')
      pieces.push({ kind: 'heading', said: '#'.repeat(node.depth ?? 1), line });
    else if (node.type === 'text') pieces.push(...numbersIn(node.value ?? '', line));
    for (const child of node.children ?? []) walk(child);
  };
  walk(tree);
  return { mistakes, pieces };
}

const numbersIn = (text: string, line: number): Piece[] =>
  text
    .split('\n')
    .flatMap((part, index) =>
      (part.match(/\d+/g) ?? []).map((said): Piece => ({ kind: 'number', said, line: line + index })),
    );

function readComponent(node: Node, line: number, { edition, clauses }: Context, at: At) {
  const name = node.name ?? '';
  const given = node.attributes ?? [];
  const said = `<${[name, ...given.map((one) => `${one.name ?? '…'}="${String(one.value)}"`)].join(' ')} />`;
  const wrong = (what: string, remedy: string) => ({ said, mistake: at(line, what, remedy) });
  if (!isComponent(name)) return wrong(`there is no component <${name}>`, `the components are ${KNOWN}`);
  const taken = COMPONENTS[name];
  const stray = given.find((one) => one.name !== taken);
  if (stray !== undefined)
    return wrong(`<${name}> has no attribute «${stray.name ?? '…'}»`, `write ${written(name)}`);
  if ((node.children ?? []).length > 0)
    return wrong(`<${name}> has words in it`, `write ${written(name)}, and the words beside it`);
  if (taken === null) return { said, mistake: null };
  const value = given[0]?.value;
  if (typeof value !== 'string')
    return wrong(`<${name}> does not say ${taken} what`, `write ${written(name)}`);
  const { ok, values } = allowed(name, value, edition, clauses);
  return ok
    ? { said, mistake: null }
    : wrong(`${said} says nothing`, `${taken} is one of ${values.join(', ')}`);
}
