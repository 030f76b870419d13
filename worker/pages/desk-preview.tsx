// What would be published, before it is: the very pages in three languages, what a reader's verifier would find, and
// the one button that publishes it.

import { LANGUAGES } from '#rules/application';
import type { Language } from '#rules/application';
import type { Finding } from '#rules/finding';
import { correctionOf } from '#rules/publication';
import type { SignedPublication } from '#rules/publication';
import type { Child } from 'hono/jsx';
import { words } from '../texts.ts';
import { Findings, Table } from './parts.tsx';

const NAMES: Record<Language, string> = { kk: 'Қазақша', ru: 'Русский', en: 'English' };

/** A public page that changes: its key in the address of the preview, and its name. */
export type PreviewedPage = { key: string; name: string };

export function PreviewPage(props: {
  language: Language;
  title: string;
  back: { href: string; name: string };
  /** Address of this page without the language: `/10/preview/selection/`. */
  path: string;
  drafts: SignedPublication[];
  pages: PreviewedPage[];
  findings: Finding[];
  /** What is corrected, above everything else. */
  about?: Child;
  /** The forms of what may be done. */
  children?: Child;
}) {
  const { language, title, back, path, drafts, pages, findings, about, children } = props;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  return (
    <div class="stack">
      <p>
        <a href={back.href}>← {back.name}</a>
      </p>
      <h1>{title}</h1>
      {about}
      {drafts.length === 0 ? (
        <p class="notice">{say('preview-nothing')}</p>
      ) : (
        <section class="card stack">
          <h2>{say('preview-pages')}</h2>
          <p>{say('about.preview')}</p>
          <Table
            heads={[say('page'), ...LANGUAGES.map((code) => NAMES[code])]}
            rows={pages.map(({ key, name }) => [
              name,
              ...LANGUAGES.map((code) => (
                <a href={`/desk/${code}${path}${key}/`} hreflang={code}>
                  {say('preview-open', { language: NAMES[code] })}
                </a>
              )),
            ])}
          />
          <ul>
            {drafts.map((draft) => {
              const correction = correctionOf(draft.body);
              return (
                <li>
                  {say('publication-n', { n: draft.number })}: {say(`publication.${draft.body.kind}`)}
                  {correction === undefined ? null : (
                    <span class="meta"> {say('corrects', { n: correction.supersedes })}</span>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <section class="card stack">
        <h2>{say('preview-findings')}</h2>
        {findings.length === 0 ? (
          <p class="notice notice--ok">{say('preview-lawful')}</p>
        ) : (
          <div class="notice notice--error">
            <Findings language={language} findings={findings} />
          </div>
        )}
      </section>
      {children}
    </div>
  );
}

/** Stands above a public page that is not public yet. */
export function PreviewBanner({ language, back }: { language: Language; back: string }) {
  return (
    <div class="notice notice--warning" data-preview>
      <p>
        <strong>{words(language, 'desk', 'preview-banner')}</strong>{' '}
        <a href={back}>{words(language, 'desk', 'back')}</a>
      </p>
    </div>
  );
}
