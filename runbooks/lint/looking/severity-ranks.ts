// Which of two severities is the worse, where they belong to one scale.

const scales: readonly (readonly string[])[] = [
  ['info', 'warning', 'critical', 'emergency'],
  ['low', 'medium', 'high', 'critical'],
  ['minor', 'major', 'critical'],
];

const codes = /^(p|s|sev(?:erity)?)[- ]?([0-5])$/;

/** True when `one` is worse than `other`; false also where nobody can tell. */
export const isWorse = (one: string, other: string): boolean => {
  const [a, b] = [codes.exec(one), codes.exec(other)];
  if (a !== null && b !== null) return a[1]?.slice(0, 3) === b[1]?.slice(0, 3) && Number(a[2]) < Number(b[2]);
  const [worse, milder] = [wordOf(one), wordOf(other)];
  return scales.some((scale) => scale.includes(milder) && scale.indexOf(worse) > scale.indexOf(milder));
};

const wordOf = (severity: string): string =>
  ({ warn: 'warning', informational: 'info', moderate: 'medium' })[severity] ?? severity;
