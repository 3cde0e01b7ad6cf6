// Durations as people write them: `200ms`, `1m30s`, `5m`, as Prometheus and Go do.

const unitsMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000, y: 31_536_000_000 };
type Unit = keyof typeof unitsMs;

/** Milliseconds of e.g. `1h30m`, `90s`, `1.5s`, `0s`; null when it isn't a duration. */
export const parseDuration = (text: string): number | null => {
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d|w|y))+$/.test(text)) return null;
  let totalMs = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwy])/g))
    totalMs += Number(amount) * unitsMs[unit as Unit];
  return totalMs;
};

/** Whole milliseconds as Prometheus and Go read them, largest units first: 90_000 → `1m30s`, 1500 → `1s500ms`. */
export const formatDuration = (ms: number): string => {
  let rest = Math.round(ms);
  if (rest <= 0) return '0s';
  let text = '';
  for (const unit of ['d', 'h', 'm', 's', 'ms'] as const) {
    const count = Math.floor(rest / unitsMs[unit]);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * unitsMs[unit];
  }
  return text;
};
