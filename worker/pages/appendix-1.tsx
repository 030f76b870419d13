// Appendix 1 filled in, to print on one A4 sheet: Kazakh left, Russian right.

import type { Language } from '#rules/application';
import type { Edition } from '#rules/edition';
import type { Draft } from '../db/drafts.ts';
import { appendix1 } from '../documents/appendix-1.ts';
import type { Line } from '../documents/appendix-1.ts';
import { words } from '../texts.ts';
import { stepPath } from './steps.ts';

function Filled({ label, value, hint }: Line) {
  return (
    <p>
      {label} {value === '' ? <span class="blank" /> : <strong>{value}</strong>}
      {hint === undefined ? null : <small>{hint}</small>}
    </p>
  );
}

function Column({ language, draft, edition }: { language: 'kk' | 'ru'; draft: Draft; edition: Edition }) {
  const filled = appendix1(language, draft.form, draft.files, edition);
  return (
    <div lang={language}>
      <p>
        <small>{filled.head}</small>
      </p>
      {filled.to.map((line) => (
        <Filled {...line} />
      ))}
      <h2>{filled.title}</h2>
      {filled.body.map((line) => (
        <Filled {...line} />
      ))}
      <p>{filled.agreed}</p>
      <Filled {...filled.attached} />
      <p class="sign-here">
        <span class="blank" /> {filled.date} <span class="blank" /> {filled.signature}
      </p>
    </div>
  );
}

export function Appendix1View(props: { language: Language; draft: Draft; edition: Edition }) {
  const { language, draft, edition } = props;
  const say = (key: string) => words(language, 'apply', key);
  return (
    <div class="stack">
      <p class="no-print">
        <a href={stepPath(language, 'evidence')}>← {say('step.evidence')}</a>
      </p>
      <h1 class="no-print">{say('form-page')}</h1>
      <p class="no-print">{say('form-page-hint')}</p>
      <p class="buttons no-print">
        <button class="button" type="button" data-print hidden>
          {say('print')}
        </button>{' '}
        <a class="button button--quiet" href="/api/drafts/appendix-1.docx" download>
          {say('form-docx')}
        </a>
      </p>
      <article class="card sheet">
        <Column language="kk" draft={draft} edition={edition} />
        <Column language="ru" draft={draft} edition={edition} />
      </article>
    </div>
  );
}
