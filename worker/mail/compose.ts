// What a letter says: text and HTML from the same words, with one frame around each.

import { formatInstant } from '#rules/dates-in-words';
import { escaped } from '#rules/markup';
import type { Waiting } from '../db/outbox.ts';
import type { Env } from '../env.ts';
import { commissionName } from '../pages/names.ts';
import { words } from '../texts.ts';
import { dueLines } from './due-value.ts';

export type Mail = {
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
};

/** Letters to people who hold no application: of commissions, of the Agency, readers who asked. */
const OFFICE: ReadonlySet<string> = new Set([
  ...['sign-in', 'appointed', 'appointed-agency', 'factor-reset', 'sitting-called', 'sitting-off'],
  ...['commission-due', 'handover-received', 'handover-refused', 'message-from-applicant'],
  ...['question-answered', 'question-declined'],
]);

/** The same letter is the same message however often it is sent: its id is its key. */
export function compose(env: Env, letter: Waiting): Mail {
  const { language } = letter;
  const { hostname } = new URL(env.ORIGIN);
  const written = wordsOf(letter);
  const [subject, body] = [oneLine(written.subject), written.body.trim()];
  const foot = words(language, 'letters', OFFICE.has(letter.template) ? 'foot' : 'foot-application', {
    site: `${env.ORIGIN}/${language}/`,
  });
  const fictional = env.MODE === 'real' ? [] : [words(language, 'documents', 'receipt.demo')];
  const paragraphs = [...fictional, ...body.split(/\n{2,}/), foot];
  return {
    from: env.MAIL_FROM ?? `uzdik@${hostname}`,
    to: letter.recipient,
    subject,
    text: `${[...fictional, body, `--\n${foot}`].join('\n\n')}\n`,
    html: page(language, subject, paragraphs),
    headers: {
      'Message-ID': `<${letter.key.replace(/[^A-Za-z0-9:-]/g, '')}@${hostname}>`,
      'Auto-Submitted': 'auto-generated',
    },
  };
}

/** Subject and body as they will be sent: the letter's own, or what a person wrote instead. */
export function wordsOf(letter: Waiting): { subject: string; body: string } {
  if (letter.edited !== null) return JSON.parse(letter.edited) as { subject: string; body: string };
  const { language, template } = letter;
  const values = inWords(letter);
  return {
    subject: words(language, 'letters', `${template}.subject`, values),
    body: words(language, 'letters', `${template}.body`, values),
  };
}

/** What the record says in the letter, each value as its reader sees it. */
export const factsOf = (letter: Waiting): string[] => Object.values(inWords(letter)).map(String);

/** A letter's values in the reader's words: instants as dates, grounds and owed acts as sentences, a commission by its name. */
function inWords({ vals, language }: Waiting): Record<string, string | number> {
  const values = JSON.parse(vals) as Record<string, string | number>;
  const said = (key: string, value: string | number): string | number => {
    if (typeof value !== 'string') return value;
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return formatInstant(value, language);
    if (key === 'standing') return words(language, 'apply', `standing.${value}`);
    if (key === 'commission') return commissionName(language, value);
    if (key === 'role') return words(language, 'desk', `role.${value}`);
    if (key === 'acts') return dueLines(value, language);
    if (key === 'agenda')
      return value
        .split(' ')
        .map((item) => words(language, 'desk', `agenda.${item}`))
        .join('; ');
    if (key !== 'grounds') return value;
    return value
      .split(' ')
      .map((ground) => words(language, 'desk', `ground.${ground}`))
      .join('; ');
  };
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, said(key, value)]));
}

const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ');

/** Addresses become links, line ends become line ends; everything else is text. */
const ADDRESS = /(https?:\/\/[^\s<>"]+[^\s<>".,;)])/;
const inHtml = (text: string): string =>
  text
    .split(ADDRESS)
    .map((part, index) =>
      index % 2 === 0 ? escaped(part) : `<a href="${escaped(part)}">${escaped(part)}</a>`,
    )
    .join('')
    .replaceAll('\n', '<br>\n');

/** Plain enough for every reader of mail: no picture, no style sheet from elsewhere. */
const page = (language: string, title: string, paragraphs: string[]): string =>
  `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body>
<h1>${escaped(title)}</h1>
${paragraphs.map((text) => `<p>${inHtml(text)}</p>`).join('\n')}
</body>
</html>
`;
