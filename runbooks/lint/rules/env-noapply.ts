// ENV-NOAPPLY: a variable or a file of settings that is changed, and that nothing applies.
import { changeOf, type Change } from '../looking/changed-settings.ts';
import { textBetween } from '../looking/fences.ts';
import { runsOf, sectionOf, spanOfRun, type Run } from '../looking/runs.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const envNoapply: Rule = {
  id: 'ENV-NOAPPLY',
  level: 'high',
  summary: 'a variable is exported, or settings are edited, and nothing applies it',
  why: 'A variable in the shell of whoever reads the runbook changes nothing in a running service. The step is done, the fallback is not active, and nobody notices.',
  bad: '## Database down\n\n```bash\nexport READ_ONLY=true\n```\n',
  good: '## Database down\n\n```bash\nexport READ_ONLY=true\ndocker compose up -d api\n```\n',
  *check(document) {
    const runs = runsOf(document);
    const told = new Set<string>();
    for (const [at, one] of runs.entries()) {
      const change = changeOf(one);
      if (
        change === null ||
        told.has(`${one.command.block}`) ||
        !isVain(document, change, runs.slice(at + 1))
      )
        continue;
      told.add(`${one.command.block}`);
      yield foundOf(document, change);
    }
  },
};

const isVain = (document: LintDocument, { kind, name, one }: Change, later: readonly Run[]): boolean => {
  // `unset` at the end tidies up.
  if (one.run.program === 'unset' || one.command.origin === 'inline') return false;
  if (
    kind === 'variable' &&
    later.some(({ command }) => new RegExp(`\\$\\{?${name}\\b|\\b${name}=`).test(command.command))
  )
    return false;
  const section = sectionOf(document, one.command);
  if (section?.path.some((title) => preparation.test(title)) === true) return false;
  const end = section?.endLine ?? document.lines.length;
  const next = later.filter(({ command }) => command.index !== one.command.index && command.line <= end);
  if (next.some((run) => changeOf(run) === null && !onlyLooks(run))) return false;
  // The text that follows may say how.
  const text = textBetween(document, one.command.endLine + 1, end);
  return !/\b(re-?start|re-?load|re-?deploy|deploy|apply|applied|re-?create|roll ?out|up -d|sighup|takes? effect|re-?run|run|start|source)\b/i.test(
    text.replace(/until restart/gi, ''),
  );
};

/** Where a shell is made ready, and where settings are described. */
const preparation =
  /\b(set ?up|prerequisites?|pre-?flight|install\w*|configur\w*|environment|variables?|getting started|reference|options)\b/i;

const onlyLooks = ({ run }: Run): boolean =>
  /^(cat|grep|less|ls|echo|printenv|env|head|tail)$/.test(run.program);

const foundOf = (document: LintDocument, { kind, name, one }: Change): Found => ({
  at: spanOfRun(document, one),
  level: kind === 'variable' ? 'high' : 'medium',
  message:
    kind === 'variable'
      ? `\`${name}\` is exported in this shell only, and no command after it in this section starts anything that reads it.`
      : `\`${name}\` is changed, and nothing after it in this section makes the service read it.`,
});
