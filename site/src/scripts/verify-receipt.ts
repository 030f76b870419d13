// Checks a receipt against the site's register in the reader's own browser.

import { wordsOf, findingWords } from '#rules/verify-words';
import { ask, registerText } from './verify-messages.ts';
import type { Answer } from './verify-messages.ts';
import { namesOf } from './verify-row.ts';

const UNREAD = { clause: '12', code: 'RECEIPT_UNREADABLE', kind: 'refusal' } as const;

/** Says in `line`, in the words of `said`, whether the receipt in `chosen` holds and stands in the register. */
export async function checkReceipt(
  said: DOMStringMap,
  line: HTMLElement,
  chosen: File,
  address: string,
): Promise<void> {
  const { texts } = await namesOf(address);
  const outcome = (answer: Answer): { ok: boolean; text: string } => {
    if (answer.kind !== 'receipt')
      return {
        ok: false,
        text: answer.kind === 'unsupported' ? wordsOf(texts, 'unsupported') : (said.cannot ?? ''),
      };
    const { receipt, findings, registerHolds } = answer;
    const wrong = receipt === null ? [UNREAD] : findings;
    if (receipt === null || wrong.length > 0)
      return { ok: false, text: wrong.map((finding) => findingWords(texts, finding, 0)).join(' ') };
    if (!registerHolds) return { ok: false, text: said.register ?? '' };
    return { ok: true, text: wordsOf({ ...texts, verify: { holds: said.holds ?? '' } }, 'holds', receipt) };
  };
  const receipt = await chosen.text();
  ask({ kind: 'receipt', receipt, register: await registerText() }, (answer) => {
    const { ok, text } = outcome(answer);
    line.className = ok ? 'notice notice--ok' : 'notice notice--error';
    line.textContent = text;
  });
}
