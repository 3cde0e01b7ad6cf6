// docs/lint-rules.md, made from the rules themselves.
import { exampleCompose, exampleMetrics, exampleRules } from './context/example.ts';
import { contextOptions } from './explain.ts';
import { fenced } from './formats/fenced.ts';
import { ruleTexts } from './report.ts';
import type { RuleText } from './rule.ts';

export const rulesPage = (): string =>
  [intro, table(), exampleContext, ...ruleTexts.map(ruleSection)].join('\n\n');

const intro = `# Lint rules

What \`gameday lint FILE…\` can find in a runbook. It reads; it never runs anything of what it reads. This page is generated
from the rules; a test compares it. \`gameday lint --explain RULE\` prints the same for one rule.

**Levels.** \`high\`: somebody who follows the text does harm, or believes something that is not so. \`medium\`: it fails, or
leaves a gap that hurts during an incident. \`low\`: it costs time. With \`--fail-on\` (\`high\` unless given) the exit code is 1 when
something is found at that level or above. A rule is listed with its usual level; what it finds in a milder or a worse place says so itself.

**Context.** Some rules compare the runbook with what it is about: \`--compose FILE\`, \`--rules FILE…\` (Prometheus rules),
\`--metrics FILE|URL\` (a /metrics page), or \`--scenario FOLDER\` for the compose.yaml and alerts.yaml in it. Without it they say nothing.

**Selection.** \`--rule SH-NOFAIL\`, \`--rule SH,VER\` (families), \`--ignore PLH\`; each may be given several times.

## Suppression

A comment switches rules off where they are wrong, and says why. It covers:

| Comment | Covers |
| --- | --- |
| \`<!-- gameday-lint-disable-next-line SH-NOFAIL: the probe judges health -->\` | the next line that isn't empty; all of it when a fence or a table begins there |
| \`<!-- gameday-lint-disable-line SH-NOFAIL: … -->\` | the line that it stands on |
| \`<!-- gameday-lint-disable SH-NOFAIL, SH-TTY: … -->\` | from here to \`<!-- gameday-lint-enable SH-NOFAIL -->\` (without a name: all), else to the end |
| \`<!-- gameday-lint-disable-file SH-NOFAIL: … -->\` | the whole file |

A finding belongs to the line it begins on. Inside a fence a comment would be text of the fence: put it right before. A
comment without a reason suppresses nothing (SUP-NOREASON); neither does one that names no rule (SUP-UNKNOWN); one that matches
nothing is told (SUP-UNUSED). These three can't be suppressed.

## All rules`;

const exampleContext = `## The stack of the examples

Examples of rules that need context are judged with these three.

${fenced(exampleCompose, 'yaml')}

${fenced(exampleRules, 'yaml')}

${fenced(exampleMetrics, 'text')}`;

const table = (): string =>
  [
    '| Rule | Level | Finds | Needs |',
    '| --- | --- | --- | --- |',
    ...ruleTexts.map(({ id, level, summary, needs }) => {
      const option = needs === undefined ? '' : `\`--${needs}\``;
      return `| [${id}](#${id.toLowerCase()}) | ${level} | ${summary.replaceAll('|', '\\|')} | ${option} |`;
    }),
  ].join('\n');

const ruleSection = ({ id, level, summary, why, bad, good, needs }: RuleText): string =>
  [
    `## ${id}`,
    `**${level}** · Finds ${summary}.`,
    why,
    ...(needs === undefined ? [] : [`Needs \`${contextOptions[needs]}\`.`]),
    'Bad:',
    fenced(bad),
    'Good:',
    fenced(good),
  ].join('\n\n');
