// Inputs as their schema wants them, with something hostile in some places: what passes the first look meets the rest.

import type { ZodMiniType } from 'zod/mini';
import type { Dice } from '../hostile/dice.ts';
import { hostileText, NUMBERS } from './strings.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
/** What a schema says of itself (zod 4, `_zod.def`). */
type Def = {
  type: string;
  shape?: Record<string, Schema>;
  element?: Schema;
  innerType?: Schema;
  in?: Schema;
  items?: Schema[];
  options?: Schema[];
  entries?: Record<string, string>;
  values?: unknown[];
  keyType?: Schema;
  valueType?: Schema;
};
type Schema = { _zod: { def: Def } };

/** Texts that name something in the house: ids, commissions, days. */
export type Known = readonly string[];

const MOST_DEPTH = 200;
/** Something of any shape. */
export function anything(roll: Dice): Json {
  switch (roll.below(9)) {
    case 0:
      return null;
    case 1:
      return roll.below(2) === 0;
    case 2:
      return roll.of(NUMBERS);
    case 3:
      return [];
    case 4:
      return Array.from({ length: roll.of([1, 3, 500]) }, () => hostileText(roll));
    case 5:
      return { [hostileText(roll)]: hostileText(roll) };
    case 6: {
      let deep: Json = 'x';
      for (let depth = 0; depth < MOST_DEPTH; depth += 1) deep = roll.below(2) === 0 ? [deep] : { a: deep };
      return deep;
    }
    case 7:
      return JSON.parse('{"__proto__":{"admitted":true},"constructor":{"prototype":1},"toString":1}') as Json;
    default:
      return hostileText(roll);
  }
}

const ONE_IN = 6;
/** A value of `schema`; one in a few of its parts is not what it wants. */
export function inputOf(schema: ZodMiniType, roll: Dice, known: Known): Json {
  const made = (one: Schema | undefined): Json =>
    one === undefined ? anything(roll) : inputOf(one as unknown as ZodMiniType, roll, known);
  const { def } = (schema as unknown as Schema)._zod;
  if (roll.below(ONE_IN * 4) === 0) return anything(roll);
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape ?? {})
          .filter(() => roll.below(ONE_IN * 5) > 0)
          .map(([key, part]) => [key, made(part)]),
      );
    case 'array':
      return Array.from({ length: roll.of([0, 1, 2, 6, 7]) }, () => made(def.element));
    case 'tuple':
      return (def.items ?? []).map(made);
    case 'record':
      return { [roll.of(known)]: made(def.valueType) };
    case 'union':
      return made(roll.of(def.options ?? []));
    case 'enum':
      return roll.of(Object.values(def.entries ?? { none: '' }));
    case 'literal':
      return roll.of(def.values ?? ['']) as Json;
    case 'boolean':
      return roll.below(2) === 0;
    case 'number':
    case 'int':
      return roll.below(3) > 0 ? roll.below(8) : roll.of(NUMBERS);
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
      return made(def.innerType);
    case 'pipe':
      return made(def.in);
    default:
      return roll.below(3) > 0 ? roll.of(known) : hostileText(roll);
  }
}

/** A value as the fields of a form would carry it: `a.0.b`. */
export function flat(value: Json, name = ''): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value).toWellFormed()]];
  return Object.entries(value).flatMap(([key, child]) => flat(child, name === '' ? key : `${name}.${key}`));
}
