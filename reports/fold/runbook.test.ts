// What a report says of the runbook itself: steps that were not run, coverage, and drills with changed steps.
import { describe, expect, it } from 'vitest';
import type { JournalEventBody, SkipColour } from '../../core/journal/events.ts';
import {
  changed,
  incident,
  journalOf,
  more,
  stopped,
  without,
  withoutAlert,
  type Row,
} from '../fixtures/mini-journal.ts';
import { reporters } from '../reporters.ts';
import { foldGameDay } from './game-day.ts';

const ok = incident();
const report = (rows: readonly Row[]) => foldGameDay({ events: journalOf(rows), torn: false }).report;

const skip = (colour: SkipColour, command = 'rm -rf /'): JournalEventBody => ({
  type: 'step.skipped',
  step: 'remediate-2',
  plan: {
    runbook: 'runbook.md',
    section: 'Open',
    line: 2,
    endLine: 2,
    command,
    stage: 'remediate',
    promise: 'exit code 0',
    commandClass: 'X1',
    via: 'real',
    asserts: false,
  },
  colour,
  reason: 'it says so',
});

it('a step says who has approved it, where somebody had to', () => {
  const approved = ok.map(([t, drill, body]): Row =>
    body.type === 'step.started' && body.plan.stage === 'remediate'
      ? [t, drill, { ...body, plan: { ...body.plan, approvedBy: 'bindings.yaml: test data' } }]
      : [t, drill, body],
  );
  const { drills } = report(approved);
  const by = drills[0]?.steps.map(({ stage, approvedBy }) => `${stage}: ${approvedBy ?? 'nobody'}`);
  expect(by).toContain('remediate: bindings.yaml: test data');
  expect(by).toContain('diagnose: nobody');
});

describe('a step that was not run', () => {
  it.each<[SkipColour, string]>([
    ['blocked', 'inconclusive step-unknown'],
    ['unbound', 'inconclusive step-unknown'],
    ['unreachable', 'inconclusive step-unknown'],
    ['not-taken', 'pass ok'],
    ['waived', 'pass ok'],
  ])('%s: %s', (colour, expected) => {
    const { drills } = report(more(ok, [4950, skip(colour)]));
    expect(`${drills[0]?.verdict} ${drills[0]?.reasonCode}`).toBe(expected);
    expect(drills[0]?.steps.at(-1)).toMatchObject({ colour, durationMs: null, class: 'X1' });
  });

  it.each<[SkipColour, string]>([
    ['not-taken', 'not-taken'],
    ['blocked', 'unknown'],
  ])('%s: its own verdict is %s', (colour, verdict) => {
    const gameDay = foldGameDay({ events: journalOf(more(ok, [4950, skip(colour)])), torn: false });
    expect(gameDay.report.drills[0]?.steps.at(-1)?.verdict).toBe(verdict);
    expect(reporters.json.render(gameDay)).toContain(`"verdict": "${verdict}"`);
    const word = verdict.replace('-', ' ');
    expect(reporters.markdown.render(gameDay)).toContain(
      `| remediate | ${word} | – | – | not run (${colour})`,
    );
    expect(reporters.html.render(gameDay)).toMatch(new RegExp(`${word}</span\\s*> <code>rm -rf /</code>`));
  });

  it('is no assertion that passes', () => {
    const count = (rows: readonly Row[]) => report(rows).drills[0]?.assertions.pass;
    expect(count(more(ok, [4950, skip('not-taken')]))).toBe(count(ok));
  });
});

describe('coverage', () => {
  const read: Row = [
    1,
    null,
    {
      type: 'runbook.read',
      runbook: 'runbook.md',
      text: '```sh\ndiagnose\nremediate\nls\n```\n',
      sha256: '',
    },
  ];
  const at =
    (stage: string, line: number, asserts: boolean) =>
    (rows: readonly Row[]): readonly Row[] =>
      rows.map(([t, drill, body]): Row =>
        body.type === 'step.started' && body.step === `${stage}-1`
          ? [t, drill, { ...body, plan: { ...body.plan, line, endLine: line, asserts } }]
          : [t, drill, body],
      );

  it('counts what was observed, over all commands and over those that were played', () => {
    const rows = [read, ...at('remediate', 3, false)(at('diagnose', 2, true)(ok))];
    expect(report(rows).coverage).toMatchObject([
      {
        runbook: 'runbook.md',
        commands: 3,
        observed: 1,
        standIn: 0,
        drilled: { commands: 2, observed: 1 },
        colours: { observed: 1, ran: 1, 'not-taken': 1 },
      },
    ]);
  });

  it('what a stopped drill has not reached counts as not observed', () => {
    const text = '## Down\n```sh\ndiagnose\nremediate\nls\n```\n## Up\n```sh\nls\n```\n';
    const [t, drill] = read;
    const parted = at(
      'remediate',
      4,
      true,
    )(at('diagnose', 3, true)(ok)).map(([t0, id, body]): Row =>
      body.type === 'step.started'
        ? [t0, id, { ...body, plan: { ...body.plan, section: 'Down' } }]
        : [t0, id, body],
    );
    const rows: readonly Row[] = [
      [t, drill, { type: 'runbook.read', runbook: 'runbook.md', text, sha256: '' }],
      ...stopped(parted, 4850, 'interrupted'),
    ];
    const [coverage] = report(rows).coverage;
    expect(coverage).toMatchObject({
      drilled: { commands: 3, observed: 1 },
      colours: { observed: 1, unreachable: 2, 'not-taken': 1 },
    });
  });

  it('a broken promise is told', () => {
    const rows = [
      read,
      ...changed(at('diagnose', 2, true)(ok), 'step.finished', { verdict: 'fail' }, { step: 'diagnose-1' }),
    ];
    expect(report(rows).coverage[0]?.lines[1]).toEqual({
      line: 2,
      colour: 'failed',
      via: 'real',
      drills: ['shop/broker-killed'],
      reason: 'exit code 0',
    });
  });
});

describe('a drill with changed steps', () => {
  const never = withoutAlert(
    changed(ok, 'recovery.observed', { probesAt: null, alertsAt: null }),
    'resolved',
  );
  const varied = (
    rows: readonly Row[],
    variant: NonNullable<Extract<JournalEventBody, { type: 'drill.started' }>['plan']['variant']>,
  ): readonly Row[] =>
    rows.map(([t, drill, body]): Row => [
      t,
      drill,
      body.type === 'drill.started' ? { ...body, plan: { ...body.plan, variant } } : body,
    ]);
  const noAlert = changed(incident({ signals: [] }), 'recovery.observed', { alertsAt: null });
  /** The varied drill is another attempt of the same one; here, for their instants' sake, at the same time. */
  const both = (rows: readonly Row[], variant: Parameters<typeof varied>[1]) => {
    const events = [
      ...journalOf(ok).slice(0, -1),
      ...journalOf(varied(rows, variant))
        .slice(1)
        .map((event) => ({ ...event, attempt: event.drill === null ? 0 : 2 })),
    ];
    return foldGameDay({ events, torn: false }).report;
  };

  it.each([
    ['it does not recover without them', never, { needed: true, recoveredAfterMs: null, savesMs: null }],
    ['it does, and promises no alert', noAlert, { needed: false, recoveredAfterMs: 7000 }],
    ['the fault was not seen to bite', without(ok, 'fault.confirmed'), { needed: null }],
  ])('without the remediation: %s', (_, rows, expected) => {
    const found = both(rows, { kind: 'counterfactual' });
    expect(found.counterfactuals).toMatchObject([{ drill: 'shop/broker-killed', ...expected }]);
    expect([found.verdict, found.exitCode, found.drills.length]).toEqual(['pass', 0, 1]);
  });

  const mutant = {
    kind: 'mutant',
    change: 'left out',
    line: 2,
    command: 'restart',
    commandClass: 'W1',
  } as const;
  it.each([
    ['noticed', never, true, 'recover'],
    ['not noticed', ok, false, 'ok'],
    ['nobody can tell', without(ok, 'fault.confirmed'), null, 'confirm'],
  ])('one step left out: %s', (_, rows, noticed, reasonCode) => {
    const found = both(rows, mutant);
    expect(found.mutants).toMatchObject([{ noticed, reasonCode, line: 2, command: 'restart' }]);
    expect([found.verdict, found.exitCode]).toEqual(['pass', 0]);
  });

  it('what it leaves behind counts', () => {
    expect(both(without(ok, 'fault.gone'), mutant).exitCode).toBe(5);
  });
});
