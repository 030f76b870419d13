type Step = 'form' | 'signature' | 'publication' | 'winner' | 'force';
/** The step of docs/register.md that does not hold; null where all do. */
export function brokenDiplomaStep(
  code: string,
  register: { keys: { fingerprint: string; publicKey: string }[]; publications: unknown[] },
): Step | null;
