// FENCE-PROSE: text in a shell fence that is no command.
import type { Block, Fence } from '../../model.ts';
import { looksLikeCommand } from '../../steps/known-programs.ts';
import { commandsByFence } from '../looking/fences.ts';
import { proseIn, type ProseKind } from '../looking/prose.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const fenceProse: Rule = {
  id: 'FENCE-PROSE',
  level: 'medium',
  summary: 'prose or output in a shell fence',
  why: 'Whoever pastes the block runs its sentences as commands: "Post: command not found" at best. A fence of comments alone looks like a step that can be run, and there is nothing to run.',
  bad: '```bash\nPost in the incident channel that checkout is down\ndocker compose restart api\n```\n',
  good: 'Post in the incident channel that checkout is down.\n\n```bash\ndocker compose restart api\n```\n',
  *check(document) {
    const fences = commandsByFence(document);
    for (const [index, block] of document.runbook.blocks.entries()) {
      if (block.fence === null || !/^(bash|sh|shell|zsh|ksh)$/.test(block.fence.language)) continue;
      const found = commentsOnly(block, block.fence) ?? proseOf(document, fences.get(index) ?? []);
      if (found !== null) yield found;
    }
  },
};

const commentsOnly = (block: Block, { lines }: Fence): Found | null => {
  const text = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (text.length === 0 || !text.every((line) => line.startsWith('#'))) return null;
  // `# docker system prune -a` is held back on purpose, `# make test` may be what root types.
  if (text.some((line) => isHeldBack(line.replace(/^#+\s*(\$\s*)?/, '')))) return null;
  const what = text.length === 1 ? 'one comment' : `${text.length} comments`;
  return {
    at: { line: block.line, endLine: block.endLine },
    level: 'low',
    message: `this shell fence holds ${what} and no command: there is nothing to run.`,
  };
};

const isHeldBack = (text: string): boolean =>
  /^[a-z][\w.-]*\s(?:.*\s)?(?:--?\w|\S*[/=|])|^\S*\/\S|^[A-Z_]+=|^\.\//.test(text) || looksLikeCommand(text);

const proseOf = (document: LintDocument, commands: LintDocument['runbook']['commands']): Found | null => {
  const lines = commands.flatMap((command) => {
    const kind = command.command.includes('\n') ? null : proseIn(command.command);
    return kind === null ||
      document.commands[command.index]?.invocations.some(({ wrappers }) => wrappers.length > 0) === true
      ? []
      : [{ command, kind }];
  });
  const [first] = lines;
  if (first === undefined) return null;
  return {
    at: first.command,
    message: `\`${first.command.command.slice(0, 60)}\` ${says[first.kind]}: the shell runs it as a command.`,
    related: lines.slice(1).map(({ command }) => ({ at: command, message: 'not a command either' })),
    level: first.kind === 'output' || first.kind === 'cron' ? 'low' : 'medium',
  };
};

const says: Readonly<Record<ProseKind, string>> = {
  sentence: 'is a sentence in a shell fence',
  bullet: 'is an item of a list in a shell fence',
  output: 'is output in a shell fence',
  cron: 'is a line for crontab in a shell fence',
};
