// What somebody should do next: one item for each reason why a drill did not pass, and for what was found beside.
import type { ReasonCode } from '../../core/verdicts.ts';
import type { ActionReport, DrillReport, MutantReport } from '../schema.ts';
import { tellingReasons } from '../telling-reasons.ts';
import { stepName } from './applicable.ts';
import { expectedText } from './expected.ts';

const again = 'play the drill again';
const measure = 'make it measurable, then play the drill again';

const deeds: Readonly<Record<ReasonCode, string | null>> = {
  'engine-lost': again,
  'disk-full': 'make room, then play the drill again',
  'internal-error': 'report it as a defect of gameday, with the journal',
  killed: again,
  interrupted: again,
  'stop-condition': 'find out why the drill had to be stopped',
  'lease-lost': again,
  invariant:
    'follow the operations that the reason names through journal.ndjson and the logs of the services',
  cleanup: 'take back what is left of the fault: gameday heal',
  detect: 'mend the alert so that it comes in time, or promise another time',
  'unexpected-alert': 'mend the rule that fired, or list the alert under alsoFires',
  disturbed: 'find out what disturbs the system while nothing is injected',
  diagnose: 'mend the diagnosis step in the runbook, or what it promises',
  remediate: 'mend the step in the runbook, or what it promises',
  recover: 'make the recovery faster or steadier, or promise another time',
  regression: 'find out what made it slower since the baseline',
  confirm: 'make the fault bite, or find why it does not',
  gate: 'get the system steady under load before the drill',
  undetectable: 'give the signal more time, or the fault more size',
  rehearsed: 'play the drill without --step',
  'cleanup-unknown': 'look at the stack: gameday heal',
  'invariant-unknown': measure,
  'detect-unknown': measure,
  'step-unknown': measure,
  'recover-unknown': measure,
  'no-assertions': 'let the drill promise something',
  skipped: null,
  ok: null,
};

export const foldActions = (
  drills: readonly DrillReport[],
  mutants: readonly MutantReport[],
): ActionReport[] => {
  const all = [...drills.flatMap(ofDrill), ...drills.flatMap(ofExpectation), ...mutants.flatMap(ofMutant)];
  // A drill that was played several times asks for the same thing once.
  return all.filter(
    (one, index) => all.findIndex((other) => other.drill === one.drill && other.what === one.what) === index,
  );
};

const ofDrill = (drill: DrillReport): ActionReport[] =>
  tellingReasons(drill).flatMap(({ code, reason }) => {
    const what = deeds[code];
    if (what === null) return [];
    const owner = drill.expectedFailure?.owner ?? null;
    return [{ drill: drill.id, reasonCode: code, what, why: reason, place: placeOf(drill, code), owner }];
  });

/** The runbook's line, where one of its steps is the matter. */
const placeOf = ({ steps, checks }: DrillReport, code: ReasonCode): ActionReport['place'] => {
  if (code !== 'diagnose' && code !== 'remediate') return null;
  const failed = checks.filter(({ group, verdict }) => group === 'step' && verdict === 'fail');
  const step = steps.find(
    (one) =>
      (one.stage === 'diagnose') === (code === 'diagnose') &&
      failed.some(({ name }) => name === stepName(one)),
  );
  return step === undefined ? null : { file: step.runbook, line: step.line };
};

const ofExpectation = (drill: DrillReport): ActionReport[] => {
  const { expectedFailure } = drill;
  if (expectedFailure?.state !== 'passed') return [];
  const { owner } = expectedFailure;
  const what = 'take the drill out of expectedFailures in gamedays.yaml';
  return [{ drill: drill.id, reasonCode: null, what, why: expectedText(drill) ?? '', place: null, owner }];
};

const ofMutant = ({ drill, noticed, line, change }: MutantReport): ActionReport[] =>
  noticed === false
    ? [
        {
          drill,
          reasonCode: null,
          what: `check what line ${line} of the runbook is for, or drop it`,
          why: `${change}, and nothing noticed`,
          place: { file: 'runbook.md', line },
          owner: null,
        },
      ]
    : [];
