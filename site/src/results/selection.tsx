/** @jsxImportSource hono/jsx */
// The selection of one region: every sheet opened, summed and compared (§15).

import type { Language } from '#rules/application';
import { formatDay } from '#rules/dates-in-words';
import type { Edition } from '#rules/edition';
import { selectionOutcome, sheetTotal } from '#rules/marks';
import type { OpenSheet, SelectionBody, SignedPublication } from '#rules/publication';
import { speaker, words } from '../data/texts.ts';
import { Clause, Source } from './parts.tsx';

type Props = { language: Language; edition: Edition; from: SignedPublication; body: SelectionBody };

export function Selection({ language, edition, from, body }: Props) {
  const t = speaker(language);
  const above = edition.marks.passAbove.value;
  const facts = [
    ['received', body.received],
    ['admitted', body.admitted.length],
    ['not-admitted', body.notAdmitted.length],
    ...(body.withdrawn > 0 ? ([['withdrawn', body.withdrawn]] as const) : []),
    ...(body.transferredAway > 0 ? ([['transferred', body.transferredAway]] as const) : []),
    ['passed', body.admitted.filter(({ passed }) => passed).length],
  ] as const;
  return (
    <section class="card stack">
      <h2>{t('selection')}</h2>
      <dl class="facts">
        {facts.map(([key, count]) => (
          <div>
            <dt>{t(key)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <p class="meta">
        {t('signed-on')}: {formatDay(body.signedOn, language)}. <Clause language={language} n="15" />{' '}
        <Source language={language} publication={from} />
      </p>
      <p>
        {t('selection-rule', { above })} <Clause language={language} n="15" />
      </p>
      <div class="table-wrap" tabindex={0}>
        <table class="table--rows">
          <thead>
            <tr>
              <th scope="col">{t('filing')}</th>
              <th scope="col">{t('sheets')}</th>
              <th scope="col">{t('computed')}</th>
              <th scope="col">{t('outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {body.admitted.map(({ filing, sheets, passed, recused }) => {
              const { sum, count } = selectionOutcome(sheets, edition);
              return (
                <tr>
                  <td class="wide" data-label={t('filing')}>
                    <span class="code">{filing}</span>
                  </td>
                  <td class="wide" data-label={t('sheets')}>
                    <details class="sheets">
                      <summary>{sheets.map(({ marks }) => sheetTotal(marks)).join(' + ')}</summary>
                      <ol>
                        {sheets.map((sheet) => (
                          <Sheet language={language} sheet={sheet} />
                        ))}
                      </ol>
                      {recused > 0 ? <p class="meta">{t('recused-sheets', { n: recused })}</p> : null}
                    </details>
                  </td>
                  <td data-label={t('computed')}>
                    {sum} {passed ? '>' : '≤'} {above} × {count} = {above * count}
                  </td>
                  <td data-label={t('outcome')}>
                    <span class={passed ? 'passed' : undefined}>
                      {t(passed ? 'has-passed' : 'not-passed')}
                    </span>
                  </td>
                </tr>
              );
            })}
            {body.notAdmitted.map(({ filing, grounds }) => (
              <tr>
                <td class="wide" data-label={t('filing')}>
                  <span class="code">{filing}</span>
                </td>
                <td class="wide" data-label={t('sheets')}>
                  –
                </td>
                <td class="wide" data-label={t('ground')}>
                  {grounds.map((ground) => words(language, 'desk', `ground.${ground}`)).join('; ')}
                </td>
                <td data-label={t('outcome')}>{t('is-not-admitted')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** A sheet; one that was entered again from paper says so. */
function Sheet({ language, sheet: { marks, replaces } }: { language: Language; sheet: OpenSheet }) {
  return (
    <li>
      {marks.join(' + ')} = {sheetTotal(marks)}
      {replaces === undefined ? null : (
        <span class="meta">
          {' '}
          {speaker(language)('sheet-replaced')}: {replaces.reason[language]}
        </span>
      )}
    </li>
  );
}
