// ENV-NOAPPLY: a variable or a file of settings that is changed, and that nothing applies.
import { changeOf, type Change } from '../looking/changed-settings.ts';
import { textBetween } from '../looking/fences.ts';
import { oncePer } from '../looking/once.ts';
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
  if (kind === 'variable' && isUsed(name, later)) return false;
  const section = sectionOf(document, one.command);
  if (section?.path.some((title) => preparation.test(title)) === true) return false;
  if (kind === 'variable' && (ofClient.test(name) || !isOperated(document, one))) return false;
  const end = section?.endLine ?? document.lines.length;
  const next = later.filter(({ command }) => command.index !== one.command.index && command.line <= end);
  if (next.some((run) => changeOf(run) === null && !onlyLooks(run))) return false;
  // The text that follows may say how.
  const text = textBetween(document, one.command.endLine + 1, end);
  return !/\b(re-?start|re-?load|re-?deploy|deploy|apply|applied|re-?create|roll ?out|up -d|sighup|takes? effect|re-?run|run|start|source)\b/i.test(
    text.replace(/until restart/gi, ''),
  );
};

const isUsed = (variable: string, later: readonly Run[]): boolean => {
  const use = new RegExp(`\\$\\{?${variable}\\b|\\b${variable}=`);
  return later.some(({ command }) => use.test(command.command));
};

/** Where a shell is made ready, and where settings are described. */
const preparation =
  /\b(set ?up|prerequisites?|pre-?flight|install\w*|configur\w*|environment|variables?|getting started|reference|options)\b/i;

/** For the program that the reader runs next, not for a service. */
const ofClient =
  /DEBUG|VERBOSE|TRACE|(^|_)LOG(_|GING|LEVEL|$)|_(TOKEN|CREDENTIALS|HOME|PATH|DIR|FILE|VERSION)$|^(RUST|GO|NODE|PY|JAVA|CC|CXX|LD|MAKE)/;

/** In a procedure, or in a document that also runs services: where a library is described nothing has to be applied. */
const isOperated = (document: LintDocument, one: Run): boolean => {
  const section = sectionOf(document, one.command);
  const titles = section?.path.join(' / ') ?? '';
  if (
    /\b(usage|api|cli|debugging|logging|examples?|quick ?start|development|testing|contributing|how it works)\b/i.test(
      titles,
    )
  )
    return false;
  return /^(remediation|rollback)$/.test(section?.role ?? '') || incident.test(titles) || operates(document);
};

const incident =
  /\b(down|fail\w*|outage|incident|emergenc\w*|degrad\w*|fallback|mitigat\w*|recover\w*|maintenance|mode|overload|stuck|unavailable|kill ?switch|breaker|exhausted|loss|lockdown|runbook|playbook)\b/i;

const operates = oncePer((document: LintDocument): boolean =>
  runsOf(document).some(
    ({ run }) =>
      /^(kubectl|oc|systemctl|service|supervisorctl|pm2|docker-compose|helm|nomad)$/.test(run.program) ||
      (run.program === 'docker' &&
        /^(compose|restart|stop|start|service|exec)$/.test(run.args[0]?.value ?? '')),
  ),
);

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
