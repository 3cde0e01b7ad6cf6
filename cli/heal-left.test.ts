// What healing makes of a journal that is not there, or that the disk does not give back.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../core/clock.ts';
import { leaseState, takeLease } from '../drills/lease.ts';
import { containerOf, operatorOf } from './fixtures/fake-engine.ts';
import { heard } from './fixtures/heard.ts';
import { lockOn, type LockOn } from './fixtures/lock-on.ts';
import { healLeft, mayHaveLeft } from './heal-left.ts';
import { leaseFile } from './lease-files.ts';
import { lockStack } from './with-stack.ts';

let folder: string;
const said = heard();
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gameday-left-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** The folder itself stands for a file that the disk does not give back: reading it fails otherwise than by its absence. */
const journals = { none: () => '', removed: () => join(folder, 'gone.ndjson'), unreadable: () => folder };

describe('a dead run', () => {
  let on: LockOn;
  beforeEach(async () => {
    on = await lockOn(folder);
    on.engine.containers.push(operatorOf(on.system), containerOf(on.system, 'broker'));
  });
  afterEach(() => on.engine.close());

  it.each([
    ['that never had a journal, on a stack that stays: nothing was injected', 'none', false, true, 2],
    ['whose journal was removed, on a stack that stays: nobody knows', 'removed', false, false, 2],
    ['whose journal can not be read, on a stack that stays: nobody knows', 'unreadable', false, false, 2],
    ['whose journal was removed, with a stack of its own: its faults go with it', 'removed', true, true, 0],
  ] as const)('%s', async (_, journal, ownsStack, clean, containers) => {
    const { here, ctx } = on.options;
    const { lease } = takeLease(leaseFile(here, on.system), 'heal', '', systemClock);
    const left = { ...died(), journal: journals[journal](), ownsStack };
    expect(await healLeft({ here, system: on.system, left, lease, by: 'heal', ctx })).toBe(clean);
    expect(said.at(-1)).toBe(
      `run one: ${clean ? 'healed, nothing is left of its faults' : 'healing could not be proved'}`,
    );
    expect(on.engine.containers).toHaveLength(containers);
    lease.release();
  });

  const died = () => {
    const { lease } = takeLease(join(folder, 'other.lease'), 'run one', '', systemClock);
    const state = leaseState(join(folder, 'other.lease'));
    lease.release();
    if (state?.holder === undefined || state.holder === null) throw new Error('nobody holds it');
    return state.holder;
  };

  it('whose journal was removed keeps every run after it from the stack, with 5, until somebody takes that away', async () => {
    const file = leaseFile(on.options.here, on.system);
    const { lease } = takeLease(file, 'run one', journals.removed(), systemClock);
    lease.begin(false);
    lease.record();
    lease.leave();
    for (const _ of [1, 2])
      await expect(lockStack(on.options)).rejects.toMatchObject({ code: 'not-healed', exitCode: 5 });
    expect(leaseState(file)?.holder).toMatchObject({ journal: journals.removed() });
  });
});

describe('at the end of a run, a fault may be left', () => {
  const record = (type: string, more: object): string =>
    `${JSON.stringify({ at: '2026-03-02T06:00:00.000Z', t: 0, drill: 'shop/one', attempt: 1, type, ...more })}\n`;
  const prepared = record('fault.prepared', { fault: 'kill', kind: 'kill', undo: {}, token: 1 });
  const gone = record('fault.gone', { fault: 'kill', observation: { verdict: 'pass', evidence: [] } });

  it.each([
    ['not where all were proved gone', prepared + gone, false],
    ['where one was not', prepared, true],
    ['where one may stand in a line that is broken', `${prepared}${gone}\0\0\0\n`, true],
    ['where the journal was removed', null, true],
  ])('%s', (_, text, may) => {
    mkdirSync(join(folder, 'run'));
    const journal = join(folder, 'run', 'journal.ndjson');
    if (text !== null) writeFileSync(journal, text);
    expect(mayHaveLeft(journal)).toBe(may);
  });
});
