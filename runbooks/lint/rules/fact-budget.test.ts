// Availability and downtime.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { factBudget } from './fact-budget.ts';

it.each([
  ['- 99.99% (43 minutes per month)', '99.99% leaves 4.3 minutes a month, not 43 minutes per month'],
  ['- 99.9% allows 10 minutes of downtime per month', '99.9% leaves 43.2 minutes a month'],
  ['Availability 99.95%: 1 hour/month', '99.95% leaves 21.6 minutes a month'],
  ['| 99.5% | 43 min/month |', '99.5% leaves 3.6 hours a month'],
  ['99% is 8 hours a year', '99% leaves 87.7 hours a year'],
])('finds %s', (line, message) => {
  expect(find(factBudget, `${line}\n`)).toEqual([expect.stringContaining(message)]);
});

it.each([
  '99.9% (43 minutes per month)',
  '99.9% (43.2 min/month)',
  '99.9%: 45 minutes a month',
  '99.95% leaves 21.9 minutes per month',
  '99.99% is 52 minutes a year',
  '99.9% over 30 days',
  '99.9% of requests; alert after 5 minutes',
  '95% of jobs end within 2 hours per day, 99% within 4 hours per day',
])('leaves alone: %s', (line) => {
  expect(find(factBudget, `${line}\n`)).toEqual([]);
});
