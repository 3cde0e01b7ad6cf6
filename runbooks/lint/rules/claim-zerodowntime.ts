// "Zero downtime", and then a command that stops the only one there is.
import type { Command } from '../../model.ts';
import { quoted } from '../looking/listing.ts';
import { runsOf, spanOfRun, valuesOf, type Run } from '../looking/runs.ts';
import { said, type Said } from '../looking/said.ts';
import { procedureOf, textOf } from '../looking/sections.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const claim = /\b(?:zero|no|without(?: any)?)[ -]down-?time\b/i;

const check = (document: LintDocument): readonly Found[] => {
  const seen = new Set<Command>();
  return [...said(document, claim, 'text')]
    .flatMap((one) => contradictions(document, one))
    .filter(({ command }) => !seen.has(command) && seen.add(command))
    .map(({ found }) => found);
};

const contradictions = (document: LintDocument, one: Said): readonly { command: Command; found: Found }[] => {
  if (
    one.line.kind !== 'comment' &&
    /\b(?:not|never|isn't)\b[^.]{0,20}$/.test(one.line.text.slice(0, one.match.index))
  )
    return [];
  const stops = one.line.kind === 'comment' ? underComment(document, one) : inProcedure(document, one);
  const [first, ...others] = stops;
  if (first === undefined) return [];
  return [
    {
      command: first.command,
      found: {
        at: one.span,
        message: `"${quoted(one.match[0])}" does not hold: ${quoted(first.command.command)} of line ${first.command.line} ${whatItDoes(first)}`,
        related: [first, ...others].map((stop) => ({
          at: spanOfRun(document, stop),
          message: 'here it is stopped',
        })),
      },
    },
  ];
};

/** The command right below the comment. */
const underComment = (document: LintDocument, { line }: Said): readonly Run[] =>
  runsOf(document).filter(
    (one) =>
      one.command.line > line.line && one.command.line <= line.line + 2 && (stopsIt(one) || recreatesIt(one)),
  );

const inProcedure = (document: LintDocument, { line }: Said): readonly Run[] => {
  const root = procedureOf(document, line.section);
  if (root === null || oneByOne.test(textOf(document, root))) return [];
  return runsOf(document).filter(
    (one) => one.command.line >= root.line && one.command.line <= root.endLine && stopsIt(one),
  );
};

// Where others serve meanwhile, stopping one is no downtime.
const oneByOne =
  /\b(?:one (?:node|instance|replica|server|host|pod) at a time|drain\w*|load.?balanc\w*|standby|fail-?over|canary|replicas?:? *[2-9])\b/i;

const stopsIt = (one: Run): boolean => {
  const words = valuesOf(one);
  const { program } = one.run;
  if (/^docker-compose$/.test(program) || (program === 'docker' && words[0] === 'compose')) {
    return words.includes('down') || words.includes('restart') || words.includes('--force-recreate');
  }
  if (program === 'docker') return /^(?:restart|stop|kill)$/.test(words[0] ?? '');
  if (program === 'systemctl' || program === 'supervisorctl')
    return /^(?:restart|stop)$/.test(words[0] ?? '');
  if (program === 'kubectl') return words[0] === 'scale' && words.some((word) => /^--replicas=0$/.test(word));
  return false;
};

/** Compose stops the running container before it starts the one with the new configuration. */
const recreatesIt = (one: Run): boolean => {
  const words = valuesOf(one);
  const compose =
    /^docker-compose$/.test(one.run.program) || (one.run.program === 'docker' && words[0] === 'compose');
  return compose && words.includes('up') && !words.includes('--no-recreate');
};

const whatItDoes = (one: Run): string =>
  recreatesIt(one) && !stopsIt(one)
    ? 'stops the running container before it starts its successor'
    : 'stops it before it is started again';

export const claimZerodowntime: Rule = {
  id: 'CLAIM-ZERODOWNTIME',
  level: 'medium',
  summary: '"zero downtime" next to a command that stops the service',
  why: 'It is done at noon because the runbook says that nobody notices. Everybody does.',
  bad: '## Deploy with zero downtime\n\n```bash\ndocker compose down\ndocker compose up -d\n```\n',
  good: '## Deploy with zero downtime\n\n```bash\nkubectl rollout restart deployment/api\n```\n',
  check,
};
