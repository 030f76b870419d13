// What an applicant may still do with an application that is filed.

import type { Language } from '#rules/application';
import { formatInstant } from '#rules/dates-in-words';
import type { Placement } from '#rules/edition';
import { isLate } from '#rules/terms';
import { newId } from '../acts/act.ts';
import { standingOf } from '../acts/standing.ts';
import type { Filed } from '../db/applications.ts';
import { words } from '../texts.ts';

type Props = { language: Language; filed: Filed; placement: Placement | null; now: number };

const isOver = ({ placement, now }: Props): boolean => placement === null || isLate(now, placement.deadline);

function Act(props: {
  language: Language;
  name: string;
  label: string;
  children?: unknown;
  quiet?: boolean;
}) {
  const { language, name, label, children, quiet } = props;
  return (
    <form method="post" action={`/api/applications/${name}`} class="stack">
      <input type="hidden" name="key" value={newId()} />
      <input type="hidden" name="language" value={language} />
      {children}
      <p>
        <button class={quiet === true ? 'button button--quiet' : 'button'}>
          {words(language, 'apply', label)}
        </button>
      </p>
    </form>
  );
}

/** Which version counts while the next one is written. */
export function Correcting(props: Props & { link?: string }) {
  const { language, filed, link } = props;
  const over = isOver(props);
  const received = formatInstant(new Date(filed.receivedAt).toISOString(), language);
  return (
    <div class={over ? 'notice notice--warning' : 'notice'}>
      <p>
        {words(language, 'apply', over ? 'correcting-late' : 'correcting', {
          received,
          reference: filed.reference,
        })}{' '}
        <a href={link ?? `/${language}/application/receipt/`}>
          {words(language, 'apply', link === undefined ? 'see-filed' : 'go-on')}
        </a>
      </p>
      <Act language={language} name="keep" label="keep-filed" quiet />
    </div>
  );
}

export function OwnActs(props: Props & { open: boolean }) {
  const { language, filed, open } = props;
  const say = (key: string) => words(language, 'apply', key);
  const correctable = !isOver(props) && !open;
  const withdrawable = ['received', 'admitted', 'passed'].includes(standingOf(filed));
  if (!correctable && !withdrawable) return null;
  return (
    <section class="card stack" id="change">
      <h2>{say('change')}</h2>
      {correctable ? (
        <>
          <p>{say('about.correct')}</p>
          <Act language={language} name="correct" label="correct" />
        </>
      ) : null}
      {withdrawable ? (
        <details>
          <summary>{say('withdraw')}</summary>
          <div class="stack">
            <p>{say('about.withdraw')}</p>
            <Act language={language} name="withdraw" label="withdraw" quiet>
              <label class="field">
                <span>{say('withdraw-reason')}</span>
                <textarea name="reason" rows={2} />
              </label>
            </Act>
          </div>
        </details>
      ) : null}
    </section>
  );
}
