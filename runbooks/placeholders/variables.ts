// Shell variables: which a command uses, and which the document itself gives a value.
import type { FoundPlaceholder } from './found-placeholder.ts';
import type { QuotingAt } from './shell-text.ts';

const use = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)((?::?[-=+?]|[%#/,^:[])[^}]*)?\})/g;

/** Variables that a shell sets by itself, and those that every login has. */
const given =
  /^(?:HOME|PATH|PWD|OLDPWD|USER|LOGNAME|SHELL|HOSTNAME|RANDOM|SECONDS|LINENO|IFS|UID|EUID|PPID|TMPDIR|TERM|LANG|EDITOR|OPTARG|OPTIND|REPLY|PIPESTATUS|FUNCNAME|BASH\w*|LC_\w+|NF|NR)$/;

export const variablesIn = (
  command: string,
  quotingAt: QuotingAt,
  assigned: ReadonlySet<string>,
): readonly FoundPlaceholder[] => {
  if (!command.includes('$')) return [];
  const found: FoundPlaceholder[] = [];
  for (const match of command.matchAll(use)) {
    const name = match[1] ?? match[2] ?? '';
    // What has a default needs no value.
    if (quotingAt(match.index) === 'single' || /^:?[-=+]/.test(match[3] ?? '')) continue;
    if (command.charAt(match.index - 1) === '\\' || given.test(name) || assigned.has(name)) continue;
    found.push({ form: 'variable', name, from: match.index, to: match.index + match[0].length });
  }
  return found;
};

const assignment =
  /(?:^|[\s;&|(`{])(?:(?:export|local|declare|typeset|readonly|set -x)\s+(?:-\w+\s+)*)?([A-Za-z_]\w*)\+?=|\bread\s+(?:-\w+\s+(?:"[^"]*"|'[^']*')?\s*)*((?:[A-Za-z_]\w*\s*)+)|\b(?:for|select)\s+([A-Za-z_]\w*)\s+in\b|\bmapfile\s+(?:-\w+\s+)*([A-Za-z_]\w*)|\bprintf\s+-v\s+([A-Za-z_]\w*)|\bgetopts\s+\S+\s+([A-Za-z_]\w*)/gm;

/** All names that these commands assign. A variable may be set behind its use, in a section for preparation. */
export const assignedIn = (commands: Iterable<string>): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const command of commands) {
    if (!/=|\bread\b|\bfor\b|\bselect\b|mapfile|printf|getopts/.test(command)) continue;
    for (const match of command.slice(0, 20_000).matchAll(assignment))
      for (const group of match.slice(1))
        for (const name of group?.split(/\s+/) ?? []) if (name !== '') names.add(name);
  }
  return names;
};
