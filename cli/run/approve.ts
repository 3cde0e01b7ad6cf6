// Who lets a command through that does more than can be taken back: the person at the terminal, or a flag given beforehand.
import { createInterface } from 'node:readline/promises';
import { GamedayError } from '../../core/errors.ts';
import type { Permit } from '../../drills/policy/decide.ts';
import { answerKey, approvableClasses } from '../../drills/policy/gates.ts';
import { stepsSource, surveyDrill, type Surveyed } from '../../drills/policy/survey.ts';
import type { CommandClass } from '../../runbooks/model.ts';
import { visible } from '../../core/visible.ts';
import { say } from '../output.ts';
import { docsPage } from '../package.ts';
import type { GameDaySelection } from '../scenarios.ts';

/** The process inside the engine's network is told what the one outside has been answered. */
const answeredMarker = 'GAMEDAY_APPROVED';

/** Asks before anything starts. Of somebody else's runbook nothing is asked: what may not run is told by the report. */
export const approve = async (selection: GameDaySelection, flags: readonly string[]): Promise<Permit> => {
  const answered = new Set((process.env[answeredMarker] ?? '').split(',').filter((hash) => hash !== ''));
  const permit = { ...permitOf(flags), commands: answered };
  const open = selection.runbook.foreign ? [] : openIn(selection, permit);
  if (open.length === 0) return permit;
  if (!process.stdin.isTTY || !process.stderr.isTTY) throw notApproved(open, permit);
  for (const step of open) if (await isYes(step)) answered.add(answerKey(step.examined));
  const left = openIn(selection, permit);
  if (left.length > 0) throw notApproved(left, permit);
  process.env[answeredMarker] = [...answered].join(',');
  return permit;
};

/** What `--approve` says: `--approve W2,X1`, or the flag several times. */
export const permitOf = (flags: readonly string[]): Permit => ({
  approved: new Set(flags.flatMap((flag) => flag.split(',')).map(classOf)),
  commands: new Set(),
});

const classOf = (word: string): CommandClass => {
  const wanted = word.trim().toUpperCase();
  const found = approvableClasses.find((one) => one === wanted);
  if (found !== undefined) return found;
  const refused = never[wanted];
  throw new GamedayError({
    code: 'invalid-approval',
    exitCode: 64,
    message: `--approve ${word}: ${refused ?? 'expected classes that can be approved'}`,
    // None of them is a slip of the finger for another: each is named with what it is.
    hint: `classes that can be approved: ${approvableClasses.join(', ')}; ${docsPage('command-classes.md')} says what they are`,
  });
};

const never: Readonly<Record<string, string>> = {
  X3: 'what acts on the outside world is recorded, never sent: no approval lets it through',
  U: 'what nobody can tell is not approved: say in bindings.yaml what the command is',
  R0: 'what only reads runs without an approval',
  R1: 'what only reads runs without an approval',
  W1: 'what can be taken back runs without an approval',
};

const openIn = ({ paced, drills }: GameDaySelection, permit: Permit): readonly Surveyed[] => {
  const { spec } = paced.scenario;
  const source = stepsSource(paced.scenario);
  const steps = drills.flatMap((name) => {
    const drill = spec.drills[name];
    return drill === undefined ? [] : surveyDrill(drill, source, permit);
  });
  const open = steps.filter(
    ({ refusal, notTaken }) => notTaken === null && refusal !== null && refusal.needs.length > 0,
  );
  return open.filter(
    (step, index) =>
      open.findIndex(({ examined }) => answerKey(examined) === answerKey(step.examined)) === index,
  );
};

const isYes = async ({ action, examined }: Surveyed): Promise<boolean> => {
  const { classification, commandClass, command } = examined;
  say(
    [
      `runbook line ${action.line} needs your approval:`,
      ...visible(command)
        .split('\n')
        .map((line) => `    ${line}`),
      `  class     ${commandClass}: ${classification.reasons.join('; ')}`,
      `  target    ${targetOf(examined)}`,
      `  way back  ${classification.inverse ?? 'none that gameday knows'}`,
    ].join('\n'),
  );
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await asking.question('run it in this drill? [y/N] ');
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    asking.close();
  }
};

const targetOf = ({ read }: Surveyed['examined']): string => {
  const targets = read.invocations.flatMap(({ wrappers }) =>
    wrappers.flatMap(({ kind, target }) => (target === null ? [] : [`${target} (${kind})`])),
  );
  return targets.length === 0 ? 'the drill’s own stack, from the operator' : [...new Set(targets)].join(', ');
};

/** The flag as it has to be given: with what is approved already. */
const notApproved = (open: readonly Surveyed[], { approved }: Permit): GamedayError => {
  const missing = open.flatMap(({ refusal }) => refusal?.needs ?? []);
  const classes = [...new Set([...approved, ...missing])].sort();
  const lines = open.map(
    ({ action, examined }) =>
      `runbook.md:${action.line} ${examined.commandClass} ${visible(examined.command.split('\n')[0] ?? '')}`,
  );
  return new GamedayError({
    code: 'not-approved',
    exitCode: 64,
    message: `these commands need an approval:\n${lines.join('\n')}`,
    hint: `--approve ${classes.join(',')} approves them for this run, on a terminal gameday asks for each, and approve: in bindings.yaml approves a line that somebody has reviewed`,
  });
};
