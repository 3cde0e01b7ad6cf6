// Durations in prose and tables, and which of them a wait or a stop falls short of.
import type { Command, Place } from '../../model.ts';
import type { LintContext, LintDocument } from '../rule.ts';
import { callsIn, hasOption } from './calls.ts';
import { composeOf, lifecycleOf } from './lifecycle.ts';

export interface ShortWait {
  readonly wait: Place;
  readonly statement: Place;
  readonly subject: string;
  readonly waitText: string;
  readonly statementText: string;
}

// Mechanisms that take their time, by the names that people and settings give them.
const mechanisms: readonly (readonly [string, RegExp])[] = [
  ['circuit breaker', /circuit[ _-]?breaker/i],
  ['back-off', /back[ _-]?off/i],
  ['cooldown', /cool[ _-]?down/i],
  ['rebalance', /rebalanc\w*/i],
  ['leader election', /leader[ _-]?election/i],
  ['failover', /fail[ _-]?over/i],
  ['lease', /\blease\b/i],
  ['drain', /\bdrain(?:ing)?\b|deregistration/i],
  ['DNS', /\bDNS\b/],
  ['cache TTL', /cache[ _-]?ttl|cached? (?:for|expir\w*)/i],
  ['session timeout', /session[ _-]?timeout/i],
  ['rate limit', /rate[ _-]?limit\w*/i],
  ['health check', /health[ _-]?check (?:interval|period|grace)/i],
  ['warm-up', /warm[ _-]?up/i],
];

export const shortWaits = (document: LintDocument): readonly ShortWait[] =>
  document.runbook.waits.flatMap((wait) => {
    if (wait.kind !== 'wait') return [];
    const text = document.lines[wait.line - 1] ?? '';
    return mechanisms
      .flatMap(([subject, pattern]) => {
        const longest = pattern.test(text) ? longestStatement(document, pattern, wait.line) : null;
        if (longest === null || longest.ms <= wait.ms) return [];
        return [
          {
            wait: { line: wait.line, endLine: wait.endLine },
            statement: { line: longest.line, endLine: longest.line },
            subject,
            waitText: shown(wait.ms),
            statementText: shown(longest.ms),
          },
        ];
      })
      .slice(0, 1);
  });

interface Statement {
  readonly line: number;
  readonly ms: number;
}

/** How long it takes at most, as another line gives it: a setting or a sentence, not a threshold and not another wait. */
const longestStatement = (document: LintDocument, mechanism: RegExp, except: number): Statement | null => {
  let longest: Statement | null = null;
  for (const [index, text] of document.lines.entries()) {
    const line = index + 1;
    if (
      line === except ||
      !mechanism.test(text) ||
      /\bwait\b|\bsleep\b|\balert|[<>]\s*\d|\bfor (?:more than |over )?\d/i.test(text)
    )
      continue;
    if (
      !/default|max|up to|timeout|ttl|period|back-?off|interval|delay|takes|at most|window|duration|=/i.test(
        text,
      )
    )
      continue;
    for (const ms of durationsIn(text)) if (longest === null || ms > longest.ms) longest = { line, ms };
  }
  return longest;
};

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

export const durationsIn = (text: string): readonly number[] =>
  [
    ...text.matchAll(
      /(?<![\w.])(\d+(?:\.\d+)?)[ -]?(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?)\b/gi,
    ),
  ].map(
    ([, number = '0', unit = 's']) =>
      Number(number) * (units[/^(?:ms|milli)/i.test(unit) ? 'ms' : (unit[0] ?? 's').toLowerCase()] ?? 1000),
  );

const shown = (ms: number): string =>
  ms % 60_000 === 0 && ms > 60_000 ? `${ms / 60_000} min` : `${ms / 1000} s`;

export interface CutOff {
  readonly stop: Command;
  readonly more: readonly Command[];
  readonly statement: Place;
  readonly statementText: string;
  readonly graceText: string;
  readonly platform: 'Docker' | 'Kubernetes';
}

const draining =
  /\b(?:graceful\w*|drain(?:s|ing)?|in-?flight|SIGTERM|shut(?:s|ting)? ?down|stops (?:accepting|consuming))\b/i;
const told =
  /stop_grace_period|--stop-timeout|stop-timeout|terminationGracePeriodSeconds|--grace-period|TimeoutStopSec/;

/** A drain of more seconds than the engine gives before it kills: 10 in Docker, 30 in Kubernetes. */
export const drainsCutOff = (document: LintDocument, { compose }: LintContext): CutOff | null => {
  if (told.test(document.text)) return null;
  const statement = longestDrain(document);
  if (statement === null) return null;
  const docker = document.runbook.commands.filter((command) =>
    stopsWithDefaultGrace(document, command, 'docker'),
  );
  const kubernetes = document.runbook.commands.filter((command) =>
    stopsWithDefaultGrace(document, command, 'kubernetes'),
  );
  const [stops, graceMs, platform] =
    docker.length > 0 ? ([docker, 10_000, 'Docker'] as const) : ([kubernetes, 30_000, 'Kubernetes'] as const);
  const [stop, ...more] = stops;
  if (stop === undefined || statement.ms <= graceMs) return null;
  const known =
    compose === null
      ? []
      : [...compose.services.values()].map(({ stopGracePeriodMs }) => stopGracePeriodMs ?? 0);
  if (platform === 'Docker' && known.some((ms) => ms >= statement.ms)) return null;
  return {
    stop,
    more,
    statement: { line: statement.line, endLine: statement.line },
    statementText: shown(statement.ms),
    graceText: shown(graceMs),
    platform,
  };
};

const longestDrain = (document: LintDocument): Statement | null => {
  let longest: Statement | null = null;
  for (const [index, text] of document.lines.entries()) {
    if (
      !draining.test(text) ||
      /[<>]\s*\d|\balert|\bsleep\b/i.test(text) ||
      /^\s*(?:docker|kubectl)/.test(text)
    )
      continue;
    for (const ms of durationsIn(text))
      if (ms <= 3_600_000 && (longest === null || ms > longest.ms)) longest = { line: index + 1, ms };
  }
  return longest;
};

const stopsWithDefaultGrace = (
  document: LintDocument,
  command: Command,
  platform: 'docker' | 'kubernetes',
): boolean =>
  callsIn(document, command).some((call) => {
    const lifecycle = lifecycleOf(call);
    if (lifecycle === null || !/^(?:stop|restart|down|remove)$/.test(lifecycle.verb)) return false;
    if (platform === 'kubernetes') return lifecycle.platform === 'kubernetes' && lifecycle.verb !== 'remove';
    if (lifecycle.platform !== 'docker' && lifecycle.platform !== 'compose') return false;
    return (
      lifecycle.verb !== 'remove' &&
      !hasOption(composeOf(call)?.words ?? call.words, '-t', '--timeout', '--time')
    );
  });
