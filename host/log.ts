// The house's log: a line of JSON on the error stream, for the journal of the system. It names routes by their pattern and
// nobody by anything: no address of mail or network, no name, no token, no id.

type Fields = Readonly<Record<string, string | number | null>>;

/** `on` is false for a demo and in tests, whose people read what is printed. */
export type Log = { on: boolean };

export function logLine(
  { on }: Log,
  level: 'info' | 'warn' | 'error',
  what: string,
  fields: Fields = {},
): void {
  if (!on) return;
  const line = { at: new Date().toISOString(), level, what, ...fields };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

/** An error with its stack, for who mends it. */
export const logError = (log: Log, what: string, error: unknown): void =>
  logLine(log, 'error', what, {
    message: error instanceof Error ? error.message : String(error),
    stack: error instanceof Error ? (error.stack ?? '') : '',
  });
