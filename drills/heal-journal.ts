// Healing from a dead run's journal alone, in another process, any number of times.
import type { Clock } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import type { EventOf, JournalEvent, JournalEventBody } from '../core/journal/events.ts';
import { openJournal, type DrillOf, type Journal } from '../core/journal/journal.ts';
import { cutTornLine } from '../core/journal/mend.ts';
import { salvageJournal } from '../core/journal/read.ts';
import { unknown } from '../core/observation.ts';
import { mask } from '../core/redact.ts';
import { operatorService } from '../stack/operator.ts';
import type { Stack } from '../stack/stack.ts';
import { healFaults, type HealTask } from './engine/heal-faults.ts';
import type { Healing } from './faults/fault.ts';
import { healingOf } from './faults/kinds.ts';

/** A task, with the drill that its records belong to. */
interface LeftFault extends HealTask {
  readonly drill: string;
  readonly attempt: number;
}

/** What is still to heal, by the journal. */
export interface LeftBehind {
  readonly faults: readonly LeftFault[];
  /** Why there may be more than these: an undo that can't be read can't be done. */
  readonly doubts: readonly string[];
}

/** Prepared minus proved gone; a broken line hides nothing but itself. Throws GamedayError when there is no such journal. */
export const readLeftBehind = (journalFile: string): LeftBehind => {
  const { events, broken } = salvageJournal(journalFile);
  const told = Map.groupBy(events.filter(isOfFault), keyOf);
  const open = [...told.values()].filter((records) => !isGone(records));
  return {
    faults: open.flatMap((records) => records.findLast(isPrepared) ?? []).map(leftFault),
    doubts: [
      ...broken
        .filter(({ type }) => type === null || type === 'fault.prepared')
        .map(({ line }) => `${journalFile}:${line}: a broken line, in which an undo may have stood`),
      ...open
        .filter((records) => !records.some(isPrepared))
        .map(([record]) => `${record?.drill}: the journal has no undo of ${record?.fault}`),
    ],
  };
};

type FaultEvent = Extract<JournalEvent, { fault: string }>;

const isOfFault = (event: JournalEvent): event is FaultEvent => 'fault' in event;

const keyOf = ({ drill, attempt, fault }: FaultEvent): string => `${drill} ${attempt} ${fault}`;

const isPrepared = (event: FaultEvent): event is EventOf<'fault.prepared'> => event.type === 'fault.prepared';

const isProved = (event: FaultEvent): boolean =>
  event.type === 'fault.gone' && event.observation.verdict === 'pass';

const isGone = (records: readonly FaultEvent[]): boolean => {
  const last = records.findLast((event) => isPrepared(event) || isProved(event));
  return last !== undefined && isProved(last);
};

const leftFault = ({ fault, kind, undo, drill, attempt }: EventOf<'fault.prepared'>): LeftFault => ({
  id: fault,
  healing: JSON.stringify(undo).includes(mask) ? withoutProof(healingOf(kind)) : healingOf(kind),
  undo,
  drill: drill ?? '',
  attempt,
});

/** What asks with a mask in a secret's place gets the answer to another question. */
const withoutProof = (healing: Healing): Healing => ({
  ...healing,
  gone: async (undo, stack, ctx) => {
    const seen = await healing.gone(undo, stack, ctx);
    if (seen.verdict !== 'pass') return seen;
    const doubt = unknown('its undo', 'whole', 'the journal keeps no secret, and there was one in it');
    return { ...doubt, evidence: [...doubt.evidence, ...seen.evidence] };
  },
});

/** Real time, for all containers together. */
const endCommandsMs = 15_000;
const startStoppedMs = 60_000;

interface JournalSetting {
  readonly journalFile: string;
  readonly clock: Clock;
  readonly redact: (text: string) => string;
  /** Words for people: what is doubtful, or could not be written down. */
  readonly tell: (message: string) => void;
}

export interface HealJournalSetting extends JournalSetting {
  readonly stack: Stack;
  readonly by: 'watchdog' | 'heal';
}

/** True when nothing of the run's faults is left, and nothing can be hidden. Its own records go to the end of the same journal. */
export const healJournal = async (setting: HealJournalSetting): Promise<boolean> => {
  const { events, log, note, close } = goOn(setting);
  try {
    const { faults, doubts } = readLeftBehind(setting.journalFile);
    for (const doubt of doubts) {
      note(doubt);
      setting.tell(doubt);
    }
    await endCommands(setting, note);
    const clean = await healAll(setting, faults, log);
    if (hasOpenStep(events)) await startStopped(setting, note);
    return clean && doubts.length === 0;
  } finally {
    close();
  }
};

/**
 * Tells the journal of a dead run that its private engine has ended, and with it every fault of the run: none reaches beyond
 * the engine's namespaces. False where the run had left none. Throws GamedayError when there is no such journal.
 */
export const goneWithEngine = (setting: JournalSetting): boolean => {
  const { faults, doubts } = readLeftBehind(setting.journalFile);
  if (faults.length + doubts.length === 0) return false;
  const { log, note, close } = goOn(setting);
  const evidence = {
    what: 'the private engine of the run',
    expected: 'no process, no cgroup',
    actual: 'none',
  };
  for (const { id, drill, attempt } of faults)
    log(
      { type: 'fault.gone', fault: id, observation: { verdict: 'pass', evidence: [evidence] } },
      { drill, attempt },
    );
  for (const doubt of doubts) note(`${doubt}: it ended with the private engine`);
  close();
  return true;
};

/** Opens a dead run's journal for further records. */
const goOn = ({ journalFile, clock, redact, tell }: JournalSetting) => {
  const cutBytes = cutTornLine(journalFile);
  const { events } = salvageJournal(journalFile);
  const runStartedMs = startOf(events);
  const journal = openJournal({
    file: journalFile,
    clock,
    redact,
    ...(runStartedMs !== null && { runStartedMs }),
  });
  const { log, close } = patient(journal, tell);
  const note = (message: string): void => log({ type: 'note', message });
  if (cutBytes > 0) note(`the run died while writing a record: ${cutBytes} bytes of it were cut off`);
  return { events, log, note, close };
};

type Log = (body: JournalEventBody, of?: DrillOf) => void;

/** A disk that is full must not keep a fault in: what is done then is told to be missing in the journal. */
const patient = (journal: Journal, tell: (message: string) => void): { log: Log; close: () => void } => {
  let told = false;
  const trying = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (!told) tell(`${messageOf(error)}: healing goes on, and the report can not know of it`);
      told = true;
    }
  };
  return {
    log: (body, of) => trying(() => void journal.append(body, of)),
    close: () => trying(() => journal.close()),
  };
};

/** Epoch ms, by any record that can be read. */
const startOf = ([first]: readonly JournalEvent[]): number | null =>
  first === undefined ? null : Date.parse(first.at) - first.t;

/** The run's commands outlive it: a runbook's restart or a filling of memory must not go on while it is healed. */
const endCommands = async (
  { stack, clock }: HealJournalSetting,
  note: (message: string) => void,
): Promise<void> => {
  const ctx = { clock, signal: clock.deadline(endCommandsMs) };
  const end = async (service: string): Promise<void> => {
    const { status } = await stack.powers.inspect(service, ctx);
    if (status === 'running') await stack.powers.endCommands(service, ctx);
  };
  const services = [operatorService, ...stack.services];
  const ends = await Promise.allSettled(services.map(end));
  for (const [index, result] of ends.entries()) {
    if (result.status === 'fulfilled') continue;
    note(`${services[index]}: the run's commands could not be ended: ${messageOf(result.reason)}`);
  }
};

/** The run died while a command of its runbook was at work. */
const hasOpenStep = (events: readonly JournalEvent[]): boolean =>
  events.findLast(({ type }) => type === 'step.started' || type === 'step.finished')?.type === 'step.started';

/** What a command has stopped, the next one would have started again. */
const startStopped = async (
  { stack, clock }: HealJournalSetting,
  note: (message: string) => void,
): Promise<void> => {
  const ctx = { clock, signal: clock.deadline(startStoppedMs) };
  for (const service of stack.services) {
    const { status } = await stack.powers.inspect(service, ctx);
    if (status !== 'exited') continue;
    await stack.powers.start(service, ctx);
    note(`${service} was stopped when the run died: started again`);
  }
};

const healAll = async (
  { stack, clock, by }: HealJournalSetting,
  faults: readonly LeftFault[],
  log: Log,
): Promise<boolean> => {
  let clean = true;
  // All faults of a drill are undone before any is proved gone: the way to a service answers only once the service does.
  const drills = Map.groupBy(faults, ({ drill, attempt }) => `${drill} ${attempt}`);
  for (const [first, ...others] of [...drills.values()].toReversed()) {
    if (first === undefined) continue;
    const { drill, attempt } = first;
    const logHere = (body: JournalEventBody): void => log(body, { drill, attempt });
    const setting = { stack, clock, by, log: logHere };
    clean = (await healFaults([first, ...others], setting)) && clean;
  }
  return clean;
};
