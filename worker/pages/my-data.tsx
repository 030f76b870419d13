// «My data»: what is held, who is answerable for it, until when; taken along as a file, or taken away.

import type { Language } from '#rules/application';
import type { Edition } from '#rules/edition';
import type { Finding } from '#rules/finding';
import { newId } from '../acts/act.ts';
import type { Draft } from '../db/drafts.ts';
import { words } from '../texts.ts';
import { Findings } from './parts.tsx';

/** `draft` is null once everything is erased. */
export function MyDataView(props: {
  language: Language;
  draft: Draft | null;
  edition: Edition;
  findings: Finding[];
}) {
  const { language, draft, edition, findings } = props;
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', key, values);
  if (draft === null) {
    return (
      <div class="stack">
        <h1>{say('my-data')}</h1>
        <p class="notice notice--ok">{say('my-data-erased')}</p>
      </div>
    );
  }
  return (
    <div class="stack">
      <h1>{say('my-data')}</h1>
      {findings.length === 0 ? null : (
        <div class="notice notice--error" role="alert">
          <Findings language={language} findings={findings} />
        </div>
      )}
      <section class="card stack">
        <p>{say('about.my-data', { operator: edition.operator.name[language] })}</p>
        <p>{say('my-data-kept', { days: edition.keep.draftDays, months: edition.keep.dataMonths })}</p>
        <p>
          <a class="button button--quiet" href="/api/applications/my-data.json" download>
            {say('my-data-export')}
          </a>
        </p>
      </section>
      <section class="card stack">
        <h2>{say('forget')}</h2>
        <p>{say(draft.versions === 0 ? 'about.forget' : 'about.forget-filed')}</p>
        <form method="post" action="/api/applications/forget" class="stack">
          <input type="hidden" name="key" value={newId()} />
          <input type="hidden" name="language" value={language} />
          <label>
            <input type="checkbox" name="sure" value="1" required /> {say('forget-sure')}
          </label>
          <p>
            <button class="button button--quiet">{say('forget')}</button>
          </p>
        </form>
      </section>
    </div>
  );
}
