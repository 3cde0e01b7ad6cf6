// The matrix for scripts.
import type { Drilled, Gap, Matrix } from './model.ts';

export const matrixJson = ({ alerts, sections, gaps }: Matrix) => ({
  schema: 1,
  alerts: alerts.map(({ alert: { name, file, line, labels }, section, ...drilled }) => ({
    name,
    file,
    line,
    severity: labels['severity'] ?? null,
    section,
    ...drilledJson(drilled),
  })),
  sections: sections.map(({ drills, last, ...section }) => ({
    ...section,
    ...drilledJson({ drills, last }),
  })),
  gaps,
  counts: {
    alerts: alerts.length,
    sections: sections.length,
    gaps: Object.fromEntries(kinds.map((kind) => [kind, gaps.filter((gap) => gap.kind === kind).length])),
  },
});

const kinds: readonly Gap['kind'][] = [
  'alert-without-section',
  'section-without-alert',
  'dead-link',
  'never-drilled',
];

const drilledJson = ({ drills, last }: Drilled) => ({
  drills,
  lastDrilled:
    last === null
      ? null
      : { drill: last.id, run: last.run, verdict: last.verdict, startedAt: last.startedAt },
});
