// Checks a receipt against the site's register in the reader's own browser.

import { wordsOf, findingWords } from '#rules/verify-words';
import { ask, registerText } from './verify-messages.ts';
import type { Answer } from './verify-messages.ts';
import type { Names } from './verify-row.ts';

const section = document.querySelector<HTMLElement>('[data-check-receipt]');
const named = document.querySelector<HTMLElement>('[data-verify]')?.dataset.verify;
const file = section?.querySelector('input');
const line = section?.querySelector<HTMLElement>('[role=status]');

if (section && named !== undefined && file && line) {
  const { texts } = JSON.parse(named) as Names;
  const { working = '', holds = '', register = '', cannot = '' } = section.dataset;
  const unread = { clause: '12', code: 'RECEIPT_UNREADABLE', kind: 'refusal' } as const;

  const said = (answer: Answer): { ok: boolean; text: string } => {
    if (answer.kind !== 'receipt')
      return { ok: false, text: answer.kind === 'unsupported' ? wordsOf(texts, 'unsupported') : cannot };
    const { receipt, findings, registerHolds } = answer;
    const wrong = receipt === null ? [unread] : findings;
    if (receipt === null || wrong.length > 0)
      return { ok: false, text: wrong.map((finding) => findingWords(texts, finding, 0)).join(' ') };
    if (!registerHolds) return { ok: false, text: register };
    return { ok: true, text: wordsOf({ ...texts, verify: { holds } }, 'holds', receipt) };
  };

  const check = async (chosen: File): Promise<void> => {
    const receipt = await chosen.text();
    ask({ kind: 'receipt', receipt, register: await registerText() }, (answer) => {
      const { ok, text } = said(answer);
      line.className = ok ? 'notice notice--ok' : 'notice notice--error';
      line.textContent = text;
    });
  };
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    if (chosen === undefined) return;
    line.className = 'notice';
    line.textContent = working;
    check(chosen).catch(() => {
      line.className = 'notice notice--error';
      line.textContent = cannot;
    });
  });
  section.hidden = false;
}
