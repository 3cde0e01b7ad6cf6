// Logins and consoles in the middle of a fence, and the lines behind them that are meant to be typed inside.
import type { Command } from '../../model.ts';
import { consoleKind, leavesConsole, type Console } from '../../shell/consoles.ts';
import type { LintDocument } from '../rule.ts';
import { isTypedInside, laterInFence, nextInFence } from './fences.ts';
import type { Run } from './runs.ts';

/** Null: opens nothing, or what follows in this fence does not belong inside. */
export const consoleOf = (document: LintDocument, one: Run): Console | null => {
  const next = nextInFence(document, one.command);
  if (next === undefined || isTypedInside(document, one.command, next)) return null;
  const kind = consoleKind(one.run);
  return kind !== null && belongsInside(document, one, kind, next) ? kind : null;
};

/** What is meant to be typed inside, up to the line that leaves. */
export const insideOf = (document: LintDocument, { command }: Run): readonly Command[] => {
  const later = laterInFence(document, command);
  const leaves = later.findIndex((one) => leavesConsole(one.command));
  return leaves < 0 ? later : later.slice(0, leaves);
};

const statement =
  /^\s*(select|insert|update|delete|alter|create|drop|show|use|set|explain|vacuum|analyze|reindex|truncate|begin|commit|call|start|stop|change|flush|grant|db\.|rs\.|sh\.|\\[a-z]|keys|info|get|hgetall|ttl|ping|config|client|slowlog|dbsize|llen|zrange|type|del|memory|cluster)\b/i;

const orchestrators =
  /^(docker|docker-compose|podman|nerdctl|kubectl|oc|helm|terraform|ansible-playbook|aws|gcloud|az|ssh|scp)$/;

const belongsInside = (document: LintDocument, { run }: Run, kind: Console, next: Command): boolean => {
  if (kind === 'database') return statement.test(next.command);
  // What drives containers is typed outside of them.
  const inContainer = run.wrappers.length > 0 || /^(kubectl|oc)$/.test(run.program);
  const programs = document.commands[next.index]?.invocations.map(({ program, wrappers }) => ({
    program,
    wrapped: wrappers.some(({ kind: wrapper }) => / (exec|run|debug)$/.test(wrapper)),
  }));
  return (
    programs !== undefined &&
    programs.length > 0 &&
    programs.every(
      ({ program, wrapped }) => program !== '' && (!inContainer || !(wrapped || orchestrators.test(program))),
    )
  );
};
