// The order of texts by their code units, as `sort` takes it: negative, 0 or positive.

export const compareText = (a: string, b: string): number => Number(a > b) - Number(a < b);
