// FENCE-PROSE: text in a shell fence that is no command.
import type { Block, Fence } from '../../model.ts';
import { looksLikeCommand } from '../../steps/known-programs.ts';
import { commandsByFence } from '../looking/fences.ts';
import { isImperative, isJudgement } from '../looking/imperatives.ts';
import { proseIn, type ProseKind } from '../looking/prose.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const fenceProse: Rule = {
  id: 'FENCE-PROSE',
  level: 'medium',
  summary: 'prose in a shell fence, or a command among settings',
  why: 'Whoever pastes the block runs its sentences as commands: "Post: command not found" at best. A fence of comments alone looks like a step that can be run, and there is nothing to run.',
  bad: '```bash\nPost in the incident channel that checkout is down\ndocker compose restart api\n```\n',
  good: 'Post in the incident channel that checkout is down.\n\n```bash\ndocker compose restart api\n```\n',
  *check(document) {
    const fences = commandsByFence(document);
    for (const [index, block] of document.runbook.blocks.entries()) {
      if (block.fence === null) continue;
      if (isData.test(block.fence.language)) yield* commandsIn(block.fence);
      if (isCode.test(block.fence.language)) yield* commandsInCode(block.fence);
      if (!/^(bash|sh|shell|zsh|ksh)$/.test(block.fence.language)) continue;
      const found =
        commentsOnly(block, block.fence) ??
        proseOf(document, fences.get(index) ?? []) ??
        consoleOf(fences.get(index) ?? []);
      if (found !== null) yield found;
    }
  },
};

const isData = /^(ya?ml|json|toml|ini)$/;

/** `kubectl edit …` above the keys of a YAML fence: neither a shell nor a parser of YAML takes the whole. */
const commandsIn = ({ lines, firstLine }: Fence): readonly Found[] => {
  if (!lines.some((line) => /^\s*"?[\w./-]+"?\s*[:=](\s|$)|^\s*\[[\w.]+\]$/.test(line))) return [];
  const at = lines.findIndex(
    (line, index) =>
      typed.test(line) &&
      looksLikeCommand(line.replace(/^\$ /, '')) &&
      !/[|>]-?\s*$/.test(lines[index - 1] ?? ''),
  );
  if (at < 0) return [];
  const line = firstLine + at;
  return [
    {
      at: { line, endLine: line },
      level: 'low',
      message: `\`${(lines[at] ?? '').trim().slice(0, 60)}\` is a command in a fence of settings: it can be run neither as a part of them nor with them.`,
      suggestion: 'give the command a shell fence of its own',
    },
  ];
};

/** At the margin, where only a key could stand. */
const typed =
  /^(\$ )?(sudo )?(kubectl|oc|helm|docker|docker-compose|curl|aws|gcloud|az|psql|redis-cli|systemctl|git|terraform|ssh|vi|vim|nano)\s+[\w./-]+(?!\s*:)/;

const commentsOnly = (block: Block, { lines }: Fence): Found | null => {
  const text = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (text.length === 0 || !text.every((line) => line.startsWith('#'))) return null;
  // `# docker system prune -a` is held back on purpose, `# make test` may be what root types.
  const said = text.map((line) => line.replace(/^#+\s*(\$\s*)?/, ''));
  // Notes on what to expect are none of our business: nobody takes them for a step.
  if (said.some(isHeldBack) || !said.some(isInstruction)) return null;
  const what = text.length === 1 ? 'one comment' : `${text.length} comments`;
  return {
    at: { line: block.line, endLine: block.endLine },
    level: 'low',
    message: `this shell fence holds ${what} and no command: there is nothing to run.`,
  };
};

/** Technical work, or work with people. */
const isInstruction = (text: string): boolean => {
  const bare = text.replace(/^(?:\d+[.)]|[-*•→])\s+/, '');
  return isImperative(bare) || isJudgement(bare);
};

const isHeldBack = (text: string): boolean =>
  /^[a-z][\w.-]*\s(?:.*\s)?(?:--?\w|\S*[/=|])|^\S*\/\S|^[A-Z_]+=|^\.\//.test(text) || looksLikeCommand(text);

const proseOf = (document: LintDocument, commands: LintDocument['runbook']['commands']): Found | null => {
  const lines = commands.flatMap((command) => {
    const kind = command.command.includes('\n') ? null : proseIn(command.command);
    // What only states something may be what the command above it prints.
    return kind === null ||
      (kind !== 'cron' && !isInstruction(command.command)) ||
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
    level: first.kind === 'cron' ? 'low' : 'medium',
  };
};

// At the margin and in capitals, as Redis' own documentation writes them.
const ofRedis =
  /^(?:INFO(?: \w+)?|MONITOR|DBSIZE|BGSAVE|LASTSAVE|BGREWRITEAOF|FLUSHALL|FLUSHDB|CONFIG (?:GET|SET|REWRITE|RESETSTAT)\b.*|MEMORY (?:USAGE|STATS|DOCTOR|PURGE)\b.*|CLIENT (?:LIST|KILL|PAUSE)\b.*|SLOWLOG (?:GET|LEN|RESET)\b.*|LATENCY (?:LATEST|DOCTOR|HISTORY)\b.*|OBJECT (?:ENCODING|IDLETIME|FREQ) \S+|(?:GET|DEL|TTL|PTTL|TYPE|EXISTS|HGETALL|HLEN|LLEN|SCARD|SMEMBERS|ZCARD|KEYS|XLEN|STRLEN) \S+|(?:LRANGE|ZRANGE|SCAN|XRANGE|XINFO|XPENDING) \S+.*|CLUSTER (?:INFO|NODES|SLOTS)|REPLICAOF .+|SLAVEOF .+)$/;

/** What is typed in a console of Redis, in a shell fence that does not open one. */
const consoleOf = (commands: LintDocument['runbook']['commands']): Found | null => {
  const typedThere = commands.filter(({ command }) =>
    ofRedis.test(
      command
        .replace(/\s+#.*$/, '')
        .trim()
        .replace(/;$/, ''),
    ),
  );
  const [first] = typedThere;
  if (first === undefined) return null;
  const opened = commands.find(({ index, command }) => index < first.index && opensRedis.test(command));
  if (opened !== undefined) return null;
  return {
    at: first,
    message: `\`${first.command.slice(0, 60)}\` is a command of Redis, and nothing in this fence opens its console: the shell knows no such program.`,
    related: typedThere.slice(1).map((command) => ({ at: command, message: 'nor this one' })),
  };
};

const opensRedis = /\b(?:redis-cli|valkey-cli|keydb-cli|telnet|nc|iredis)\b/;

const isCode = /^(?:python|py|javascript|js|typescript|ts|go|java|ruby|rb|php|sql)$/;

/** `kubectl scale …` in a fence of Python: nobody's highlighter, linter or copy button takes it for what it is. */
const commandsInCode = ({ language, lines, firstLine }: Fence): readonly Found[] => {
  const at = lines.findIndex(
    (line) =>
      typed.test(line) &&
      !(language === 'sql' && /^(?:psql|mysql)\b/.test(line)) &&
      looksLikeCommand(line) &&
      !/[=;{(]\s*$/.test(line),
  );
  if (at < 0) return [];
  const line = firstLine + at;
  return [
    {
      at: { line, endLine: line },
      level: 'low',
      message: `\`${(lines[at] ?? '').trim().slice(0, 60)}\` is a command of the shell in a fence of ${language}.`,
      suggestion: 'give the command a shell fence of its own',
    },
  ];
};

const says: Readonly<Record<ProseKind, string>> = {
  sentence: 'is a sentence in a shell fence',
  bullet: 'is an item of a list in a shell fence',
  cron: 'is a line for crontab in a shell fence',
};
