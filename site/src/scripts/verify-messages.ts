// What the page of verification and its worker say to each other.

import type { Finding } from '#rules/finding';
import type { PublicationBody } from '#rules/publication';
import type { Pins, Verdict } from '#rules/verify-register';
import type { Step } from '#rules/verify-steps';

export type Task =
  { kind: 'register'; text: string; pins: Pins } | { kind: 'receipt'; receipt: string; register: string };

export type Answer =
  /** The file (number 0) or one publication; `all` publications stand in the register. */
  | {
      kind: 'checked';
      number: number;
      of: PublicationBody['kind'] | null;
      commission: string | null;
      steps: Step[];
      all: number;
    }
  | { kind: 'verdict'; verdict: Verdict; key: string | null }
  | {
      kind: 'receipt';
      /** Null where the file is none. */
      receipt: { reference: string; receivedAt: string } | null;
      findings: Finding[];
      registerHolds: boolean;
    }
  | { kind: 'unsupported' }
  | { kind: 'failed' };

/** Does `task` beside the page and tells every answer; the last one ends the worker. */
export function ask(task: Task, told: (answer: Answer) => void): void {
  const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    if (data.kind !== 'checked') worker.terminate();
    told(data);
  });
  worker.addEventListener('error', () => told({ kind: 'failed' }));
  worker.postMessage(task);
}

/** The year that the reader chose, or came with from that edition's results; '' for the edition in force. */
function editionAsked(): string {
  const chosen = document.querySelector<HTMLSelectElement>('select[name=edition]')?.value;
  const asked = chosen ?? new URLSearchParams(location.search).get('edition') ?? '';
  return /^\d{4}$/.test(asked) ? asked : '';
}

export const registerText = async (): Promise<string> => {
  const year = editionAsked();
  const answer = await fetch(year === '' ? '/data/register.json' : `/data/${year}/register.json`);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
};
