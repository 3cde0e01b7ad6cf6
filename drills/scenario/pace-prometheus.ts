// prometheus.yml at a pace.
import { parse } from 'yaml';
import { formatDuration, parseDuration } from '../../core/duration.ts';
import type { Pacer } from '../../core/pace.ts';
import type { Timings } from '../../core/rules.ts';
import { writeYaml } from '../../core/yaml/write.ts';

export interface PacedPrometheus {
  readonly content: string;
  /** Of the slowest job. */
  readonly scrapeMs: number;
  readonly evaluationMs: number;
}

type Section = Record<string, unknown>;

export const pacePrometheus = (content: string, pacer: Pacer, timings: Timings): PacedPrometheus => {
  const config = (parse(content) ?? {}) as { global?: Section; scrape_configs?: Section[] };
  const interval = (name: string, nominalMs: number): number => {
    timings[name] = pacer.pacedMs(nominalMs, 'interval');
    return timings[name].pacedMs;
  };
  const nominal = durationIn(config.global, 'scrape_interval') ?? 60_000;
  const scrapeMs = interval('scrape_interval', nominal);
  const evaluationMs = interval(
    'evaluation_interval',
    durationIn(config.global, 'evaluation_interval') ?? 60_000,
  );
  const timeoutMs = durationIn(config.global, 'scrape_timeout') ?? 10_000;
  const jobs = (config.scrape_configs ?? []).map((job) => {
    const own = durationIn(job, 'scrape_interval');
    const ms = own === null ? scrapeMs : interval(`${String(job['job_name'])} scrape_interval`, own);
    return { ms, job: { ...job, ...scrapeTimes(ms, durationIn(job, 'scrape_timeout') ?? timeoutMs) } };
  });
  const global = {
    ...config.global,
    ...scrapeTimes(scrapeMs, timeoutMs),
    evaluation_interval: formatDuration(evaluationMs),
  };
  return {
    content: writeYaml({ ...config, global, scrape_configs: jobs.map(({ job }) => job) }),
    scrapeMs: Math.max(...(jobs.length === 0 ? [scrapeMs] : jobs.map(({ ms }) => ms))),
    evaluationMs,
  };
};

/** A duration as YAML gives it; null when it isn't there. */
export const durationIn = (section: Section | undefined, key: string): number | null => {
  const value = section?.[key];
  return value === undefined || value === null ? null : parseDuration(String(value));
};

// Prometheus refuses a timeout above the interval; a little below it, a hanging target can't delay the next scrape.
const scrapeTimes = (intervalMs: number, timeoutMs: number): Section => ({
  scrape_interval: formatDuration(intervalMs),
  scrape_timeout: formatDuration(Math.min(timeoutMs, Math.floor(intervalMs * 0.95))),
});
