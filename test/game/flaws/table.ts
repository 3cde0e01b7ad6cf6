// All seeded flaws that are played, each drill's unmodified twin before them.
import { alertFlaws } from './alerts.ts';
import type { Flaw } from './flaw.ts';
import { monitoringFlaws } from './monitoring.ts';
import { runbookFlaws } from './runbook.ts';
import { scenarioFlaws } from './scenario.ts';
import { serviceFlaws } from './services.ts';

const flaws: readonly Flaw[] = [
  ...alertFlaws,
  ...monitoringFlaws,
  ...serviceFlaws,
  ...scenarioFlaws,
  ...runbookFlaws,
];

const twinOf = (drill: string): Flaw => ({
  name: `the unmodified twin of ${drill}`,
  drill,
  edit: null,
  expected: 'pass ok clean 0',
  reason: /^ok: every promise was kept/m,
  ...(flaws.some((flaw) => flaw.drill === drill && flaw.sample) && { sample: true }),
});

export const playedFlaws: readonly Flaw[] = [
  ...[...new Set(flaws.map(({ drill }) => drill))].map(twinOf),
  ...flaws,
];
