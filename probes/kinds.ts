// The kinds of probe: one row for each file.
import { http } from './http.ts';
import { kafka } from './kafka.ts';
import type { ProbeKind } from './probe.ts';
import { promql } from './promql.ts';
import { redis } from './redis.ts';
import { tcp } from './tcp.ts';

export const probeKinds = { http, promql, tcp, redis, kafka } satisfies Record<string, ProbeKind<unknown>>;
export type ProbeKindName = keyof typeof probeKinds;
