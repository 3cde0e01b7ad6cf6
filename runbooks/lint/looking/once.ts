// What several rules want to know of one document, or of one command, is worked out once.
import type { LintDocument } from '../rule.ts';

export const oncePer = <K extends object = LintDocument, T = unknown>(
  make: (key: K) => T,
): ((key: K) => T) => {
  const made = new WeakMap<K, { readonly value: T }>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known.value;
    const value = make(key);
    made.set(key, { value });
    return value;
  };
};
