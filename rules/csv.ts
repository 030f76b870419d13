// A table for the spreadsheet programs of Kazakhstan: UTF-8 with its mark, semicolons, formulas made harmless.

// Spreadsheets of East Asia take the wide signs for the narrow ones.
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

const cell = (value: string | number | boolean): string => {
  const text = String(value);
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

/** The rows, the heads first. */
export const csvText = (rows: (string | number | boolean)[][]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
