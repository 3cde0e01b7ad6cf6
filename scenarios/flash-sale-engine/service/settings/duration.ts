// Durations as people and Go write them in an environment: `200ms`, `30s`, `1m30s`. Returns undefined for anything else.
const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

export const parseDurationMs = (text: string): number | undefined => {
  const written = text.trim();
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(written)) return undefined;
  const parts = written.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g);
  return Math.round(
    [...parts].reduce((sum, [, amount, unit = '']) => sum + Number(amount) * (unitMs[unit] ?? 0), 0),
  );
};
