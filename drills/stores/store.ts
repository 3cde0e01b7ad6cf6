// The contract of a store: what it holds, looked at before and after a command that may destroy something.
import type { ZodType } from 'zod';
import type { Dialer } from '../../core/addresses.ts';
import type { Context } from '../../core/clock.ts';

/** By name (a key, a topic's partition): a value that is the same as long as the item is. */
export type Holding = ReadonlyMap<string, string>;

/** One thing that is not as it was. */
export interface Difference {
  readonly item: string;
  readonly change: 'lost' | 'changed';
  readonly detail: string;
}

export interface Store {
  /** Reads everything that lasts; what passes by itself (expiring keys) is left out. */
  look(ctx: Context): Promise<Holding>;
  /** What of `before` is lost or changed in `after`. What traffic adds or moves is neither. */
  compare(before: Holding, after: Holding): readonly Difference[];
}

export interface StoreKind<Config> {
  readonly kind: string;
  readonly schema: ZodType<Config>;
  /** The `service:port` it looks at, checked when files are loaded. */
  target(config: Config): string;
  create(config: Config, tools: { readonly dialer: Dialer }): Store;
}

/** `inventory:*` as Redis and shells write it: `*` is anything, `?` one character. */
export const matchesPattern = (text: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => {
    const source = pattern
      .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return new RegExp(`^${source}$`, 's').test(text);
  });
