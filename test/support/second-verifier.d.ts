/** What does not hold, as the number of the publication (0 for the file) and the step of docs/register.md. */
export function brokenSteps(
  text: string,
  pins?: { key?: string; head?: { number: number; hash: string } },
): [number, string][];
