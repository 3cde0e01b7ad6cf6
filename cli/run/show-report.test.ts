// What a run says at its end, as it stands on a terminal of 80 columns.
import { describe, expect, it } from 'vitest';
import {
  changed,
  incident,
  journalOf,
  placebo,
  seen,
  type Row,
} from '../../reports/fixtures/mini-journal.ts';
import { foldGameDay } from '../../reports/fold/game-day.ts';
import { summaryText } from './show-report.ts';

const told = (rows: readonly Row[], drills: readonly string[] = ['shop/broker-killed']): readonly string[] =>
  summaryText(foldGameDay({ events: journalOf(rows, { drills }), torn: false }).report).split('\n');

describe('the summary', () => {
  it('names the drills of one system without it', () => {
    expect(told([...placebo(), ...incident()], ['shop/placebo', 'shop/broker-killed']).slice(0, 3)).toEqual([
      'DRILL          VERDICT  DETECTED        RECOVERED',
      'placebo        pass     -               -',
      'broker-killed  pass     3.0 s of 6.0 s  8.0 s of 10.0 s',
    ]);
  });

  it('shows control characters, and no line that a CI runner would take for a command', () => {
    const evidence = [{ what: 'answer', expected: 'x', actual: '\u001b[31mred\n::error file=a::b' }];
    const lines = told(
      changed(incident({ invariants: ['INV-\u001b]0;x'] }), 'invariant.judged', {
        verdict: 'fail',
        evidence,
      }),
    );
    expect(lines.join('')).toContain('␛[31mred ::error');
    expect(lines.join('')).not.toContain('\u001b');
    expect(lines.filter((line) => line.startsWith('::'))).toEqual([]);
  });

  it('says what may be left behind, and what to do', () => {
    const left = told(changed(incident(), 'fault.gone', { observation: seen('fail') }));
    expect(left.find((line) => line.includes('clean-up is dirty'))).toMatch(
      /gameday heal takes back what is left$/,
    );
    expect(told(incident()).join()).not.toContain('clean-up');
  });
});
