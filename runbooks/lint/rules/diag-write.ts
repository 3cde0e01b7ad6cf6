// DIAG-WRITE: a "diagnosis" that changes the system it looks at.
import { appliesToLook } from '../looking/applies-to-look.ts';
import { callsIn, placeOf, quoted, type Call } from '../looking/calls.ts';
import { callChanges } from '../looking/changes.ts';
import { tellsPeople } from '../looking/http-calls.ts';
import { kubectlOf } from '../looking/lifecycle-kubernetes.ts';
import { around, roleAt, stepsAround } from '../looking/sections.ts';
import { quotedText } from '../looking/text.ts';
import type { Command } from '../../model.ts';
import type { LintDocument, Rule } from '../rule.ts';

export const diagWrite: Rule = {
  id: 'DIAG-WRITE',
  level: 'medium',
  summary: 'a diagnosis step changes state',
  why: 'Whoever only wants to look, perhaps on the wrong system, has already changed it, and what was to be seen is gone.',
  bad: '## Mismatch\n\n### Diagnosis\n\n```bash\ncurl -X POST https://shop.example.com/api/reconciliation/run\n```\n',
  good: '## Mismatch\n\n### Diagnosis\n\n```bash\ncurl -fsS https://shop.example.com/api/reconciliation/reports\n```\n',
  *check(document) {
    const applied = appliesToLook(document);
    const told = new Set(applied.map(({ at }) => at.line));
    for (const { at, command, instead } of applied)
      yield {
        message: `\`${quotedText(command)}\` is run to see whether all is well, and applies whatever differs: \`${instead}\` only looks.`,
        at,
      };
    for (const command of document.runbook.commands) {
      if (told.has(command.line) || roleAt(document, command.section) !== 'diagnosis') continue;
      if (isInRemedy(document, command) || isForCase(document, command)) continue;
      const call = callsIn(document, command).find((one) => callChanges(document, one) && !isProbe(one));
      if (call === undefined) continue;
      yield { message: `${quoted(command)} stands in a diagnosis and changes state.`, at: placeOf(call) };
    }
  },
};

const remedy =
  /\b(?:resol(?:ution|v)\w*|remed\w+|mitigat\w+|fix(?:es|ing)?|workarounds?|solutions?|recovery|optimi[sz]\w+|tuning)\b|(?<!\b(?:diagnos\w+|triage|investigat\w+|first) )\bactions?\b/i;

/** A title or a step between the command and the title that says diagnosis; "Resolution by Cause" is both. */
const isInRemedy = (document: LintDocument, command: Command): boolean => {
  if (stepsAround(document, command).some(({ text }) => remedy.test(text.slice(0, 60)))) return true;
  for (const { title, ownRole } of around(document, command.section)) {
    if (remedy.test(title)) return true;
    if (ownRole) return false;
  }
  return false;
};

/** "→ if down, `docker compose up -d redis`": only whoever has looked gets there. */
const isForCase = ({ lines }: LintDocument, { origin, line, column }: Command): boolean =>
  origin === 'inline' &&
  /(?:^|[\s(])(?:if|when|otherwise|else)\b[^.;`]*$/i.test((lines[line - 1] ?? '').slice(0, column - 2));

// What is made only to look: a debug pod, a capture, a heap dump.
const isProbe = (call: Call): boolean => {
  if (tellsPeople(call)) return true;
  const kubectl = kubectlOf(call);
  if (kubectl !== null && /^(?:create (?:token|job)|debug|run)$/.test(kubectl.subcommand))
    return kubectl.subcommand !== 'create job';
  const { command, invocation } = call;
  if (/\b(?:test|probe|debug|dummy|synthetic|dry[- ]run|simulat\w*|send a)\b/i.test(command.label ?? ''))
    return true;
  if (
    /\b(?:if|to fix|restart if|then)\b/i.test(command.label ?? '') &&
    /\b(?:restart|reset|kill|clear|fix)\b/i.test(command.label ?? '')
  )
    return false;
  return invocation.wrappers.some(({ kind, options }) => kind.endsWith(' run') && options.includes('--rm'));
};
