// Tables and sections, as rpk prints them.
import { expect, it } from 'vitest';
import { section, table } from './table.ts';

it('sets columns two blanks apart, without blanks at the end', () => {
  const rows = [
    ['ID', 'HOST', 'PORT'],
    ['1*', 'redpanda', 9096],
  ];
  expect(section('BROKERS', table(rows))).toBe('BROKERS\n=======\nID  HOST      PORT\n1*  redpanda  9096\n');
});
