// A table for the spreadsheet programs of Kazakhstan: UTF-8 with its mark, semicolons, formulas made harmless.

const FORMULA = /^[=+\-@\t\r]/;

const cell = (value: string | number | boolean): string => {
  const text = String(value);
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

/** The rows, the heads first. */
export const csvText = (rows: (string | number | boolean)[][]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
