// alertmanager.yml at a pace. repeat_interval stays: nobody waits for it.
import { parse } from 'yaml';
import { formatDuration } from '../../core/duration.ts';
import type { Pacer } from '../../core/pace.ts';
import type { Timings } from '../../core/rules.ts';
import { durationIn } from './pace-prometheus.ts';
import { writeYaml } from '../../core/yaml/write.ts';

/** How long a route holds an alert back, paced. */
export interface RouteTimes {
  readonly groupWaitMs: number;
  readonly groupIntervalMs: number;
  /** False where alerts share a group: then a later one may wait for the group's next interval. */
  readonly groupsByAlert: boolean;
}

export interface PacedAlertmanager {
  readonly content: string;
  readonly routes: readonly RouteTimes[];
}

type Section = Record<string, unknown>;

export const paceAlertmanager = (content: string, pacer: Pacer, timings: Timings): PacedAlertmanager => {
  const config = (parse(content) ?? {}) as { global?: Section; route?: Section };
  const routes: RouteTimes[] = [];
  const resolve = pacer.pacedMs(durationIn(config.global, 'resolve_timeout') ?? 300_000, 'window');
  timings['resolve_timeout'] = resolve;
  const route = paceRoute(config.route ?? {}, null, { pacer, timings, routes });
  const global = { ...config.global, resolve_timeout: formatDuration(resolve.pacedMs) };
  return { content: writeYaml({ ...config, global, route }), routes };
};

interface Walk {
  readonly pacer: Pacer;
  readonly timings: Timings;
  readonly routes: RouteTimes[];
}

// Routes inherit what they don't say from their parent.
const paceRoute = (route: Section, parent: RouteTimes | null, walk: Walk): Section => {
  const label = parent === null ? '' : `route ${String(route['receiver'] ?? walk.routes.length)} `;
  const held = (key: string, inherited: number | undefined, fallbackMs: number): number => {
    const own = durationIn(route, key);
    if (own === null && inherited !== undefined) return inherited;
    const value = walk.pacer.pacedMs(own ?? fallbackMs, 'interval');
    walk.timings[`${label}${key}`] = value;
    return value.pacedMs;
  };
  const groupBy = route['group_by'];
  const times: RouteTimes = {
    groupWaitMs: held('group_wait', parent?.groupWaitMs, 30_000),
    groupIntervalMs: held('group_interval', parent?.groupIntervalMs, 300_000),
    groupsByAlert: Array.isArray(groupBy)
      ? groupBy.includes('alertname') || groupBy.includes('...')
      : (parent?.groupsByAlert ?? false),
  };
  walk.routes.push(times);
  const children = Array.isArray(route['routes']) ? (route['routes'] as Section[]) : [];
  return {
    ...route,
    group_wait: formatDuration(times.groupWaitMs),
    group_interval: formatDuration(times.groupIntervalMs),
    ...(children.length > 0 && { routes: children.map((child) => paceRoute(child, times, walk)) }),
  };
};
