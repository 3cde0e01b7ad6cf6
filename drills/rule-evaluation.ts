// Whether Prometheus could evaluate its rules all the time: what it did not evaluate can't have fired.
import type { RuleHealth } from '../stack/stack.ts';

interface Evaluation {
  /** What is wrong with the rules now; null when all were evaluated. `atWorkMs`: when else Prometheus is known to have worked. */
  take(rules: readonly RuleHealth[], atWorkMs?: readonly number[]): string | null;
  /** A time after that instant in which rules were not evaluated, or one of them could not be, though all is well now. */
  gapSince(sinceMs: number): string | null;
}

/** The longest time without an evaluation that is none of blindness. */
export const longestPauseMs = (evaluationMs: number): number => Math.max(3_000, 10 * evaluationMs);

/** Epoch ms. */
interface Pause {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Between the first instant and the last; those between them come in any order. */
const pausesIn = (instants: readonly number[], longestMs: number): readonly Pause[] => {
  const [fromMs = 0, toMs = 0] = [instants[0], instants.at(-1)];
  const within = instants.filter((atMs) => atMs >= fromMs && atMs <= toMs).toSorted((a, b) => a - b);
  return within
    .slice(1)
    .map((atMs, index) => ({ fromMs: within[index] ?? atMs, toMs: atMs }))
    .filter((pause) => pause.toMs - pause.fromMs > longestMs);
};

/** A rule that fails, one that nobody evaluates, and one that was never loaded look exactly like a quiet one. */
export const followEvaluation = (
  evaluationMs: number,
  alerts: readonly string[],
  now: () => number,
): Evaluation => {
  const longestMs = longestPauseMs(evaluationMs);
  const gaps: Gap[] = [];
  let lastMs: number | null = null;
  let wrongSince: { readonly fromMs: number; readonly what: string } | null = null;
  return {
    take(rules, atWorkMs = []) {
      const evaluatedMs = Math.min(...rules.map(({ evaluatedAtMs }) => evaluatedAtMs));
      // Before their first evaluation rules are at the year 1.
      if (rules.length > 0 && evaluatedMs > 0) {
        if (lastMs !== null)
          gaps.push(...pausesIn([lastMs, ...atWorkMs, evaluatedMs], longestMs).map(unevaluated));
        lastMs = evaluatedMs;
      }
      const wrong = wrongWith(rules, alerts);
      if (wrong !== null) wrongSince ??= { fromMs: now(), what: wrong };
      else if (wrongSince !== null) {
        gaps.push({ ...wrongSince, toMs: now() });
        wrongSince = null;
      }
      return wrong;
    },
    gapSince(sinceMs) {
      const open = lastMs === null ? [] : [unevaluated({ fromMs: lastMs, toMs: now() })];
      const gap = [...gaps, ...open].find(
        ({ fromMs, toMs }) => toMs > sinceMs && toMs - Math.max(fromMs, sinceMs) > longestMs,
      );
      if (gap === undefined) return null;
      return `for ${((gap.toMs - gap.fromMs) / 1000).toFixed(1)} s ${gap.what}`;
    },
  };
};

/** A time in which nothing can have fired, or nobody would have seen it. */
interface Gap extends Pause {
  readonly what: string;
}

const unevaluated = (pause: Pause): Gap => ({ ...pause, what: 'no rule was evaluated' });

const wrongWith = (rules: readonly RuleHealth[], alerts: readonly string[]): string | null => {
  const broken = rules.find(({ health }) => health === 'err');
  if (broken !== undefined) return `the rule ${broken.rule} can't be evaluated: ${broken.lastError}`;
  const missing = alerts.filter((alert) => !rules.some(({ rule }) => rule === alert));
  return missing.length === 0
    ? null
    : `Prometheus has not loaded ${missing.join(', ')}: see rule_files in monitoring.yaml`;
};
