// Every way a drill can go: what it writes to the journal, folded as the report does, gives what docs/exit-codes.md states.
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../core/journal/events.ts';
import { phases, type Phase } from '../../core/verdicts.ts';
import { paced, placeboPlan, times, type Play, type Scene } from './fixtures/drills.ts';
import { play, type Played } from './fixtures/play.ts';
import type { World } from './fixtures/world.ts';
import { Interruption } from './stop.ts';

const outcome = ({ drill, report }: Played): string =>
  `${drill.verdict} ${drill.reasonCode} ${drill.cleanup} ${report.exitCode}`;

/** Does it once, when that phase begins. */
const inPhase = (phase: Phase, act: (scene: Scene) => void): Pick<Play, 'on'> => {
  let done = false;
  return {
    on: (event, scene) => {
      if (done || event.type !== 'phase.started' || event.phase !== phase) return;
      done = true;
      act(scene);
    },
  };
};
/** Does it when that happens first, and takes it back as soon as anything happens so much later. */
const forAWhile = (
  begins: (event: JournalEvent) => boolean,
  ms: number,
  act: (world: World) => void,
  back: (world: World) => void,
): Pick<Play, 'on'> => {
  let endsAt: number | null = null;
  return {
    on: (event, { world }) => {
      if (endsAt === null && begins(event)) {
        endsAt = event.t + ms;
        act(world);
      } else if (endsAt !== null && event.t >= endsAt) {
        endsAt = Infinity;
        back(world);
      }
    },
  };
};
const phaseBegins =
  (phase: Phase) =>
  (event: JournalEvent): boolean =>
    event.type === 'phase.started' && event.phase === phase;
const recovered = (event: JournalEvent): boolean => event.type === 'recovery.observed';
const during =
  (what: 'prometheusDown' | 'prometheusMute' | 'logsUnreadable') =>
  (begins: (event: JournalEvent) => boolean, ms: number): Pick<Play, 'on'> => {
    const set = (value: boolean) => (world: World) => void (world[what] = value);
    return forAWhile(begins, ms, set(true), set(false));
  };
const prometheusGone = during('prometheusDown');
const prometheusMute = during('prometheusMute');
const unreadable = during('logsUnreadable');
const blind =
  (what: 'blindLooks' | 'blindLevels') =>
  (begins: (event: JournalEvent) => boolean, looks: number, ms = Infinity): Pick<Play, 'on'> => {
    const set = (count: number) => (world: World) => void (world[what] = count);
    return forAWhile(begins, ms, set(looks), set(0));
  };
/** So many looks measure nothing, or those of that time. */
const blindLooks = blind('blindLooks');
const blindLevels = blind('blindLevels');
const interrupt = ({ interrupt: controller }: Scene): void => controller.abort(new Interruption('SIGINT'));
const overtake = ({ leaseFile }: Scene): void => {
  const table = new DatabaseSync(leaseFile);
  table.exec('UPDATE lease SET token = token + 1');
  table.close();
};
const fillDisk = (scene: Scene): void => scene.fillDisk();
const loseEngine = ({ world }: Scene): void => void (world.engineGone = true);
const healed = (played: Played): readonly string[] =>
  played.world.done.filter((what) => what.startsWith('heal '));

// prettier-ignore
describe('a drill ends', () => {
  it.each<[string, string, Play]>([
    ['well', 'pass ok clean 0', {}],
    ['well, without a fault', 'pass ok clean 0', { faults: [], plan: { ...placeboPlan, faults: [] } }],
    ['before anything, if it can not be judged', 'inconclusive undetectable clean 4', { drill: { undetectable: [{ signal: 'Open', reason: 'too late' }] } }],
    ['at the gate, if the system is sick', 'inconclusive gate clean 4', inPhase('warm-up', ({ world }) => world.break())],
    ['at the gate, if an alert fires', 'inconclusive gate clean 4', { script: { symptom: false, firesAfterMs: 0 }, ...inPhase('warm-up', ({ world }) => world.break()) }],
    ['at the gate, if the alerts can not be seen', 'inconclusive gate clean 4', inPhase('warm-up', ({ world }) => void (world.prometheusDown = true))],
    ['before the fault, if what it needs could not be done', 'inconclusive gate clean 4', { prepared: 'fail' }],
    ['well, with a doubt about what it needs', 'pass ok clean 0', { prepared: 'unknown' }],
    ['if the fault does not bite', 'inconclusive confirm clean 2', { blunt: true }],
    ['if the alert never fires', 'fail detect clean 1', { script: { firesAfterMs: null } }],
    ['if the alert is late', 'fail detect clean 1', { script: { firesAfterMs: 2300 } }],
    ['if Prometheus goes away', 'inconclusive cleanup-unknown unknown 5', inPhase('detect', ({ world }) => void (world.prometheusDown = true))],
    ['if the steps change nothing', 'fail recover clean 1', { remedy: 'does nothing' }],
    ['well, if only outside can end it', 'pass ok clean 0', { remedy: 'does nothing', plan: { endedBy: 'outside' } }],
    ['if the steps end what only outside can', 'fail remediate clean 1', { plan: { endedBy: 'outside' } }],
    ['if it flaps', 'fail recover clean 1', { script: { relapse: { afterMs: 700, forMs: 200 } } }],
    // Well when the steps begin, and for a moment not when they have just ended.
    ['well, if the last step stirs it up once more', 'pass ok clean 0', { script: { relapse: { afterMs: 250, forMs: 100 } }, drill: { times: { ...times, stableMs: 100 } }, ...inPhase('remediate', ({ world }) => world.mend()) }],
    ['if acknowledged orders are lost', 'fail invariant clean 1', { lostOrders: 3 }],
    ['if they are lost though the fault did not bite', 'fail invariant clean 1', { lostOrders: 3, blunt: true }],
    ['if a fault stays', 'fail cleanup dirty 5', { stays: true }],
    ['by its stop condition', 'aborted stop-condition clean 3', { drill: { stopAfterMs: 3000 } }],
    ['well, though an undo failed that was not needed', 'pass ok clean 0', { undoFails: ['second'] }],
  ])('%s', async (_, expected, options) => {
    const played = await play(options);
    expect(outcome(played), JSON.stringify(played.drill.reasons)).toBe(expected);
    expect(played.thrown).toBe(null);
  });
});

/** When the gate has seen the alerts once, and waits for the last of three passes. */
const withinGate = () => {
  let fromT = Infinity;
  return (event: JournalEvent): boolean => {
    if (phaseBegins('gate')(event)) fromT = Math.min(fromT, event.t + 110);
    return event.t >= fromT;
  };
};
const withLevels = { invariants: ['INV-ACK', 'INV-NEG'] };

// prettier-ignore
describe('what could not be measured is no verdict; a single look that failed is none of it. A drill ends', () => {
  it.each<[string, string, Play]>([
    ['in doubt, if Prometheus was gone for a while after the detection', 'inconclusive detect-unknown clean 2', prometheusGone(phaseBegins('remediate'), 3500)],
    ['well, if it worked on and only did not answer', 'pass ok clean 0', prometheusMute(phaseBegins('remediate'), 3500)],
    ['well, if it did not answer when recovery was told', 'pass ok clean 0', prometheusMute(recovered, 1000)],
    ['well, if a look measured nothing after the recovery', 'pass ok clean 0', blindLooks(recovered, 1)],
    ['in doubt, if two in a row did not', 'inconclusive recover-unknown clean 2', blindLooks(recovered, 2)],
    ['in doubt, if nobody could see whether it recovered', 'inconclusive recover-unknown clean 2', blindLooks(phaseBegins('remediate'), 1000, 4500)],
    ['badly, if it was seen bad when the time was over', 'fail recover clean 1', { remedy: 'does nothing', ...blindLooks(phaseBegins('remediate'), 5) }],
    ['well, if a look at the alerts failed in the gate', 'pass ok clean 0', prometheusMute(withinGate(), 400)],
    ['at the gate, if all of them did', 'inconclusive gate clean 4', prometheusMute(withinGate(), 4000)],
    ['well, if the levels could not be read at once', 'pass ok clean 0', { plan: withLevels, ...blindLevels(phaseBegins('gate'), 3) }],
    ['well, if they could not be read at once after healing', 'pass ok clean 0', { plan: withLevels, ...blindLevels(phaseBegins('heal'), 3) }],
    ['at the gate, if they never could', 'inconclusive gate clean 4', { plan: withLevels, ...blindLevels(phaseBegins('gate'), 1000) }],
  ])('%s', async (_, expected, options) => {
    const played = await play(options);
    expect(outcome(played), JSON.stringify(played.drill.reasons)).toBe(expected);
  });
});

/** One promised signal of that kind; the alert may fire beside it. */
const promises = (name: string, kind: 'probe' | 'log'): Play => ({
  plan: {
    signals: [{ name, kind, within: paced(2000), predictedMs: null, prediction: {}, samplingMs: 100 }],
    alsoFires: ['Open'],
  },
  drill: { logSignals: new Map([['it broke', { service: 'broker', shows: 'it broke' }]]) },
});
const prints = (phase: Phase): Pick<Play, 'on'> =>
  inPhase(phase, ({ world, clock }) => world.printed.push({ atMs: clock.now().getTime(), line: 'it broke' }));
// prettier-ignore
describe('a promised', () => {
  it.each<[string, string, Play]>([
    ['line that is printed', 'pass ok clean 0', { ...promises('it broke', 'log'), ...prints('detect') }],
    ['line that was printed before the fault only', 'fail detect clean 1', { ...promises('it broke', 'log'), ...prints('baseline') }],
    ['line of a log that nobody can read', 'inconclusive detect-unknown clean 2', { ...promises('it broke', 'log'), ...unreadable(phaseBegins('detect'), 60_000) }],
    ['line of a log that could not be read at once, and is not there', 'fail detect clean 1', { ...promises('it broke', 'log'), ...unreadable(phaseBegins('detect'), 600) }],
    ['line that is not there, while the alerts could not be seen', 'fail detect clean 1', { ...promises('it broke', 'log'), ...prometheusGone(phaseBegins('detect'), 3500) }],
    ['probe that turns bad', 'pass ok clean 0', promises('health', 'probe')],
    ['probe that does not', 'fail detect clean 1', { ...promises('health', 'probe'), script: { symptom: false } }],
    ['probe that measures nothing', 'inconclusive detect-unknown clean 2', { ...promises('health', 'probe'), script: { symptom: false }, ...blindLooks(phaseBegins('inject'), 1000, 3500) }],
    ['probe that misses one look', 'fail detect clean 1', { ...promises('health', 'probe'), script: { symptom: false }, ...blindLooks(phaseBegins('detect'), 1) }],
  ])('%s', async (_, expected, options) => {
    const played = await play(options);
    expect(outcome(played), JSON.stringify(played.drill.reasons)).toBe(expected);
  });
});

describe('whatever happens', () => {
  const before: readonly Phase[] = ['prepare', 'warm-up', 'gate', 'baseline'];
  const uses = phases.filter((phase) => phase !== 'verify');

  it.each(uses)('an interruption in %s ends it at once, healed', async (phase) => {
    const played = await play({ followedBy: 1, ...inPhase(phase, interrupt) });
    expect(outcome(played)).toBe('aborted interrupted clean 3');
    expect(played.report.drills[1]?.verdict).toBe('skipped');
    expect(played.report.reason).not.toContain('interrupted by interrupted');
    expect(played.world.isSick()).toBe(false);
  });

  it.each(uses)('a full disk in %s ends it at once, healed', async (phase) => {
    const played = await play({ followedBy: 1, ...inPhase(phase, fillDisk) });
    expect(`${played.drill.verdict} ${played.drill.reasonCode}`).toBe('error disk-full');
    expect(played.report.exitCode).toBe(played.drill.cleanup === 'clean' ? 70 : 5);
    expect(played.world.isSick()).toBe(false);
    expect(played.tookMs).toBeLessThan(15_000);
  });

  it.each(uses)('a lost engine in %s ends it within seconds', async (phase) => {
    const drill = { times: { ...times, windowMs: 6000, stableMs: 4000 } };
    const played = await play({ followedBy: 1, drill, ...inPhase(phase, loseEngine) });
    expect(`${played.drill.verdict} ${played.drill.reasonCode}`).toBe('error engine-lost');
    expect(played.report.exitCode).toBe(before.includes(phase) ? 70 : 5);
    expect(played.report.drills[1]?.verdict).toBe('skipped');
    expect(played.tookMs).toBeLessThan(30_000);
  });

  it.each<Phase>(['prepare', 'gate', 'detect', 'remediate', 'recover', 'heal'])(
    'a run that is overtaken in %s touches nothing any more',
    async (phase) => {
      const played = await play({ followedBy: 1, ...inPhase(phase, overtake) });
      expect(`${played.drill.verdict} ${played.drill.reasonCode}`).toBe('aborted lease-lost');
      expect(healed(played)).toEqual([]);
      expect(played.report.drills[1]?.verdict).toBe('skipped');
    },
  );

  // What injects by itself, again and again, would go on until the next effect is due.
  it('a run that is overtaken while it waits notices by itself', async () => {
    const patient = {
      name: 'Open',
      kind: 'alert',
      within: { nominalMs: 60_000, pacedMs: 60_000, limitedBy: null },
    } as const;
    const signals = [{ ...patient, predictedMs: null, prediction: {}, samplingMs: 100 }];
    const script = { firesAfterMs: null };
    const played = await play({ script, plan: { signals }, ...inPhase('detect', overtake) });
    expect(outcome(played)).toMatch(/^aborted lease-lost/);
    expect(played.tookMs).toBeLessThan(20_000);
  });

  it('every fault is undone, last first, and a failing undo does not stop the next', async () => {
    const played = await play({ undoFails: ['second', 'first'], remedy: 'does nothing' });
    expect(healed(played)).toEqual(['heal second', 'heal first']);
    expect(played.drill.faults.map(({ healError }) => healError)).toEqual(
      Array(2).fill('the engine refused'),
    );
    expect(played.world.done.slice(-2)).toEqual(['close first', 'close second']);
  });

  it('a drill that follows one that was stopped does not answer for its traffic', async () => {
    const played = await play({ followedBy: 1, lostOrders: 1, drill: { stopAfterMs: 3000 } });
    expect(played.report.drills.map(({ verdict }) => verdict)).toEqual(['aborted', 'pass']);
  });

  it.each<[string, readonly string[], RegExp]>([
    [
      'an invariant',
      ['INV-TERM'],
      /^INV-ACK is not promised by this drill; it is broken: .*lost: wanted 0, found 3/,
    ],
    ['all of them', [], /^no invariant is promised/],
  ])('a promise that was left out is told: %s', async (_, invariants, note) => {
    const { drill } = await play({ lostOrders: 3, plan: { invariants } });
    expect(drill.verdict).toBe('pass');
    expect(drill.notes).toContainEqual(expect.stringMatching(note));
  });

  it('what needs the cause to be gone comes after the healing', async () => {
    const { world } = await play();
    expect(world.done.indexOf('after')).toBeGreaterThan(world.done.lastIndexOf('heal first'));
  });

  it('nearly every second of it is accounted for', async () => {
    const { drill } = await play();
    expect(drill.timeLedger.oursMs / drill.timeLedger.totalMs).toBeLessThan(0.05);
    expect(drill.timeLedger.entries.map(({ what }) => what)).toContain(
      'recovery of the service and its alerts',
    );
  });
});

it('what is asked after each drill can end the game day: the rest is skipped and says why', async () => {
  const asked: string[] = [];
  const endAfter = (drill: string, attempt: number): string | null => {
    asked.push(`${drill} ${attempt}`);
    return attempt === 2 ? 'enough' : null;
  };
  const { report } = await play({ followedBy: 3, endAfter });
  expect(report.drills.map(({ verdict, reason }) => (verdict === 'skipped' ? reason : verdict))).toEqual([
    'pass',
    'pass',
    'enough',
    'enough',
  ]);
  expect(asked.map((one) => one.split(' ')[1])).toEqual(['1', '2']);
  expect(report.exitCode).toBe(0);
});
