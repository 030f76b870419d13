// The diplomas of §22 at the Agency's desk: to be printed, signed and handed over.

import type { Language } from '#rules/application';
import { diplomaAddress } from '#rules/diploma';
import type { Given } from '#rules/diploma';
import { words } from '../texts.ts';

/** One diploma; nothing where the winner has none in force. */
export function DiplomaLink({ number }: { number: string | undefined }) {
  return number === undefined ? null : <a href={diplomaAddress(number)}>№ {number}</a>;
}

export function Diplomas({ language, given }: { language: Language; given: Given[] }) {
  const say = (key: string) => words(language, 'diploma', key);
  if (given.length === 0) return null;
  return (
    <section class="card stack" id="diplomas">
      <h2>{say('diplomas')}</h2>
      <p>
        {say('diplomas-about')} <a href={`/${language}/diploma/`}>{say('page-title')}</a>
      </p>
      <ul>
        {given.map(({ diploma: { number, kk, ru } }) => (
          <li>
            <DiplomaLink number={number} /> – {language === 'kk' ? kk : ru}
          </li>
        ))}
      </ul>
    </section>
  );
}
