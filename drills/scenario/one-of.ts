// A mapping in which exactly one of several keys says what kind of thing it is: `{ http: {…}, every: 1s }`.
import { z, type ZodType } from 'zod';

export interface OneOf {
  readonly kind: string;
  readonly config: unknown;
}

/** The kinds as optional keys beside `rest`; exactly one has to be there. The choice is read by `chosen`. */
export const oneOf = <Rest extends z.ZodRawShape>(
  kinds: Readonly<Record<string, ZodType>>,
  rest: Rest,
  what: string,
) => {
  const names = Object.keys(kinds);
  const optional = Object.fromEntries(names.map((name) => [name, (kinds[name] ?? z.never()).optional()]));
  const shape: Rest = { ...optional, ...rest };
  return z.strictObject(shape).superRefine((value, ctx) => {
    const present = names.filter((name) => (value as Record<string, unknown>)[name] !== undefined);
    if (present.length === 1) return;
    const found = present.length === 0 ? 'none' : present.join(' and ');
    ctx.addIssue({
      code: 'custom',
      message: `expected exactly one ${what}, found ${found}`,
      params: { hint: `one of: ${names.join(', ')}`, absent: present.length === 0 },
    });
  });
};

/** Which kind stands in a checked mapping, with its configuration. */
export const chosen = (value: object, kinds: Iterable<string>): OneOf => {
  for (const kind of kinds) {
    const config = (value as Readonly<Record<string, unknown>>)[kind];
    if (config !== undefined) return { kind, config };
  }
  throw new TypeError('a mapping without a kind passed its check');
};
