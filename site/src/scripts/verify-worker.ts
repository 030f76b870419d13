// Checks a register or a receipt beside the page, so that the page stays free: the code that the build and the command
// run. It asks the network for nothing; the page hands it the bytes.

import type { Register } from '#rules/publication';
import { receiptFindings } from '#rules/receipt';
import { readReceipt } from '#rules/receipt.schema';
import { canVerify } from '#rules/register';
import { verifyRegister } from '#rules/verify-register';
import type { Answer, Task } from './verify-messages.ts';

const say = (answer: Answer): void => postMessage(answer);

async function checkRegister({ text, pins }: Extract<Task, { kind: 'register' }>): Promise<void> {
  let told = 0;
  const verdict = await verifyRegister(text, pins, (publication, steps, all) => {
    const body = publication?.body;
    const commission = body !== undefined && 'commission' in body ? body.commission : null;
    say({ kind: 'checked', number: told, of: body?.kind ?? null, commission, steps, all });
    told += 1;
  });
  const register = verdict.head === null ? null : (JSON.parse(text) as Register);
  say({ kind: 'verdict', verdict, key: register?.publications.at(-1)?.key ?? null });
}

async function checkReceipt({ receipt, register }: Extract<Task, { kind: 'receipt' }>): Promise<void> {
  const signed = readReceipt(receipt);
  if (signed === null) return say({ kind: 'receipt', receipt: null, findings: [], registerHolds: true });
  const findings = await receiptFindings(signed, JSON.parse(register) as Register);
  const remembered = { key: signed.key, head: signed.register };
  const registerHolds = findings.length > 0 || (await verifyRegister(register, remembered)).ok;
  const { reference, receivedAt } = signed;
  say({ kind: 'receipt', receipt: { reference, receivedAt }, findings, registerHolds });
}

addEventListener('message', ({ data }: MessageEvent<Task>) => {
  canVerify()
    .then((can) => {
      if (!can) return say({ kind: 'unsupported' });
      return data.kind === 'register' ? checkRegister(data) : checkReceipt(data);
    })
    .catch(() => say({ kind: 'failed' }));
});
