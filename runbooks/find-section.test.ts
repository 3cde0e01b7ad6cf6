// Sections are found by the end of their path; what isn't there is answered with what is.
import { expect, it } from 'vitest';
import { findSection } from './find-section.ts';
import { parseRunbook } from './parse.ts';

const runbook = parseRunbook(
  '# Title\n## Circuit Breaker Open\n### Diagnosis\n### Resolution\n## Redis Down\n### Diagnosis\n#### Deep\n## Incident 3: DB gone\n### 1. Look\n## Latency > 2s\n### Fix\n## CRITICAL: Disk full\n',
);

it.each([
  ['Circuit Breaker Open > Diagnosis', 3],
  ['circuit breaker open  >  resolution:', 4],
  ['Redis Down', 5],
  ['Redis Down > Deep', 7],
  ['Resolution', 4],
  ['CRITICAL: Disk full', 12],
  ['disk full', 12],
  ['DB gone > Look', 9],
  ['incident 3: DB gone', 8],
  ['Latency > 2s', 10],
  ['latency > 2s > Fix', 11],
])('%s', (path, line) => {
  expect(findSection(runbook, path).section?.line).toBe(line);
});

it('suggests what comes near', () => {
  expect(findSection(runbook, 'Circuit Braker Open > Diagnosis')).toEqual({
    section: null,
    ambiguous: false,
    suggestions: [
      'Circuit Breaker Open > Diagnosis',
      'Circuit Breaker Open',
      'Circuit Breaker Open > Resolution',
    ],
  });
});

it('says when several sections answer', () => {
  expect(findSection(runbook, 'Diagnosis')).toEqual({
    section: null,
    ambiguous: true,
    suggestions: ['Circuit Breaker Open > Diagnosis (line 3)', 'Redis Down > Diagnosis (line 6)'],
  });
});
