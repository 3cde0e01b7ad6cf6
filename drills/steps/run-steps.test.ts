// A section's steps in a real bash: verdicts by promise, waits by pace, records in order.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock, type Context } from '../../core/clock.ts';
import type { JournalEventBody, SkipColour } from '../../core/journal/events.ts';
import { createPacer } from '../../core/pace.ts';
import type { Action } from '../../runbooks/model.ts';
import { parseRunbook } from '../../runbooks/parse.ts';
import type { Operator } from '../../stack/operator-host.ts';
import type { ExecResult } from '../../stack/stack.ts';
import { notTakenIn } from './branches.ts';
import { checkVerifyFails } from './check-verify-fails.ts';
import type { Clearance } from './clearance.ts';
import { unmatchedExpectations, type Expectation } from './expectations.ts';
import { commandOf } from './moment.ts';
import { runBaseline } from './run-baseline.ts';
import { runSteps } from './run-steps.ts';
import type { StepSetting } from './step.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gameday-steps-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the command in bash on this machine, in a folder of its own. */
const localOperator = (): Operator => ({
  run: (commandLine, { signal }) =>
    new Promise<ExecResult>((resolve) => {
      const child = execFile(
        'bash',
        ['-c', commandLine],
        { cwd: folder, signal },
        (_error, stdout, stderr) => {
          const timedOut = signal.aborted;
          const exitCode = timedOut ? null : (child.exitCode ?? 0);
          resolve({ exitCode, stdout, stderr, output: stdout + stderr, truncated: false, timedOut });
        },
      );
    }),
});

const ctx: Context = { clock: systemClock, signal: new AbortController().signal };
const pacer = createPacer(30, { interval: 20, window: 50, target: 400 });

/** Lets everything through, but what a row holds. */
const clearanceOf = (
  held: Readonly<Record<string, SkipColour>> = {},
): Clearance & { readonly shown: string[] } => {
  const shown: string[] = [];
  return {
    shown,
    clear: ({ command }) => {
      const known = { command, commandClass: 'R0', approvedBy: null, via: 'real', promised: null } as const;
      const colour = held[command];
      return Promise.resolve(
        colour === undefined
          ? { ...known, held: null, env: {}, watch: null }
          : { ...known, held: colour, reason: 'a row says so' },
      );
    },
    showed: (command, output) => shown.push(`${command}: ${output.trim()}`),
  };
};

const play = (
  markdown: string,
  expectations: readonly Expectation[] = [],
  timeoutMs = 5000,
  more: Partial<StepSetting> & { readonly take?: readonly string[] } = {},
) => {
  const section = parseRunbook(`## Broker down\n${markdown}`).sections[0];
  if (section === undefined) throw new Error('no section');
  const { take = [], ...rest } = more;
  const events: JournalEventBody[] = [];
  const setting: StepSetting = {
    runbook: 'runbook.md',
    section,
    stage: 'remediate',
    expectations,
    operator: localOperator(),
    terminal: 'test',
    clearance: clearanceOf(),
    notTaken: notTakenIn(section, take),
    before: new Map(),
    pacer,
    timeoutMs,
    append: (event) => events.push(event),
    ...rest,
  };
  return { setting, events, section };
};

const finishedOf = (events: readonly JournalEventBody[]) =>
  events.filter((event) => event.type === 'step.finished');
const fence = (...lines: readonly string[]): string => ['```bash', ...lines, '```', ''].join('\n');

describe('a command', () => {
  it.each<[string, Omit<Expectation, 'command'>, string, string]>([
    ['true', {}, 'pass', 'exit code 0'],
    ['exit 3', {}, 'fail', 'exit code 0'],
    ['exit 3', { exitCode: 3 }, 'pass', 'exit code 3'],
    ['exit 3', { exitCode: 'nonzero' }, 'pass', 'exit code not 0'],
    ['true', { exitCode: 'nonzero' }, 'fail', 'exit code not 0'],
    ['no-such-tool', { exitCode: 'nonzero' }, 'fail', 'exit code not 0'],
    ['echo state: open', { shows: 'open' }, 'pass', 'exit code 0, output has "open"'],
    [
      'echo state: 12',
      { shows: '/^STATE: [1-9]\\d$/im' },
      'pass',
      'exit code 0, output has /^STATE: [1-9]\\d$/im',
    ],
    ['echo a.c', { shows: 'a.c' }, 'pass', 'exit code 0, output has "a.c"'],
    ['echo abc', { shows: 'a.c' }, 'fail', 'exit code 0, output has "a.c"'],
    ['true', { shows: 'open' }, 'fail', 'exit code 0, output has "open"'],
    ['echo up', { not: 'up' }, 'fail', 'exit code 0, output lacks "up"'],
    ['echo up', { shows: 'up', stage: 'diagnose' }, 'pass', 'exit code 0'],
    [`echo '{"a":{"b":[true]}}'`, { json: { '$.a.b[0]': true } }, 'pass', 'exit code 0, $.a.b[0] is true'],
    [`echo '{"a":"1"}'`, { json: { '$.a': 1 } }, 'fail', 'exit code 0, $.a is 1'],
    [`echo '{"a":1}'`, { json: { '$.b': 1 } }, 'fail', 'exit code 0, $.b is 1'],
    ['echo nothing', { json: { '$.a': 1 } }, 'fail', 'exit code 0, $.a is 1'],
    ['echo up', { differs: 'before-fault' }, 'unknown', 'exit code 0, output differs from before the fault'],
  ])('%s, promised %j: %s', async (command, promised, verdict, promise) => {
    const { setting, events } = play(fence(command), [{ command, ...promised }]);
    expect((await runSteps(setting, ctx)).verdict).toBe(verdict);
    expect(events[0]).toMatchObject({
      type: 'step.started',
      plan: { promise, command, line: 3, endLine: 3, section: 'Broker down' },
    });
  });

  it('shows the value beside the rule', async () => {
    const { setting, events } = play(fence('echo one; echo state: closed; exit 1'), [
      { command: 'echo', shows: 'open' },
    ]);
    await runSteps(setting, ctx);
    expect(finishedOf(events)[0]).toMatchObject({
      step: 'remediate-1',
      verdict: 'fail',
      exitCode: 1,
      output: 'one\nstate: closed\n',
      evidence: [
        { what: 'exit code', expected: '0', actual: '1' },
        { what: 'output', expected: 'has "open"', actual: 'not in "one\nstate: closed"' },
      ],
    });
  });

  it('is ended at its own deadline, and the next one runs', async () => {
    const { setting, events } = play(`${fence('sleep 20')}\n${fence('touch done; ls')}`, [], 3000);
    expect((await runSteps(setting, ctx)).verdict).toBe('fail');
    expect(finishedOf(events).map(({ timedOut, output }) => [timedOut, output])).toEqual([
      [true, ''],
      [false, 'done\n'],
    ]);
  });

  it('is no finding when the drill was ended under it', async () => {
    const { setting, events } = play(fence('sleep 20'));
    const ended = AbortSignal.any([systemClock.deadline(100)]);
    await expect(runSteps(setting, { clock: systemClock, signal: ended })).rejects.toThrow(
      'not done within 100 ms',
    );
    expect(finishedOf(events)).toEqual([]);
  });

  it('keeps here-documents and continued lines together', async () => {
    const { setting, events } = play(fence('cat <<EOF', '  a b', 'EOF', 'echo c \\', '  d'));
    await runSteps(setting, ctx);
    expect(finishedOf(events).map(({ output }) => output)).toEqual(['  a b\n', 'c d\n']);
  });
});

describe('waits', () => {
  it('are paced and counted as the runbook’s time', async () => {
    const { setting, events } = play('Wait 3 seconds.\n');
    expect((await runSteps(setting, ctx)).verdict).toBe('pass');
    expect(events).toMatchObject([
      { type: 'step.started', plan: { command: 'wait 3s', promise: 'waits 3s (paced: 100ms)' } },
      { type: 'time.spent', kind: 'runbook', what: 'runbook: wait 3s', ms: expect.any(Number) },
      {
        type: 'step.finished',
        verdict: 'pass',
        evidence: [{ what: 'wait', expected: '3s', actual: '100ms (paced)' }],
      },
    ]);
  });

  it('until a command succeeds repeat it', async () => {
    const { setting, events } = play(
      'Wait until `echo x >> n && test $(wc -l < n) -ge 3` succeeds, for at most 5 minutes.\n',
    );
    expect((await runSteps(setting, ctx)).verdict).toBe('pass');
    const [finished] = finishedOf(events);
    expect(finished?.evidence[0]?.actual).toMatch(/^tried 3 times in /);
    expect(finished?.lastTryMs).toBeLessThan(finished?.durationMs ?? 0);
  });

  it('until a command succeeds end at the paced limit', async () => {
    const { setting, events } = play('Wait until `test -f never` succeeds, for at most 15 seconds.\n');
    expect((await runSteps(setting, ctx)).verdict).toBe('fail');
    expect(finishedOf(events)[0]?.evidence[0]).toMatchObject({ expected: 'succeeds within 500ms' });
    expect(finishedOf(events)[0]?.durationMs).toBeGreaterThanOrEqual(500);
  });
});

describe('a check while the fault is on', () => {
  const markdown = `${fence('echo restarting', 'test -f healthy # all well?')}Wait until \`test -f healthy\` succeeds.\n`;
  const marked = [{ command: 'all well', stage: 'verify' as const }];

  it('must fail', async () => {
    const { setting, events } = play(markdown, marked);
    expect(await checkVerifyFails(setting, ctx)).toMatchObject({ verdict: 'pass', steps: [{}, {}] });
    expect(events[0]).toMatchObject({
      step: 'must-fail-1-1',
      plan: { stage: 'verify', line: 4, promise: 'fails while the fault is on' },
    });
  });

  it('that passes proves nothing', async () => {
    const { setting, events } = play(`${fence('touch healthy')}${markdown}`, marked);
    await runSteps(
      { ...setting, section: { ...setting.section, actions: setting.section.actions.slice(0, 1) } },
      ctx,
    );
    expect((await checkVerifyFails(setting, ctx)).verdict).toBe('fail');
    expect(finishedOf(events)[1]?.evidence).toEqual([
      { what: 'the check, while the fault is on', expected: 'fails', actual: 'passes: exit code 0' },
    ]);
  });

  it('is every command of a section of checks', async () => {
    const { setting } = play(fence('false', 'true'));
    expect(await checkVerifyFails({ ...setting, allCommands: true }, ctx)).toMatchObject({
      verdict: 'fail',
      steps: [{ verdict: 'pass' }, { verdict: 'fail' }],
    });
  });

  it('is none that is meant for the inside of another shell', async () => {
    const { setting } = play(fence('ssh db01', 'false'), [], 5000, { clearance: clearanceOf() });
    const { steps } = await checkVerifyFails({ ...setting, allCommands: true }, ctx);
    expect(steps).toHaveLength(1);
  });
});

it('a section without steps proves nothing, one without checks asks nothing', async () => {
  const { setting } = play('Call somebody.\n');
  expect(await runSteps(setting, ctx)).toEqual({ verdict: 'unknown', steps: [] });
  expect(await checkVerifyFails(setting, ctx)).toEqual({ verdict: 'pass', steps: [] });
});

it('a promise that no command meets is told', () => {
  const { section } = play(fence('docker-compose ps'));
  const expectations = [{ command: 'compose ps' }, { command: 'compose up' }];
  expect(unmatchedExpectations(expectations, [section], null)).toEqual([{ command: 'compose up' }]);
  // What is promised of a diagnosis is nothing that another section keeps.
  const ofDiagnosis = [{ command: 'compose ps', stage: 'diagnose' as const }];
  expect(unmatchedExpectations(ofDiagnosis, [section], section)).toEqual([]);
  expect(unmatchedExpectations(ofDiagnosis, [section], null)).toEqual(ofDiagnosis);
});

it('says when a command that only reads keeps its promise without a terminal', async () => {
  const operator: Operator = {
    run: (_, __, options) => {
      const exitCode = options?.tty === true ? 1 : 0;
      return Promise.resolve({
        exitCode,
        stdout: '',
        stderr: '',
        output: '',
        truncated: false,
        timedOut: false,
      });
    },
  };
  const { setting, events } = play(fence('docker exec -i db psql < look.sql'), [], 5000, { operator });
  expect((await runSteps(setting, ctx)).verdict).toBe('fail');
  expect(finishedOf(events)[0]).toMatchObject({
    exitCode: 1,
    evidence: [{ what: 'exit code' }, { what: 'the same without a terminal', actual: 'keeps the promise' }],
  });
});

describe('a command that has to fail', () => {
  const astray = 'container shop_db_1 is not of the stack shop that gameday created';
  it.each<[string, string | null, Omit<Expectation, 'command'>, string]>([
    ['because the system does', null, { exitCode: 'nonzero' }, 'pass'],
    ['and asked nobody of the stack', astray, { exitCode: 'nonzero' }, 'fail'],
    ['with a code of its own', astray, { exitCode: 1 }, 'fail'],
  ])('%s', async (_, stray, promised, verdict) => {
    const command = 'false shop_db_1';
    const { clear, showed } = clearanceOf();
    const clearance: Clearance = {
      showed,
      clear: async (...asked) => {
        const cleared = await clear(...asked);
        return cleared.held === null ? { ...cleared, stray: () => Promise.resolve(stray) } : cleared;
      },
    };
    const { setting, events } = play(fence(command), [{ command, ...promised }], 5000, { clearance });
    expect((await runSteps(setting, ctx)).verdict).toBe(verdict);
    const told = JSON.stringify(finishedOf(events));
    expect(told.includes(astray)).toBe(verdict === 'fail');
    expect(told).not.toContain('without a terminal');
  });
});

describe('what is not run', () => {
  const skipped = (events: readonly JournalEventBody[]) =>
    events.flatMap((event) =>
      event.type === 'step.skipped' ? [`${event.plan.command}: ${event.colour}`] : [],
    );

  it.each<[string, Readonly<Record<string, SkipColour>>, string, readonly string[]]>([
    ['a command that policy holds is a doubt', { 'rm -rf /': 'blocked' }, 'unknown', ['rm -rf /: blocked']],
    ['one without a value too', { 'rm -rf /': 'unbound' }, 'unknown', ['rm -rf /: unbound']],
    ['one that is waived is none', { 'rm -rf /': 'waived' }, 'pass', ['rm -rf /: waived']],
  ])('%s', async (_, held, verdict, expected) => {
    const { setting, events } = play(fence('echo one', 'rm -rf /'), [], 5000, {
      clearance: clearanceOf(held),
    });
    expect((await runSteps(setting, ctx)).verdict).toBe(verdict);
    expect(skipped(events)).toEqual(expected);
    expect(finishedOf(events).map(({ output }) => output)).toEqual(['one\n']);
  });

  it.each([
    [
      ['ssh db01', 'echo in'],
      ['ssh db01: blocked', 'echo in: unreachable'],
    ],
    [
      ['docker exec -it api bash', 'echo in', 'exit', 'echo out'],
      ['docker exec -it api bash: blocked', 'echo in: unreachable', 'exit: unreachable'],
    ],
    [
      ['ssh db01', 'sudo -i', 'exit', 'echo in', 'exit', 'echo out'],
      [
        'ssh db01: blocked',
        'sudo -i: unreachable',
        'exit: unreachable',
        'echo in: unreachable',
        'exit: unreachable',
      ],
    ],
    [
      ['docker exec -it api sh', 'docker restart api; echo out'],
      ['docker exec -it api sh: blocked', 'docker restart api; echo out: blocked'],
    ],
    [['ssh db01 uptime', 'echo out'], ['ssh db01 uptime: blocked']],
    [
      ['psql -c "select 1"', 'psql', 'select 1;', 'echo out'],
      ['psql -c "select 1": blocked', 'psql: blocked', 'select 1;: unreachable'],
    ],
  ] as const)(
    'what is typed into a shell or a console does not run outside of it: %j',
    async (lines, expected) => {
      const held: Record<string, SkipColour> = Object.fromEntries(
        lines
          .filter((line) => /^(ssh|docker|psql)/.test(line))
          .map((line): [string, SkipColour] => [line, 'blocked']),
      );
      const { setting, events } = play(`${fence(...lines)}\n${fence('echo next')}`, [], 5000, {
        clearance: clearanceOf(held),
      });
      await runSteps(setting, ctx);
      expect(skipped(events)).toEqual(expected);
    },
  );

  it('what stands below a command that never returns is not reached, in its fence only', async () => {
    const { setting, events } = play(`${fence('sleep 20', 'echo two')}\n${fence('echo three')}`, [], 500);
    expect((await runSteps(setting, ctx)).verdict).toBe('fail');
    expect(skipped(events)).toEqual(['echo two: unreachable']);
    expect(finishedOf(events).map(({ output }) => output)).toEqual(['', 'three\n']);
  });

  const branches = `1. **If the provider is slow:** ask another\n   ${fence('echo provider').replaceAll('\n', '\n   ')}
2. **If the network is slow:** look at it\n   ${fence('echo network').replaceAll('\n', '\n   ')}
3. Look again if needed: \`echo again\`
`;
  const menu = fence('# Restart it', 'echo restart', '', '# Or start all anew', 'echo anew');

  it.each<[string, string, readonly string[], readonly string[]]>([
    ['no branch is taken unless it is named', branches, [], ['again']],
    ['by its condition', branches, ['network is slow'], ['network', 'again']],
    ['by its command', branches, ['echo provider'], ['provider', 'again']],
    ['alternatives are not a sequence', menu, [], []],
    ['one of them', menu, ['start all anew'], ['anew']],
  ])('%s', async (_, markdown, take, outputs) => {
    const { setting, events } = play(markdown, [], 5000, { take });
    await runSteps(setting, ctx);
    expect(finishedOf(events).map(({ output }) => output.trim())).toEqual(outputs);
  });
});

describe('between the steps', () => {
  const markdown = fence('echo one', 'echo two', 'echo three');
  const moments = async (
    change: (actions: readonly Action[]) => readonly Action[],
    held: Readonly<Record<string, SkipColour>> = {},
  ): Promise<readonly string[]> => {
    const told: string[] = [];
    const { setting, section } = play(markdown, [], 5000, {
      clearance: clearanceOf(held),
      append: (event) => {
        if (event.type === 'step.started') told.push(event.plan.command);
      },
      atMoment: (side, action, number) =>
        Promise.resolve(void told.push(`${side} ${number} ${commandOf(action)}`)),
    });
    await runSteps(setting, ctx, change(section.actions));
    return told;
  };

  it.each<[string, (actions: readonly Action[]) => readonly Action[], readonly number[]]>([
    ['each has its moments', (actions) => actions, [1, 2, 3]],
    ['one that is left out has none, the others keep their numbers', (actions) => actions.slice(1), [2, 3]],
    [
      'swapped ones keep theirs',
      ([one, two, three]) => [two, one, three].flatMap((action) => action ?? []),
      [2, 1, 3],
    ],
  ])('%s', async (_, change, numbers) => {
    const names = ['', 'echo one', 'echo two', 'echo three'];
    const expected = numbers.flatMap((number) => [
      `before ${number} ${names[number]}`,
      names[number],
      `after ${number} ${names[number]}`,
    ]);
    expect(await moments(change)).toEqual(expected);
  });

  it('also of a step that is not run', async () => {
    expect(await moments((actions) => actions.slice(0, 1), { 'echo one': 'blocked' })).toEqual([
      'before 1 echo one',
      'after 1 echo one',
    ]);
  });

  it('what goes wrong there ends the section', async () => {
    const { setting, events } = play(markdown, [], 5000, {
      atMoment: (side) =>
        side === 'after' ? Promise.reject(new Error('not seen to bite')) : Promise.resolve(),
    });
    await expect(runSteps(setting, ctx)).rejects.toThrow('not seen to bite');
    expect(finishedOf(events)).toHaveLength(1);
  });
});

describe('before the fault', () => {
  it.each([
    ['another output keeps the promise', 'one', 'two', 'pass'],
    ['the same breaks it', 'one', 'one', 'fail'],
  ])('%s', async (_, before, after, verdict) => {
    const command = 'cat state';
    const { setting, events } = play(fence(command), [
      { command, stage: 'diagnose', differs: 'before-fault' },
    ]);
    writeFileSync(join(folder, 'state'), before);
    await runBaseline(setting, ctx);
    writeFileSync(join(folder, 'state'), after);
    expect((await runSteps({ ...setting, stage: 'diagnose' }, ctx)).verdict).toBe(verdict);
    expect(events.flatMap((event) => (event.type === 'step.started' ? [event.plan.stage] : []))).toEqual([
      'baseline',
      'diagnose',
    ]);
  });
});

it('nothing is asked before the fault that is meant for the inside of another shell', async () => {
  const { setting, events } = play(fence('ssh db01', 'cat state'), [
    { command: 'cat state', stage: 'diagnose', differs: 'before-fault' },
  ]);
  await runBaseline(setting, ctx);
  expect(events).toEqual([]);
});

describe('the clearance', () => {
  it('is told what each command showed', async () => {
    const clearance = clearanceOf();
    const { setting } = play(fence('echo item-7.json'), [], 5000, { clearance });
    await runSteps(setting, ctx);
    expect(clearance.shown).toEqual(['echo item-7.json: item-7.json']);
  });
});
