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
  const made = oncePer((document: LintDocument) => oncePer((part: K) => make(document, part)));
  return (document, part) => made(document)(part);
};
