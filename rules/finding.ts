// What a rule answers: not a yes or no, but what it found and which paragraph says so. The words for people are
// in content/texts/findings.json under the code.

/** A paragraph of the regulation: '1'…'24', 'A1' and 'A2' for the appendices. */
export type Clause = string;

export type FindingKind =
  /** The act is not possible. */
  | 'refusal'
  /** A ground on which people may decide not to admit (§14). */
  | 'ground'
  /** Something is missing; filing is possible all the same. */
  | 'missing'
  /** Worth knowing, without consequence in the regulation. */
  | 'remark';

export type Finding = {
  clause: Clause;
  code: string;
  kind: FindingKind;
  /** The form field or file slot it belongs to. */
  field?: string;
  values?: Record<string, string | number>;
  /** True where the text is silent and the reading is ours. */
  interpretation?: true;
};

/** A finding of a kind. What is not given is no member of it, so that two that are alike are alike byte for byte. */
export const found = (
  kind: FindingKind,
  clause: Clause,
  code: string,
  values?: Finding['values'],
  field?: string,
): Finding => ({
  clause,
  code,
  kind,
  ...(field === undefined ? {} : { field }),
  ...(values === undefined ? {} : { values }),
});

export const refusal = (clause: Clause, code: string, values?: Finding['values'], field?: string): Finding =>
  found('refusal', clause, code, values, field);
