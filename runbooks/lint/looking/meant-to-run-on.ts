// Commands that don't return and are meant like that: what the text around them says, and where they stand.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import type { Hit } from './gather.ts';
import { fenceOf, isTypedInside, textBetween } from './fences.ts';
import { isReference, procedureCommands } from './sections.ts';
import { sectionOf, type Run } from './runs.ts';

const otherTerminal =
  /\b(another|second|new|separate|different|other|2nd)\b[^.\n]{0,20}\b(terminal|shell|window|tab|session|pane|console)\b|\bctrl\s*[-+]?\s*c\b|\^C\b|\bterminal [2B]\b|\binside the (container|pod|shell|session)\b/i;

/** The text itself says that the rest is typed elsewhere, or when to stop. */
export const saysSo = (document: LintDocument, command: Command, next: Command): boolean =>
  otherTerminal.test(textBetween(document, command.line, next.line)) ||
  otherTerminal.test(command.label ?? '') ||
  isTypedInside(document, command, next);

const systems = /^(?:on |for |in )?(?:linux|mac ?os|windows|ubuntu|debian|centos|rhel|fedora|alpine|arch)\b/i;
const edits = /\b(?:edit|set|change|update|configure|modify|add|adjust|increase|raise|lower|replace|fill)\b/i;

/** "# Ubuntu" and "# macOS", "# Interactive shell" and "# Single command"; an editor that is step 1 is left before step 2. */
export const isOneOfSeveral = (kind: string, command: Command, next: Command): boolean => {
  const own = (command.label ?? '').replace(/^\d+[.)]\s*/, '');
  const other = next === command || next.label === command.label ? '' : (next.label ?? '');
  if (systems.test(own) && systems.test(other)) return true;
  if (kind === 'console') return /\binteractive\b/i.test(own) && other !== '';
  return kind === 'hand' && (edits.test(own) || /\s#\s/.test(command.command));
};

const stated =
  /\b(follow|stream|tail|live|real[- ]?time|watch|monitor|continuous|interactive|observe|keep an eye)/i;

/** As the last line of its fence: to look at, or to work in. */
export const isMeant = (document: LintDocument, one: Run, kind: string): boolean => {
  const { command } = one;
  if (kind === 'console' || kind === 'hand' || kind === 'pager' || kind === 'asks') return true;
  if (command.origin === 'inline') return kind !== 'consumer';
  if (kind === 'editor' || kind === 'count') return false;
  const fence = fenceOf(document, command);
  const around = textBetween(
    document,
    (fence?.line ?? command.line) - 3,
    (fence?.endLine ?? command.line) + 2,
  );
  if (kind === 'server') return otherTerminal.test(around) || !keepsTerminal(document, one);
  if (repeats(one) && isFollowed(document, command))
    return hasEnd.test(around) || expected.test(around) || otherTerminal.test(around);
  return (
    (stated.test(command.label ?? '') ||
      stated.test(sectionOf(document, command)?.title ?? '') ||
      (kind === 'follower' && /\blogs?\b/i.test(sectionOf(document, command)?.title ?? '')) ||
      otherTerminal.test(around)) &&
    (kind !== 'consumer' || /monitor|subscribe/i.test(command.command))
  );
};

/** `watch …`: in a procedure somebody has to know when to go on. */
const repeats = ({ run }: Run): boolean => run.wrappers.some(({ kind }) => kind === 'watch');

/** Below the fence. */
const expected = /\bexpected\b/i;

const hasEnd = /\b(until|till|expect\w*|should|when|once|at least|drops?|reach\w*|== ?\d|[<>]=? ?\d)/i;

/** In a remedy or its check, where more comes behind it. */
const isFollowed = (document: LintDocument, command: Command): boolean => {
  const section = sectionOf(document, command);
  if (isReference(document, command.section)) return false;
  const role = section?.role ?? null;
  return role === 'remediation' || role === 'rollback' || role === 'verification';
};

/** A service that is brought back by hand in the middle of a remedy; tunnels are opened to be used. */
const keepsTerminal = (document: LintDocument, { run, command }: Run): boolean =>
  !/^(kubectl|oc|ssh|minikube|istioctl|ngrok|cloud_sql_proxy|cloud-sql-proxy|nc)$/.test(run.program) &&
  isFollowed(document, command) &&
  procedureCommands(document, command).some(({ index }) => index < command.index);

const follows =
  /\b((?:docker|docker compose|docker-compose|kubectl) logs\b[^;|]*?\s(?:-f|--follow)\b|tail -[fF]\b|journalctl\b[^;|]*?\s-f\b)/;

/** "3. Inspect logs: docker compose logs -f api" with a step 4 behind it, in code or without its marks. */
export const followedInSteps = (document: LintDocument): readonly Hit[] =>
  document.runbook.sections.flatMap(({ steps }): readonly Hit[] =>
    steps.flatMap((step, at): readonly Hit[] => {
      const next = steps[at + 1];
      const found = follows.exec(step.text)?.[1];
      if (found === undefined || step.number === null || next === undefined || next.number === null)
        return [];
      // In a fence it is looked at as a command.
      if (step.commands.some(({ origin }) => origin === 'fence')) return [];
      if (stated.test(step.text.replace(found, '')) || otherTerminal.test(step.text)) return [];
      return [
        {
          at: { line: step.line, endLine: step.line },
          level: 'low',
          message: `\`${found}\` never returns by itself, and step ${next.number} comes behind it.`,
          suggestion: 'use `--tail 200` or `-n 200` without `-f`',
        },
      ];
    }),
  );
