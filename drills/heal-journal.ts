// Healing from a dead run's journal alone, in another process, any number of times.
import type { Clock } from '../core/clock.ts';
import { GamedayError, messageOf } from '../core/errors.ts';
import type { JournalEvent, StackIdentity } from '../core/journal/events.ts';
import { openJournal, type Journal } from '../core/journal/journal.ts';
import { cutTornLine } from '../core/journal/mend.ts';
import { readJournal } from '../core/journal/read.ts';
import { operatorService } from '../stack/operator.ts';
import type { Stack } from '../stack/stack.ts';
import { healFaults, type HealTask } from './engine/heal-faults.ts';
import type { Healing } from './faults/fault.ts';
import { faultKindNamed } from './faults/kinds.ts';

/** A task, with the drill that its records belong to. */
interface LeftFault extends HealTask {
  readonly drill: string;
  readonly attempt: number;
}

/** What the journal says about the run's stack, and what is still to heal. */
export interface LeftBehind {
  readonly run: string;
  readonly stack: StackIdentity;
  readonly faults: readonly LeftFault[];
}

/** Prepared minus proved gone. Throws GamedayError when there is no such journal or it is broken. */
export const readLeftBehind = (journalFile: string): LeftBehind => {
  const { events } = readJournal(journalFile);
  const first = events[0];
  if (first?.type !== 'run.started') throw new Error('readJournal lets no other first record pass');
  const left = new Map<string, LeftFault>();
  for (const event of events) foldFault(left, event);
  return { run: first.run, stack: first.stack, faults: [...left.values()] };
};

const foldFault = (left: Map<string, LeftFault>, event: JournalEvent): void => {
  if (event.type === 'fault.prepared') {
    const { fault, kind, undo, attempt } = event;
    const drill = event.drill ?? '';
    left.set(`${drill} ${attempt} ${fault}`, { id: fault, healing: healingOf(kind), undo, drill, attempt });
  }
  if (event.type === 'fault.gone' && event.observation.verdict === 'pass') {
    left.delete(`${event.drill} ${event.attempt} ${event.fault}`);
  }
};

const healingOf = (kind: string): Healing => {
  const known = faultKindNamed(kind);
  if (known !== null) return known;
  throw new GamedayError({
    code: 'unknown-fault',
    message: `the journal has a fault of kind "${kind}", which this gameday does not know`,
    hint: 'heal with the gameday that ran the drill',
  });
};

/** Real time, for all containers together. */
const endCommandsMs = 15_000;
const startStoppedMs = 60_000;

export interface HealJournalSetting {
  readonly journalFile: string;
  readonly stack: Stack;
  readonly clock: Clock;
  readonly by: 'watchdog' | 'heal';
  readonly redact: (text: string) => string;
}

/** True when nothing of the run's faults is left. Its own records go to the end of the same journal. */
export const healJournal = async (setting: HealJournalSetting): Promise<boolean> => {
  const { journalFile, clock, redact } = setting;
  const cutBytes = cutTornLine(journalFile);
  const { events } = readJournal(journalFile);
  const journal = openJournal({
    file: journalFile,
    clock,
    redact,
    runStartedMs: Date.parse(events[0]?.at ?? ''),
  });
  try {
    if (cutBytes > 0)
      journal.append({
        type: 'note',
        message: `the run died while writing a record: ${cutBytes} bytes of it were cut off`,
      });
    await endCommands(setting, journal);
    const clean = await healAll(setting, readLeftBehind(journalFile).faults, journal);
    if (hasOpenStep(events)) await startStopped(setting, journal);
    return clean;
  } finally {
    journal.close();
  }
};

/** The run's commands outlive it: a runbook's restart or a filling of memory must not go on while it is healed. */
const endCommands = async ({ stack, clock }: HealJournalSetting, journal: Journal): Promise<void> => {
  const ctx = { clock, signal: clock.deadline(endCommandsMs) };
  const end = async (service: string): Promise<void> => {
    const { status } = await stack.powers.inspect(service, ctx);
    if (status === 'running') await stack.powers.endCommands(service, ctx);
  };
  const services = [operatorService, ...stack.services];
  const ends = await Promise.allSettled(services.map(end));
  for (const [index, result] of ends.entries()) {
    if (result.status === 'fulfilled') continue;
    const message = `${services[index]}: the run's commands could not be ended: ${messageOf(result.reason)}`;
    journal.append({ type: 'note', message });
  }
};

/** The run died while a command of its runbook was at work. */
const hasOpenStep = (events: readonly JournalEvent[]): boolean =>
  events.findLast(({ type }) => type === 'step.started' || type === 'step.finished')?.type === 'step.started';

/** What a command has stopped, the next one would have started again. */
const startStopped = async ({ stack, clock }: HealJournalSetting, journal: Journal): Promise<void> => {
  const ctx = { clock, signal: clock.deadline(startStoppedMs) };
  for (const service of stack.services) {
    const { status } = await stack.powers.inspect(service, ctx);
    if (status !== 'exited') continue;
    await stack.powers.start(service, ctx);
    journal.append({ type: 'note', message: `${service} was stopped when the run died: started again` });
  }
};

const healAll = async (
  { stack, clock, by }: HealJournalSetting,
  faults: readonly LeftFault[],
  journal: Journal,
): Promise<boolean> => {
  let clean = true;
  // One at a time, so that each record carries its drill.
  for (const fault of faults.toReversed()) {
    const { drill, attempt } = fault;
    const log = (body: Parameters<typeof journal.append>[0]): void =>
      void journal.append(body, { drill, attempt });
    clean = (await healFaults([fault], { stack, clock, by, log })) && clean;
  }
  return clean;
};
