import { expect, it } from 'vitest';
import { nearest, suggestion } from './suggest.ts';

it.each([
  { word: 'lateny', known: ['latencyMs', 'limit'], near: 'latencyMs' },
  { word: 'latency', known: ['latencyMs', 'bandwidth'], near: 'latencyMs' },
  { word: 'endBy', known: ['endedBy', 'effects'], near: 'endedBy' },
  { word: 'wbe', known: ['web', 'db'], near: 'web' },
  { word: 'frontend', known: ['web', 'db'], near: null },
  { word: 'x', known: [], near: null },
])('$word → $near', ({ word, known, near }) => {
  expect(nearest(word, known)).toBe(near);
});

it('lists what there is when nothing is near', () => {
  expect(suggestion('frontend', ['web', 'db'], 'services')).toBe('services: web, db');
  expect(suggestion('frontend', [], 'services')).toBe('there are no services');
});
