// What several rules want to know of one document is worked out once.
import type { LintDocument } from '../rule.ts';

export const oncePer = <T>(make: (document: LintDocument) => T): ((document: LintDocument) => T) => {
  const made = new WeakMap<LintDocument, { readonly value: T }>();
  return (document) => {
    const known = made.get(document) ?? { value: make(document) };
    made.set(document, known);
    return known.value;
  };
};
