// What a found value is held against: a plain value, or a comparison such as `< 50`.
import { z } from 'zod';
import type { Json } from '../core/json.ts';

const operators = ['<=', '>=', '==', '!=', '<', '>'] as const;
export type Operator = (typeof operators)[number];

/** A number against a bound, e.g. `< 50`. */
export interface Bound {
  readonly operator: Operator;
  readonly value: number;
}

export const parseBound = (text: string): Bound | null => {
  const match = /^\s*(<=|>=|==|!=|<|>)\s*(-?\d+(\.\d+)?([eE][+-]?\d+)?)\s*$/.exec(text);
  return match === null ? null : { operator: match[1] as Operator, value: Number(match[2]) };
};

export const boundText = ({ operator, value }: Bound): string => `${operator} ${value}`;

export const withinBound = (found: number, { operator, value }: Bound): boolean =>
  comparisons[operator](found, value);

const comparisons: Readonly<Record<Operator, (found: number, value: number) => boolean>> = {
  '<': (found, value) => found < value,
  '<=': (found, value) => found <= value,
  '>': (found, value) => found > value,
  '>=': (found, value) => found >= value,
  '==': (found, value) => found === value,
  '!=': (found, value) => found !== value,
};

export const boundSchema = z
  .string()
  .refine((text) => parseBound(text) !== null, { error: 'expected a comparison such as "< 50" or ">= 1"' })
  .transform((text) => parseBound(text) ?? { operator: '==' as const, value: Number.NaN })
  .describe('a comparison: < <= > >= == != and a number, e.g. "< 50"');

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A plain value (equal), or one of `{ not }`, `{ is: "< 50" }`, `{ matches }`, `{ exists }`. */
export const ruleSchema = z.union([
  scalar,
  z.strictObject({ not: scalar }),
  z.strictObject({ is: boundSchema }),
  z.strictObject({ matches: z.string().refine(isPattern, { error: 'expected a regular expression' }) }),
  z.strictObject({ exists: z.boolean() }),
]);
export type Rule = z.infer<typeof ruleSchema>;

/** `found` is undefined where there is nothing. */
export const holds = (found: Json | undefined, rule: Rule): boolean => {
  if (rule === null || typeof rule !== 'object') return found === rule;
  if ('exists' in rule) return (found !== undefined) === rule.exists;
  if (found === undefined) return false;
  if ('not' in rule) return found !== rule.not;
  if ('is' in rule) return typeof found === 'number' && withinBound(found, rule.is);
  return new RegExp(rule.matches, 'u').test(typeof found === 'string' ? found : JSON.stringify(found));
};

export const ruleText = (rule: Rule): string => {
  if (rule === null || typeof rule !== 'object') return `== ${JSON.stringify(rule)}`;
  if ('not' in rule) return `!= ${JSON.stringify(rule.not)}`;
  if ('is' in rule) return boundText(rule.is);
  if ('matches' in rule) return `matches /${rule.matches}/`;
  return rule.exists ? 'exists' : 'does not exist';
};

export function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false; // The one thing that the constructor throws for is a bad pattern.
  }
}
