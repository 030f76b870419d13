// What a rule answers with, and the order in which texts stand.

import { describe, expect, it, test } from 'vitest';
import { canonical } from '#rules/canonical';
import { compareText } from '#rules/compare-text';
import { found, refusal } from '#rules/finding';

describe('a finding', () => {
  it('has what is given, and no member without a value', () => {
    expect(refusal('5', 'CODE')).toStrictEqual({ clause: '5', code: 'CODE', kind: 'refusal' });
    expect(refusal('5', 'CODE', { n: 1 }, 'field')).toStrictEqual({
      ...{ clause: '5', code: 'CODE', kind: 'refusal' },
      ...{ field: 'field', values: { n: 1 } },
    });
    expect(found('remark', '5', 'CODE', undefined, 'field')).toStrictEqual({
      ...{ clause: '5', code: 'CODE', kind: 'remark', field: 'field' },
    });
  });
});

test.each([
  ['a', 'b', -1],
  ['a', 'a', 0],
  ['b', 'a', 1],
  ['B', 'a', -1],
  ['', 'a', -1],
])('%j stands beside %j at %i', (a, b, order) => expect(compareText(a, b)).toBe(order));

describe('a canonical text', () => {
  it('has its members in order of their code units, and none that is undefined', () => {
    expect(canonical({ b: 1, a: [true, null], '\u20ac': '€', B: undefined, aa: { c: -0.5 } })).toBe(
      '{"a":[true,null],"aa":{"c":-0.5},"b":1,"€":"€"}',
    );
  });

  test.each([
    ['\ud800', 'a lone surrogate has no canonical form'],
    [Number.NaN, 'NaN has no canonical form'],
    [Number.POSITIVE_INFINITY, 'Infinity has no canonical form'],
    [undefined, 'undefined has no canonical form'],
    [() => 1, 'function has no canonical form'],
    [1n, 'bigint has no canonical form'],
  ])('there is none of %s', (value, said) => expect(() => canonical(value)).toThrow(new TypeError(said)));
});
