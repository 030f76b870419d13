// Checks a receipt in the reader's own browser: the code that the build and the command run.

import type { Language } from '#rules/application';
import { formatInstant } from '#rules/dates-in-words';
import type { Finding } from '#rules/finding';
import type { Register } from '#rules/publication';
import { receiptFindings } from '#rules/receipt';
import { readReceipt } from '#rules/receipt.schema';
import { verifyRegister } from '#rules/verify-register';

type Said = { ok: boolean; text: string };

const section = document.querySelector<HTMLElement>('[data-check-receipt]');
const file = section?.querySelector('input');
const line = section?.querySelector<HTMLElement>('[role=status]');

const TEXT_OF: Record<string, string> = {
  RECEIPT_CHANGED: 'changed',
  RECEIPT_KEY_UNKNOWN: 'unknown',
  HEAD_NOT_FOUND: 'head',
};

async function check(text: string, words: DOMStringMap): Promise<Said> {
  const receipt = readReceipt(text);
  if (receipt === null) return { ok: false, text: words.unreadable ?? '' };
  const answer = await fetch('/data/register.json');
  if (!answer.ok) return { ok: false, text: words.cannot ?? '' };
  const registerText = await answer.text();
  const findings = await receiptFindings(receipt, JSON.parse(registerText) as Register);
  if (findings.length > 0) return { ok: false, text: findings.map((one) => sentence(one, words)).join(' ') };
  const { ok } = await verifyRegister(registerText, { key: receipt.key, head: receipt.register });
  if (!ok) return { ok, text: words.register ?? '' };
  const at = formatInstant(receipt.receivedAt, (words.language ?? 'kk') as Language);
  const said = (words.holds ?? '').replace('{reference}', receipt.reference).replace('{receivedAt}', at);
  return { ok, text: said };
}

const sentence = ({ code, values }: Finding, words: DOMStringMap): string =>
  (words[TEXT_OF[code] ?? ''] ?? code).replace('{publication}', String(values?.publication ?? ''));

if (section && file && line) {
  section.hidden = false;
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    if (chosen === undefined) return;
    line.className = 'notice';
    line.textContent = section.dataset.working ?? '';
    chosen
      .text()
      .then((text) => check(text, section.dataset))
      .catch((): Said => ({ ok: false, text: section.dataset.cannot ?? '' }))
      .then(
        ({ ok, text }) => {
          line.className = ok ? 'notice notice--ok' : 'notice notice--error';
          line.textContent = text;
        },
        () => undefined,
      );
  });
}
