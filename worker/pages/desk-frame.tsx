// Pages of the desk in their frame: a page, a refused act, a session that has ended.

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { LANGUAGES } from '#rules/application';
import type { Language } from '#rules/application';
import type { Finding } from '#rules/finding';
import type { Bindings } from '../env.ts';
import { words } from '../texts.ts';
import { PersonLine } from './desk-session.tsx';
import { framed } from './frame.ts';
import type { Markup } from './frame.ts';
import { Findings } from './parts.tsx';

type Person = { name: string };
export function deskPage(
  c: Context<Bindings>,
  language: Language,
  person: Person | null,
  title: string,
  content: Markup,
  status: ContentfulStatusCode = 200,
  path: string = c.req.path,
): Promise<Response> {
  return framed(c, {
    language,
    frame: 'desk-frame',
    title,
    content,
    person: person === null ? null : <PersonLine language={language} name={person.name} />,
    here: (other) => path.replace(/^\/desk\/(kk|ru|en)\//, `/desk/${other}/`),
    status,
  });
}

/** The language of the page that a form came from. */
export const languageOfPath = (back: string): Language =>
  LANGUAGES.find((code) => back.startsWith(`/desk/${code}/`)) ?? 'kk';

type Refusal = {
  language: Language;
  findings: Finding[];
  /** The form in which everything typed stands again. */
  anchor: string | null;
  /** It asks for files, which a browser does not send a second time. */
  files: boolean;
  /** What was typed, where no form has it any more. */
  words: string[];
};

/** Above the page as it stands now: what stands in the way with its paragraph, and where the typed words are. */
export function RefusalNotice({ language, findings, anchor, files, words: typed }: Refusal) {
  const say = (key: string) => words(language, 'desk', key);
  return (
    <div class="stack refused">
      <div class="notice notice--error stack" role="alert">
        <p>
          <strong>{say('refused')}</strong>
        </p>
        <Findings language={language} findings={findings} />
        <p>{say('refused-fresh')}</p>
        {anchor === null ? null : (
          <p>
            <a href={`#${anchor}`}>{say('refused-typed-form')}</a>
            {files ? ` ${say('refused-files')}` : ''}
          </p>
        )}
      </div>
      <TypedWords language={language} typed={typed} />
    </div>
  );
}

function TypedWords({ language, typed }: { language: Language; typed: string[] }) {
  if (typed.length === 0) return null;
  return (
    <section class="card stack">
      <h2>{words(language, 'desk', 'refused-typed')}</h2>
      {typed.map((text) => (
        <p class="lines">{text}</p>
      ))}
    </section>
  );
}

/** A refused act whose page is not there any more: the reason, what was typed, and the way back. */
export function refusalPage(
  c: Context<Bindings>,
  person: Person,
  {
    language,
    back,
    findings,
    typed,
  }: { language: Language; back: string; findings: Finding[]; typed: string[] },
  status: ContentfulStatusCode,
): Promise<Response> {
  const title = words(language, 'desk', 'refused');
  return framed(c, {
    language,
    frame: 'desk-frame',
    title,
    content: (
      <div class="stack">
        <h1>{title}</h1>
        <div class="notice notice--error">
          <Findings language={language} findings={findings} />
        </div>
        <TypedWords language={language} typed={typed} />
        <p>
          <a class="button" href={back}>
            {words(language, 'desk', 'back')}
          </a>
        </p>
      </div>
    ),
    person: <PersonLine language={language} name={person.name} />,
    here: (other) => back.replace(/^\/desk\/(kk|ru|en)\//, `/desk/${other}/`),
    status,
  });
}

/** A form that comes without a session: what was typed is still in the browser, one page back. */
export function sessionOverPage(c: Context<Bindings>, language: Language): Promise<Response> {
  const title = words(language, 'desk', 'session-over');
  const content = (
    <div class="stack">
      <h1>{title}</h1>
      <p>{words(language, 'desk', 'about.session-over')}</p>
      <p>
        <a class="button" href={`/desk/${language}/sign-in/`} target="_blank" rel="noopener">
          {words(language, 'desk', 'sign-in')}
        </a>
      </p>
    </div>
  );
  return framed(c, {
    language,
    frame: 'desk-frame',
    title,
    content,
    here: (other) => `/desk/${other}/sign-in/`,
    status: 401,
  });
}
