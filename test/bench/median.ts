// How a figure of a measurement is made from its repetitions.

export const median = (list: number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

/** To two digits behind the point. */
export const rounded = (value: number): number => Math.round(value * 100) / 100;
