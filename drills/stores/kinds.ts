// The kinds of store: one row for each file.
import { kafka } from './kafka.ts';
import { redis } from './redis.ts';
import type { StoreKind } from './store.ts';

export const storeKinds = { redis, kafka } satisfies Record<string, StoreKind<unknown>>;
