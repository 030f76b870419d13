// Where a commission has come to a stop: what happened in words, its paragraph, and the way on.

import type { Language } from '#rules/application';
import type { DeadEnd } from '#rules/dead-ends';
import { words } from '../texts.ts';

/** The act of each way has its form on the page of the sittings, else on the commission's. */
const ANCHOR: Partial<Record<DeadEnd['way'], string>> = {
  'casting-vote': '#casting-vote',
  'call-sitting': '#call-sitting',
  'close-vote': '#close-vote',
  ballot: '#ballot',
  'open-sitting': '#open-sitting',
};

export function DeadEnds(props: {
  language: Language;
  ends: DeadEnd[];
  /** The page of the commission. */
  here: string;
  /** Acts that are possible and are this person's. */
  possible: (act: string) => boolean;
}) {
  const { language, ends, here, possible } = props;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  if (ends.length === 0) return null;
  return (
    <section class="card stack" id="way-on">
      <h2>{say('way-on')}</h2>
      {ends.map(({ code, clause, interpretation, way }) => (
        <div class="notice notice--warning stack" data-dead-end={code}>
          <p>
            {say(`dead-end.${code}`)}{' '}
            <span class="meta">
              {say('clause.paragraph', { n: clause })}
              {interpretation ? `, ${say('interpretation')}` : ''}
            </span>
          </p>
          <p>
            {say('way-on-act')}:{' '}
            {possible(way) ? (
              <a href={ANCHOR[way] === undefined ? `${here}#${way}` : `${here}sitting/${ANCHOR[way]}`}>
                {say(`act.${way}`)}
              </a>
            ) : (
              say(way === 'replace-seat' ? 'way.replace-seat' : `act.${way}`)
            )}
          </p>
        </div>
      ))}
    </section>
  );
}
