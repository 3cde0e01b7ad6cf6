// A drill that somebody rehearses: where it stops, what it is worth then, and how it ends.
import { describe, expect, it } from 'vitest';
import { phases, type Phase } from '../../core/verdicts.ts';
import { placeboPlan, type Play, type Scene } from './fixtures/drills.ts';
import { play, type Played } from './fixtures/play.ts';
import { Interruption } from './stop.ts';

const outcome = ({ drill, report }: Played): string =>
  `${drill.verdict} ${drill.reasonCode} ${drill.cleanup} ${report.exitCode}`;

/** Somebody takes that long before these phases. */
const slow = (ms: number, before: readonly Phase[] = phases): Pick<Play, 'askBefore'> => ({
  askBefore: (phase, { clock }, signal) => clock.sleep(before.includes(phase) ? ms : 0, signal),
});

/** Somebody does that before this phase; the rest goes on at once. */
const at = (
  where: Phase,
  act: (scene: Scene, signal: AbortSignal) => Promise<void>,
): Pick<Play, 'askBefore'> => ({
  askBefore: (phase, scene, signal) => (phase === where ? act(scene, signal) : Promise.resolve()),
});

it('somebody is asked before each phase, and the phases begin only then', async () => {
  const asked: Phase[] = [];
  const { events } = await play({
    askBefore: (phase) => {
      asked.push(phase);
      return Promise.resolve();
    },
  });
  expect(asked).toEqual(phases);
  const begun = events.flatMap((event) => (event.type === 'phase.started' ? [event.phase] : []));
  expect(begun).toEqual(phases);
});

const placebo = { faults: [], plan: { ...placeboPlan, faults: [] } };

// prettier-ignore
describe('somebody who takes a second', () => {
  it.each<[string, string, Play]>([
    ['before each phase claims nothing', 'inconclusive rehearsed clean 2', slow(1_000)],
    ['before the fault is let in makes no difference', 'pass ok clean 0', slow(1_000, ['prepare', 'gate', 'inject'])],
    ['once the service is back makes none', 'pass ok clean 0', slow(1_000, ['heal', 'verify'])],
    ['in a placebo makes none', 'pass ok clean 0', { ...placebo, ...slow(1_000) }],
    ['is not counted by the stop condition', 'inconclusive rehearsed clean 2', { ...slow(1_000), drill: { stopAfterMs: 7_000 } }],
    ['does not hide that the alert never fires', 'fail detect clean 1', { ...slow(1_000), script: { firesAfterMs: null } }],
    ['does not hide that the steps change nothing', 'fail recover clean 1', { ...slow(1_000), remedy: 'does nothing' }],
    ['does not hide lost orders', 'fail invariant clean 1', { ...slow(1_000), lostOrders: 3 }],
  ])('%s', async (_, expected, options) => {
    const played = await play(options);
    expect(outcome(played), JSON.stringify(played.drill.reasons)).toBe(expected);
  });
});

it('the stop condition still counts what the drill takes by itself', async () => {
  const played = await play({ ...slow(1_000), drill: { stopAfterMs: 1_000 } });
  expect(outcome(played)).toBe('aborted stop-condition clean 3');
});

it('what somebody took is told: in all, beside the recovery, and where the time went', async () => {
  const { drill } = await play(slow(1_000, ['detect', 'remediate']));
  expect(drill.reason).toBe('somebody was waited for while the fault was on, 2.0 s in all: no claim');
  expect(drill.recovery).toMatchObject({
    verdict: 'unknown',
    reason: expect.stringMatching(/^recovered after .*, in which somebody was waited for 2\.0 s$/),
  });
  expect(drill.signals).toMatchObject([{ name: 'Open', verdict: 'pass' }]);
  expect(drill.timeLedger.entries).toContainEqual({
    kind: 'person',
    what: 'somebody says go before remediate',
    ms: 1_000,
  });
  expect(drill.timeLedger.oursMs / drill.timeLedger.totalMs).toBeLessThan(0.05);
});

it('a system that fell sick while somebody was waited for gets no fault', async () => {
  const played = await play(
    at('inject', ({ world, clock }, signal) => {
      world.break();
      return clock.sleep(1_000, signal);
    }),
  );
  expect(outcome(played)).toBe('inconclusive gate clean 4');
  expect(played.world.done).not.toContain('inject first');
});

describe.each<Phase>(['prepare', 'inject', 'detect', 'remediate', 'heal'])('before %s', (phase) => {
  it('one who has enough ends the drill, healed, and the next one is played', async () => {
    const played = await play({
      followedBy: 1,
      askBefore: (next, { world }) =>
        next === phase && !world.done.includes('close first')
          ? Promise.reject(new Interruption('q'))
          : Promise.resolve(),
    });
    expect(outcome(played)).toBe('aborted interrupted clean 3');
    expect(played.world.isSick()).toBe(false);
    expect(played.report.drills[1]?.verdict).toBe('pass');
  });

  it('a signal ends the run, healed', async () => {
    const played = await play({
      followedBy: 1,
      ...at(phase, ({ interrupt, clock }, signal) => {
        interrupt.abort(new Interruption('SIGINT'));
        return clock.sleep(1_000, signal);
      }),
    });
    expect(outcome(played)).toBe('aborted interrupted clean 3');
    expect(played.world.isSick()).toBe(false);
    expect(played.report.drills[1]?.verdict).toBe('skipped');
  });
});
