// The pod or container that a runbook says has failed, and the commands that go into it all the same.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn, callsOf, runsIn, type Call } from './calls.ts';
import { kubectlOf } from './lifecycle-kubernetes.ts';
import { lifecycleOf } from './lifecycle.ts';
import { oncePer } from './once.ts';
import { runsOf } from './runs.ts';
import { around, procedureOf, roleAt } from './sections.ts';

const failed =
  /(?:^|[^a-z])(?:failed|crashed|crashing|crash[-_]?loop\w*|dead|down|broken|stopped|lost|offline|unavailable)(?:[^a-z]|$)/i;

interface Failed {
  /** Names of variables that stand for it. */
  readonly variables: ReadonlySet<string>;
  /** `db-` of `POD="db-${ID}"`: its siblings are named like it. */
  readonly prefixes: readonly { readonly prefix: string; readonly at: Command }[];
}

/** `BROKER=<failed-broker>`, `FAILED_POD=…`, and what is made of them. */
const failedOf = oncePer((document: LintDocument): Failed => {
  const variables = new Set<string>();
  const prefixes: { prefix: string; at: Command }[] = [];
  for (const { command, run } of runsOf(document)) {
    for (const { name, value } of run.assignments) {
      const from = [...variables].find((one) => uses(value, one));
      const written = command.placeholders.map(({ name: placeholder }) => placeholder).join(' ');
      if (from === undefined && !failed.test(name) && !failed.test(`${value} ${written}`)) continue;
      variables.add(name);
      const prefix = /^([\w.-]*-)\$\{?\w+\}?$/.exec(value)?.[1];
      if (from !== undefined && prefix !== undefined) prefixes.push({ prefix, at: command });
    }
  }
  return { variables, prefixes };
});

const uses = (text: string, variable: string): boolean =>
  new RegExp(`\\$\\{?${variable}(?![A-Za-z0-9_])`).test(text);

export interface Entered {
  readonly call: Call;
  readonly target: string;
  /** `failed`: it is the one that is down; `sibling`: by its fixed name it may be. */
  readonly is: 'failed' | 'sibling';
}

/** Commands that go into it before anything has brought it back. */
export const enteredFailed = (document: LintDocument): readonly Entered[] =>
  callsOf(document).flatMap((call): readonly Entered[] => {
    const target = enteredBy(call);
    const is =
      target === null ? null : (failedTarget(document, call, target) ?? siblingTarget(document, target));
    return target === null || is === null || isBack(document, call.command) ? [] : [{ call, target, is }];
  });

/** What `exec`, `port-forward`, `cp` and `attach` go into. */
const enteredBy = (call: Call): string | null => {
  const { program, words, invocation } = call;
  if (invocation.wrappers.some(({ kind }) => /(?:docker|podman|kubectl|oc)(?: compose)? exec$/.test(kind)))
    return runsIn(call);
  const kubectl = kubectlOf(call);
  if (kubectl !== null)
    return /^(?:exec|port-forward|attach)$/.test(kubectl.subcommand) ? (kubectl.resources[0] ?? null) : null;
  return /^(?:docker|podman)$/.test(program) && words[0] === 'attach' ? (words.at(-1) ?? null) : null;
};

const failedTarget = (document: LintDocument, { command }: Call, target: string): 'failed' | null => {
  const placeholder = command.placeholders.some(
    ({ name }) => failed.test(name) && target.includes(name.replace(/\W/g, '_')),
  );
  const variable = [...failedOf(document).variables].some((one) => uses(target, one));
  return placeholder || variable || failed.test(/\$\{?(\w+)/.exec(target)?.[1] ?? '') ? 'failed' : null;
};

const siblingTarget = (document: LintDocument, target: string): 'sibling' | null =>
  failedOf(document).prefixes.some(
    ({ prefix }) => target.replace(/^pods?\//, '').startsWith(prefix) && /-\d+$/.test(target),
  )
    ? 'sibling'
    : null;

const isBack = (document: LintDocument, command: Command): boolean =>
  (broughtBack(document).get(procedureOf(document, command.section)?.index ?? -1) ?? Infinity) <
  command.index;

/** The first command of each procedure that starts something anew. */
const broughtBack = oncePer((document: LintDocument): ReadonlyMap<number, number> => {
  const found = new Map<number, number>();
  for (const command of document.runbook.commands) {
    const root = procedureOf(document, command.section)?.index ?? -1;
    if (!found.has(root) && callsIn(document, command).some(bringsBack)) found.set(root, command.index);
  }
  return found;
});

const bringsBack = (call: Call): boolean => {
  const verb = lifecycleOf(call)?.verb;
  return (
    verb === 'restart' || verb === 'start' || verb === 'up' || (verb === 'remove' && kubectlOf(call) !== null)
  );
};

const neverRuns =
  /\bcrash[- ]?loop\w*|CrashLoop\w*|ImagePull\w*|ErrImage\w*|\b(?:pods?|containers?)\b[^,]*\b(?:crash\w*|not running|down|exited|stopped|won'?t start|(?:does not|doesn'?t|fails? to|failed to|failing to|can(?:no|')t) start|pending|evicted)\b/i;

/** A diagnosis in a section about pods that do not stay up: the title that says so, for a command that goes into one. */
export const neverUpHere = (document: LintDocument, call: Call): string | null => {
  const target = enteredBy(call);
  if (target === null || roleAt(document, call.command.section) === 'verification') return null;
  if (roleAt(document, call.command.section) !== 'diagnosis' && !looks(call)) return null;
  const root = procedureOf(document, call.command.section);
  for (const { index, title } of around(document, call.command.section)) {
    const state = neverRuns.exec(
      title.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').replace(/Crash Loop/g, 'CrashLoop'),
    );
    if (state !== null && !/\b(?:or|if|connection|replica)\b/i.test(title) && isMeant(target, title))
      return isBack(document, call.command) ? null : title;
    if (index === root?.index) return null;
  }
  return null;
};

const looks = ({ program }: Call): boolean =>
  /^(?:ps|df|free|cat|ls|env|printenv|top|curl|wget|tail|grep|du|netstat|ss|sh|bash|)$/.test(program);

/** A placeholder stands for the pod that the section is about; a name has to be in the title. */
const isMeant = (target: string, title: string): boolean => {
  const name = target.replace(/^(?:pods?|deploy(?:ment)?s?|sts|statefulsets?)\//, '');
  return /^[_$<{]/.test(name) || title.toLowerCase().includes(name.toLowerCase().replace(/[-_]\d+$/, ''));
};
