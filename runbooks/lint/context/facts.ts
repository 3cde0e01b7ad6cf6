// What a context reader gives: facts where the text could be read, else its mistakes with their places.
import type { Problem } from '../../../core/errors.ts';

export interface Facts<T> {
  /** Null when there are problems. */
  readonly facts: T | null;
  readonly problems: readonly Problem[];
}

type Mapping = Readonly<Record<string, unknown>>;

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The mapping that was wanted, or an empty one. */
export const asMapping = (value: unknown): Mapping => (isMapping(value) ? value : {});

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A scalar as text; null for what is no scalar. */
export const asText = (value: unknown): string | null =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : null;

/** `${VAR:-default}` is its default; a variable without one stays as it is written. */
export const withDefaults = (text: string): string =>
  text.replace(/\$\{\w+:?-([^{}]*)\}/g, '$1').replaceAll('$$', '$');
