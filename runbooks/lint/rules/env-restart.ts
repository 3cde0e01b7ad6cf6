// ENV-RESTART: a change of the environment, and then a restart that does not read it.
import type { Block, Section } from '../../model.ts';
import { changeOf, isSetting } from '../looking/changed-settings.ts';
import { applies, vainRestart, type Restart } from '../looking/applying.ts';
import { commentsOf } from '../looking/comments.ts';
import { runsOf, spanOfRun, type Run } from '../looking/runs.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const envRestart: Rule = {
  id: 'ENV-RESTART',
  level: 'high',
  summary: 'environment or settings changed, then a restart that does not re-read them',
  why: '`docker compose restart` starts the same container again, with the environment of the day when it was created. The mode is not switched, the secret not revoked, and everything looks as if it were.',
  bad: '```bash\nexport READ_ONLY=true\ndocker compose restart api\n```\n',
  good: '```bash\nexport READ_ONLY=true\ndocker compose up -d api\n```\n',
  *check(document) {
    const runs = runsOf(document);
    const told = new Set<Run>();
    yield* afterCommands(document, runs, told);
    yield* afterText(document, runs, told);
    yield* afterComments(document, runs, told);
    yield* afterItems(document, runs);
  },
};

/** Changes by command, up to the restart in the same section. */
const afterCommands = (document: LintDocument, runs: readonly Run[], told: Set<Run>): readonly Found[] =>
  runs.flatMap((one, at): readonly Found[] => {
    const change = changeOf(one);
    if (change === null) return [];
    for (const later of runs.slice(at + 1)) {
      if (later.command.section !== one.command.section || applies(later)) return [];
      if (change.kind === 'variable' && usesVariable(later, change.name)) return [];
      const restart = vainRestart(later, change);
      if (restart === null) continue;
      if (told.has(later)) return [];
      told.add(later);
      const what = change.kind === 'file' ? `the change of \`${change.name}\`` : `\`${change.name}\``;
      return [
        {
          at: { ...spanOfRun(document, one), ...endOf(document, later) },
          message: `\`${restart.name}\` (line ${later.command.line}) does not apply ${what}: ${restart.because}; ${restart.instead}.`,
          related: [{ at: spanOfRun(document, later), message: 'restarts without the change' }],
        },
      ];
    }
    return [];
  });

const endOf = (document: LintDocument, later: Run): { endLine: number; endColumn: number } => {
  const { endLine, endColumn } = spanOfRun(document, later);
  return { endLine, endColumn };
};

const usesVariable = ({ command }: Run, name: string): boolean =>
  new RegExp(`\\$\\{?${name}\\b`).test(command.command);

const speaksOfSettings =
  /environment variable|\benv(ironment)?[ -](var|file)|\.env\b|\b(docker-)?compose\.ya?ml\b/i;
const changes =
  /\b(adjust|set|change|update|increase|decrease|raise|lower|edit|add|enable|disable|modify|switch|configure|remove|put|uncomment)\b/i;

/** "Set X in .env" or a fence of YAML for the Compose file, and then the restart. */
const afterText = (document: LintDocument, runs: readonly Run[], told: Set<Run>): readonly Found[] =>
  document.runbook.blocks.flatMap((block): readonly Found[] => {
    const name = changedIn(document, block);
    if (name === null) return [];
    const section = block.section === null ? null : (document.runbook.sections[block.section] ?? null);
    const later = runs.filter(
      ({ command }) =>
        command.line >= block.endLine &&
        inSection(section, command.line) &&
        command.section === block.section,
    );
    for (const one of later) {
      if (applies(one)) return [];
      const restart = vainRestart(one, { kind: 'file', name });
      if (restart === null) continue;
      if (told.has(one)) return [];
      told.add(one);
      return [
        {
          at: { line: block.line, endLine: one.command.endLine },
          message: `\`${restart.name}\` (line ${one.command.line}) does not apply what is changed here: ${restart.because}; ${restart.instead}.`,
          related: [{ at: spanOfRun(document, one), message: 'restarts without the change' }],
        },
      ];
    }
    return [];
  });

/** "Update X in .env", and then "restart", in the same item or the next, which this runbook does by Compose. */
const afterItems = (document: LintDocument, runs: readonly Run[]): readonly Found[] => {
  const known = restartOf(runs);
  if (known === null) return [];
  return document.runbook.blocks.flatMap((block, at): readonly Found[] => {
    if (block.kind !== 'list-item' || changedIn(document, block) === null) return [];
    const next = document.runbook.blocks[at + 1];
    const own = textOf(document, block);
    const inOne = /(?:\b(?:and|then)|,)\s+(?:then\s+)?restart\b(.*)/is.exec(own)?.[1];
    const inNext =
      next?.kind === 'list-item' &&
      /^\W*(\d+[.)]\s*)?\W*restart\b/i.test(textOf(document, next)) &&
      !takenOver.test(textOf(document, next));
    const isInOne =
      inOne !== undefined && !takenOver.test(own.replace(/`[^`]*`/g, '')) && !inOne.includes('`');
    if (!isInOne && !inNext) return [];
    const endLine = isInOne ? block.endLine : (next?.endLine ?? block.endLine);
    return [{ at: { line: block.line, endLine }, message: vainly(known), level: 'medium' }];
  });
};

/** "# Edit .env: X=false" as a comment, and a restart below it in the fence. */
const afterComments = (document: LintDocument, runs: readonly Run[], told: Set<Run>): readonly Found[] => {
  const byFence = Map.groupBy(runs, ({ command }) => command.block);
  const blocks = new Map(document.runbook.blocks.map((block, index) => [block, index]));
  return commentsOf(document).flatMap((comment): readonly Found[] => {
    if (!speaksOfSettings.test(comment.text) || !changes.test(comment.text) || takenOver.test(comment.text))
      return [];
    for (const one of byFence.get(blocks.get(comment.block) ?? -1) ?? []) {
      if (one.command.line <= comment.endLine) continue;
      if (applies(one)) return [];
      const restart = vainRestart(one, { kind: 'file', name: '.env' });
      if (restart === null) continue;
      if (told.has(one)) return [];
      told.add(one);
      return [
        {
          at: { line: comment.line, endLine: one.command.endLine },
          message: `\`${restart.name}\` (line ${one.command.line}) does not apply what is changed here: ${restart.because}; ${restart.instead}.`,
          related: [{ at: spanOfRun(document, one), message: 'restarts without the change' }],
        },
      ];
    }
    return [];
  });
};

const takenOver = /`|recreat|re-create|rebuild|up -d|--force-recreate|redeploy/i;

interface Known {
  readonly one: Run;
  readonly restart: Restart;
}

/** How this runbook restarts, where that leaves `.env` unread. */
const restartOf = (runs: readonly Run[]): Known | null => {
  for (const one of runs) {
    const restart = vainRestart(one, { kind: 'file', name: '.env' });
    if (restart !== null) return { one, restart };
  }
  return null;
};

const vainly = ({ one, restart: { name, because, instead } }: Known): string =>
  `\`${name}\`, by which this runbook restarts (line ${one.command.line}), does not apply what is changed here: ${because}; ${instead}.`;

const textOf = ({ lines }: LintDocument, { line, endLine }: Block): string =>
  lines.slice(line - 1, endLine).join('\n');

const inSection = (section: Section | null, line: number): boolean =>
  section === null || line <= section.endLine;

/** The file that the text tells people to change; null for everything else. */
const changedIn = (document: LintDocument, block: Block): string | null => {
  if (block.kind === 'prose' || block.kind === 'list-item') {
    const text = textOf(document, block);
    return speaksOfSettings.test(text) && changes.test(text) ? '.env' : null;
  }
  if (block.fence === null || !/^(ya?ml|env|dotenv|ini)$/.test(block.fence.language)) return null;
  const text = block.fence.lines.join('\n');
  const named = /#\s*(\S+)/.exec(text)?.[1] ?? '';
  return (isSetting(named) && /compose|\.env/.test(named)) || /^\s*(environment|services):/m.test(text)
    ? 'compose.yaml'
    : null;
};
