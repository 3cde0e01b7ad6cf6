import { describe, expect, it } from 'vitest';
import { guardedPattern } from './guarded-pattern.ts';

describe('a guarded pattern', () => {
  const pattern = guardedPattern(/\d/, String.raw`(\p{L}+) (\d+)`, 'gu');

  it.each([
    { text: 'größer 5 und Größe 6', found: ['größer 5', 'Größe 6'] },
    { text: 'no number', found: [] },
    { text: '7 behind nothing', found: [] },
  ])('finds what it finds by itself: $text', ({ text, found }) => {
    expect([...pattern.matchAll(text)].map(([whole]) => whole)).toEqual(found);
  });

  it('is not made before its guard lets a text pass', () => {
    // A pattern that can't be made shows when it is.
    const broken = guardedPattern(/\d/, '(', 'u');
    expect(broken.exec('no number')).toBeNull();
    expect([...broken.matchAll('no number')]).toEqual([]);
    expect(() => broken.exec('5')).toThrow(SyntaxError);
  });
});
