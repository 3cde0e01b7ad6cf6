// What several rules want to know of one document, or of one command, is worked out once.
import type { LintDocument } from '../rule.ts';

export const oncePer = <K extends object = LintDocument, T = unknown>(
  make: (key: K) => T,
): ((key: K) => T) => {
  const made = new WeakMap<K, T>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined || made.has(key)) return known as T;
    const value = make(key);
    made.set(key, value);
    return value;
  };
};

/** What is asked of something in a document: one of its calls, commands or sections. */
export const oncePerPart = <K extends object, T>(
  make: (document: LintDocument, part: K) => T,
): ((document: LintDocument, part: K) => T) => {
  // No weak keys: what is remembered of its parts goes with the document, and such maps are quicker.
  const made = oncePer(() => new Map<K, T>());
  return (document, part) => {
    const parts = made(document);
    const known = parts.get(part);
    if (known !== undefined || parts.has(part)) return known as T;
    const value = make(document, part);
    parts.set(part, value);
    return value;
  };
};
