// Many requests, a few of them at once.

/** Does `work` with each of `list`, taken in their order, `atOnce` of them side by side; resolves when all are done. */
export async function inTurns<One>(
  list: readonly One[],
  atOnce: number,
  work: (one: One) => Promise<void>,
): Promise<void> {
  const waiting = list.values();
  const line = async (): Promise<void> => {
    for (const one of waiting) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, line));
}
