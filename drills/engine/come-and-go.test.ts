// Several faults in one drill: later, one after the other, during the remediation; and every way in which such a drill can end.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../core/journal/events.ts';
import { readLeftBehind } from '../heal-journal.ts';
import { paced, type Play, type Scene } from './fixtures/drills.ts';
import { play, type Played } from './fixtures/play.ts';
import { Interruption } from './stop.ts';

const outcome = ({ drill, report }: Played): string =>
  `${drill.verdict} ${drill.reasonCode} ${drill.cleanup} ${report.exitCode}`;
const done = ({ world }: Played): readonly string[] =>
  world.done.filter((what) => /^(prepare|inject|heal) /.test(what));

/** The first stays on while the second comes. */
const overlapping: Play = {
  course: { second: { comes: { kind: 'later', after: paced(300) } } },
};
/** The first is gone when the second comes. */
const inSequence: Play = {
  course: { first: { staysMs: 400 }, second: { comes: { kind: 'later', after: paced(900) } } },
};
/** It breaks again once it has been restarted; the step after it mends that. */
const again: Play = {
  course: { second: { comes: { kind: 'step', side: 'after', step: 'restart' } } },
};
const courses = { overlapping, inSequence, again } as const;

/** At the first record of that type that is about this fault. */
const at = (type: JournalEvent['type'], fault: string, act: (scene: Scene) => void): Pick<Play, 'on'> => {
  let isDone = false;
  return {
    on: (event, scene) => {
      if (isDone || event.type !== type || (event as { fault?: string }).fault !== fault) return;
      isDone = true;
      act(scene);
    },
  };
};
const interrupt = ({ interrupt: controller }: Scene): void => controller.abort(new Interruption('SIGINT'));

describe('faults come and go', () => {
  it.each<[keyof typeof courses, readonly string[]]>([
    [
      'overlapping',
      ['prepare first', 'inject first', 'prepare second', 'inject second', 'heal second', 'heal first'],
    ],
    [
      'inSequence',
      ['prepare first', 'inject first', 'heal first', 'prepare second', 'inject second', 'heal second'],
    ],
    [
      'again',
      ['prepare first', 'inject first', 'prepare second', 'inject second', 'heal second', 'heal first'],
    ],
  ])('%s', async (name, order) => {
    const played = await play(courses[name]);
    expect(outcome(played), JSON.stringify(played.drill.reasons)).toBe('pass ok clean 0');
    expect(done(played)).toEqual(order);
  });

  it('each undo is on disk before its fault goes in, and what has to be gone is proved gone before the next comes', async () => {
    const { events } = await play(inSequence);
    const told = events.flatMap((event) =>
      event.type.startsWith('fault.') && 'fault' in event ? [`${event.type} ${event.fault}`] : [],
    );
    expect(told).toEqual([
      ...['prepared', 'injecting', 'injected', 'confirmed', 'healing', 'healed', 'gone'].map(
        (what) => `fault.${what} first`,
      ),
      ...['prepared', 'injecting', 'injected', 'confirmed', 'healing', 'healed', 'gone'].map(
        (what) => `fault.${what} second`,
      ),
    ]);
  });

  it('at their time since the first injection, and for their time', async () => {
    const { drill } = await play(inSequence);
    const [first, second] = drill.faults;
    expect(first).toMatchObject({ injectedAfterMs: 0, course: 'for 400 ms (8.0 s nominal)' });
    expect(first?.goneAfterMs).toBeGreaterThanOrEqual(400);
    expect(first?.goneAfterMs).toBeLessThan(900);
    expect(second).toMatchObject({ course: '900 ms (18.0 s nominal) after the first' });
    expect(second?.injectedAfterMs).toBeGreaterThanOrEqual(900);
    expect(second?.injectedAfterMs).toBeLessThan(1000);
  });

  it('one that comes at a step comes between two of them', async () => {
    const { events } = await play(again);
    const order = events.flatMap((event) => {
      if (event.type === 'step.started' || event.type === 'step.finished')
        return [`${event.type} ${event.step}`];
      return event.type === 'fault.confirmed' && event.fault === 'second' ? ['second confirmed'] : [];
    });
    expect(order).toEqual([
      'step.started remediate-1',
      'step.finished remediate-1',
      'second confirmed',
      'step.started remediate-2',
      'step.finished remediate-2',
    ]);
  });

  it.each([
    ['by its number', { kind: 'step', side: 'before', step: 2 }],
    ['by a part of its command', { kind: 'step', side: 'before', step: 'see that' }],
  ] as const)('a step is named %s', async (_, comes) => {
    const played = await play({ course: { second: { comes } } });
    expect(outcome(played)).toBe('pass ok clean 0');
    expect(played.world.done.filter((what) => what === 'broken')).toHaveLength(2);
  });
});

describe('time to detect', () => {
  const signal = {
    name: 'Open',
    kind: 'alert',
    within: paced(2000),
    predictedMs: [900, 1300],
    prediction: {},
    samplingMs: 100,
  } as const;
  const detectedMs = async (fault?: string, after = 900): Promise<number | null> => {
    const plan = { signals: [{ ...signal, ...(fault !== undefined && { fault }) }] };
    const course = {
      ...inSequence.course,
      second: { comes: { kind: 'later', after: paced(after) } },
    } as const;
    const { drill } = await play({ plan, course });
    return drill.signals[0]?.deliveredAfterMs ?? null;
  };

  it('counts from the fault that the signal names, else from the first', async () => {
    // The alert fires a second after the system broke: the first fault is gone by then, the second is what it tells of.
    const [own, first] = [await detectedMs('second'), await detectedMs()];
    expect(own).toBeGreaterThanOrEqual(1000);
    expect(own).toBeLessThan(1300);
    expect(first).toBeGreaterThanOrEqual(1900);
  });

  it('waits for as long as the later fault leaves it', async () => {
    // Delivered about 2.6 s after the first injection, which alone would be too late.
    expect(await detectedMs('second', 1500)).toBeLessThan(1300);
  });

  it('an alert that fires already when its fault comes does not count', async () => {
    const plan = { signals: [{ ...signal, fault: 'second' }] };
    const played = await play({ plan, course: { second: { comes: { kind: 'later', after: paced(1800) } } } });
    expect(outcome(played)).toBe('fail detect clean 1');
    expect(played.drill.signals[0]?.reason).toContain('was already firing');
  });
});

describe('a drill with several faults ends', () => {
  it.each<[string, string, Play]>([
    ['if the second does not bite', 'inconclusive confirm clean 2', { ...overlapping, blunt: ['second'] }],
    [
      'if the second of a sequence does not bite',
      'inconclusive confirm clean 2',
      { ...inSequence, blunt: ['second'] },
    ],
    [
      'if the one during the remediation does not bite',
      'inconclusive confirm clean 2',
      { ...again, blunt: ['second'] },
    ],
    [
      'if the second finds its target down',
      'inconclusive confirm clean 2',
      { ...overlapping, down: ['second'] },
    ],
    ['if the first finds its target down', 'inconclusive gate clean 4', { ...overlapping, down: ['first'] }],
    [
      'if its step is not there',
      'inconclusive confirm clean 2',
      { course: { second: { comes: { kind: 'step', side: 'after', step: 'reboot' } } } },
    ],
    ['dirty if what has to go does not', 'fail cleanup dirty 5', { ...inSequence, stays: ['first'] }],
    ['dirty if the later one stays', 'fail cleanup dirty 5', { ...overlapping, stays: ['second'] }],
    [
      'if the remediation does not end the one that came during it',
      'fail recover clean 1',
      { course: { second: { comes: { kind: 'step', side: 'after', step: 2 } } } },
    ],
    [
      'by its stop condition before the second comes',
      'aborted stop-condition clean 3',
      {
        course: { second: { comes: { kind: 'later', after: paced(60_000) } } },
        drill: { stopAfterMs: 3000 },
      },
    ],
  ])('%s', async (_, expected, options) => {
    const played = await play(options);
    expect(outcome(played), JSON.stringify(played.drill.reasons)).toBe(expected);
    expect(played.thrown).toBe(null);
    if (!expected.includes('dirty')) expect(played.world.isSick()).toBe(false);
  });

  it('and says which one was missed', async () => {
    const { drill } = await play({
      course: { second: { comes: { kind: 'step', side: 'after', step: 'reboot' } } },
    });
    expect(drill.reason).toBe('planned, and never injected: second');
  });
});

describe('whoever heals from the journal alone', () => {
  it.each(Object.keys(courses) as (keyof typeof courses)[])(
    'knows at every record what is in: %s',
    async (name) => {
      const { events } = await play(courses[name]);
      const file = join(mkdtempSync(join(tmpdir(), 'gameday-left-')), 'journal.ndjson');
      const lines = events.map((event) =>
        JSON.stringify({ ...event, ...('kind' in event && { kind: 'kill' }) }),
      );
      const about = (type: JournalEvent['type'], until: number): readonly string[] =>
        events
          .slice(0, until)
          .flatMap((event) => (event.type === type && 'fault' in event ? [event.fault] : []));
      for (let until = 1; until <= events.length; until += 1) {
        writeFileSync(
          file,
          lines
            .slice(0, until)
            .map((line) => `${line}\n`)
            .join(''),
        );
        const gone = about('fault.gone', until);
        const left = readLeftBehind(file).faults.map(({ id }) => id);
        expect(left).toEqual(about('fault.prepared', until).filter((id) => !gone.includes(id)));
        expect(left).toEqual(
          expect.arrayContaining(about('fault.injecting', until).filter((id) => !gone.includes(id))),
        );
      }
      rmSync(dirname(file), { recursive: true });
    },
  );
});

const moments = [
  'fault.prepared',
  'fault.injecting',
  'fault.injected',
  'fault.confirmed',
  'fault.healing',
  'fault.healed',
  'fault.gone',
] as const;

describe.each(Object.keys(courses) as (keyof typeof courses)[])('whatever happens, %s', (name) => {
  it.each(
    moments.flatMap(
      (moment) =>
        [
          [moment, 'first'],
          [moment, 'second'],
        ] as const,
    ),
  )('an interruption at %s of the %s ends it, healed', async (moment, fault) => {
    const played = await play({ ...courses[name], ...at(moment, fault, interrupt) });
    expect(`${played.drill.cleanup} ${played.world.isSick()}`).toBe('clean false');
    expect(['aborted', 'pass']).toContain(played.drill.verdict);
  });

  it.each(['fault.prepared', 'fault.injecting', 'fault.injected', 'fault.confirmed'] as const)(
    'a full disk at %s of the second ends it at once, healed',
    async (moment) => {
      const played = await play({ ...courses[name], ...at(moment, 'second', (scene) => scene.fillDisk()) });
      expect(`${played.drill.verdict} ${played.drill.reasonCode}`).toBe('error disk-full');
      expect(played.world.isSick()).toBe(false);
    },
  );
});
