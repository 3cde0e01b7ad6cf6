// One line for each record that a person wants to read; null for the rest.
import type { EventOf, JournalEvent } from '../../core/journal/events.ts';
import { hasToFail } from '../../core/journal/must-fail.ts';
import type { Observation } from '../../core/observation.ts';
import { visibleLine } from '../../core/visible.ts';
import { msText, evidenceText } from '../../reports/text.ts';
import { judgedSoFar } from './judged.ts';

/** `past`: the run's records so far, of which this is the last. */
export const lineOf = (event: JournalEvent, past: readonly JournalEvent[]): string | null => {
  const text = textOf(event, past);
  // What comes from a runbook, a command or a probe is text, also on a terminal.
  return text === null ? null : `${clockText(event.t)}  ${[text].flat().map(visibleLine).join('\n')}`;
};

/** Minutes and seconds since the run's start: ` 1:07.3`. */
export const clockText = (t: number): string => {
  const tenths = Math.floor(t / 100);
  const minutes = Math.floor(tenths / 600);
  const seconds = ((tenths % 600) / 10).toFixed(1).padStart(4, '0');
  return `${String(minutes).padStart(2)}:${seconds}`;
};

const firstLine = (text: string): string => text.split('\n')[0] ?? '';

const textOf = (event: JournalEvent, past: readonly JournalEvent[]): string | readonly string[] | null => {
  switch (event.type) {
    case 'drill.started':
      return `drill ${event.plan.id}: ${event.plan.title}`;
    case 'drill.stopped':
      return `  stopped (${event.reason}): ${firstLine(event.message)}`;
    case 'drill.finished':
      return `  ${verdictOf(event, past)}`;
    case 'phase.started':
      return `  ${event.phase}`;
    case 'fault.injecting':
      return `    injecting ${event.fault}`;
    case 'fault.confirmed':
      return `    ${event.fault} ${seen(event.observation, 'bites', 'was not seen to bite')}`;
    case 'fault.healed':
      return event.error === null
        ? `    ${event.fault} undone`
        : `    ${event.fault} NOT undone: ${firstLine(event.error)}`;
    case 'fault.gone':
      return `    ${event.fault} ${seen(event.observation, 'is gone', 'is NOT proved gone')}`;
    case 'gate.judged':
      return event.checks.every(({ verdict }) => verdict === 'pass')
        ? '    steady state'
        : event.checks
            .filter(({ verdict }) => verdict !== 'pass')
            .map(({ name, evidence }) => `    not steady: ${name}: ${evidenceText(evidence)}`);
    case 'alert.edge':
      return `    ${event.alert} ${event.edge}${isWarmingUp(past) ? '   (not counted: it warms up)' : ''}`;
    case 'signal.seen':
      return `    ${event.signal} seen`;
    case 'step.started':
      return `    $ ${firstLine(event.plan.command)}${hasToFail(event.step) ? '   (while the fault is on: has to fail)' : ''}`;
    case 'step.finished':
      return `      ${endOf(event)} after ${msText(event.durationMs)}${event.verdict === 'pass' ? '' : `: ${evidenceText(event.evidence)}`}`;
    case 'step.skipped':
      return [`    - ${firstLine(event.plan.command)}`, `      not run (${event.colour}): ${event.reason}`];
    case 'remediation.judged':
      return `    the steps: ${event.effect}`;
    case 'invariant.judged':
      return `    ${event.code} ${event.verdict}${event.verdict === 'pass' ? '' : `: ${evidenceText(event.evidence)}`}`;
    case 'run.interrupted':
      return `interrupted by ${event.by}`;
    case 'run.failed':
      return `failed (${event.reason}): ${firstLine(event.message)}`;
    case 'note':
      return `    note: ${event.message}`;
    default:
      return null;
  }
};

/** The report may know more, once the run has ended: whether everything is healed. */
const verdictOf = ({ drill, attempt }: JournalEvent, past: readonly JournalEvent[]): string => {
  const judged = drill === null ? null : judgedSoFar(past, drill, attempt);
  if (judged === null) return 'ended';
  const { verdict, reasonCode, reason, expectedFailure } = judged;
  if (verdict === 'pass') return 'pass';
  const known = expectedFailure?.state === 'expected' ? ', as expected' : '';
  return `${verdict}${known} (${reasonCode}): ${firstLine(reason)}`;
};

/** Alerts count from the gate on: those of a stack that starts, or of the drill before, may still come and go. */
const isWarmingUp = (past: readonly JournalEvent[]): boolean =>
  past.findLast((event) => event.type === 'phase.started')?.phase === 'warm-up';

/** The verdict, and how the command ended where nobody would take that for a success. */
const endOf = ({ verdict, exitCode, timedOut }: EventOf<'step.finished'>): string => {
  if (verdict !== 'pass' || (exitCode === 0 && !timedOut)) return verdict;
  return timedOut ? 'cut off, as it has to be,' : `exit ${exitCode}, as it has to be,`;
};

const seen = ({ verdict, evidence }: Observation, yes: string, no: string): string =>
  verdict === 'pass' ? yes : `${no}: ${evidenceText(evidence)}`;
