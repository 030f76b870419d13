// Numbers that are the same for the same seed (mulberry32), for suites that have to be played again.

export type Dice = {
  /** A whole number from 0 to below `n`. */
  below(n: number): number;
  of<T>(list: readonly T[]): T;
  bytes(length: number): Uint8Array<ArrayBuffer>;
};

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (n: number): number => next() % n;
  return {
    below,
    of(list) {
      const found = list[below(list.length)];
      if (found === undefined) throw new Error('an empty list');
      return found;
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
}
