// Text that the shell changes before the program gets it: URLs, `$1` in double quotes, folders with blanks.
import type { Range } from '../../shell/shell-model.ts';
import type { Level } from '../rule.ts';
import { doubleQuoted, quotingOf } from './quotes.ts';

export interface Eaten extends Range {
  readonly cause: string;
  readonly message: string;
  readonly level: Level;
  readonly suggestion?: string;
}

const url = /https?:\/\/[^\s'"`|;<>]+/g;

export const eatenInUrls = (text: string): readonly Eaten[] => {
  if (!text.includes('://')) return [];
  const eaten = [...text.matchAll(url)].flatMap((found): readonly Eaten[] => {
    const worst = worstOf(found[0]);
    if (worst === null) return [];
    const range = { from: found.index, to: found.index + found[0].length };
    const suggestion = found[0].includes('$') ? {} : { suggestion: `put the URL in single quotes` };
    return [{ ...worst, ...range, ...suggestion }];
  });
  return outsideQuotes(text, eaten);
};

/** Few commands have anything to ask this of. */
const outsideQuotes = (text: string, eaten: readonly Eaten[]): readonly Eaten[] => {
  if (eaten.length === 0) return [];
  const states = quotingOf(text);
  return eaten.filter(({ from }) => states[from] === 'none');
};

const worstOf = (written: string): Pick<Eaten, 'cause' | 'message' | 'level'> | null => {
  const bare = written.replace(/\\./g, '_').replace(/\$\([^)]*\)|\$\{[^}]*\}/g, '_');
  const shown = `\`${written.length > 70 ? `${written.slice(0, 67)}…` : written}\``;
  const cut = /&(?=[\w[])/.exec(bare);
  if (cut !== null) {
    return {
      cause: '&',
      level: 'high',
      message: `the unquoted \`&\` in ${shown} ends the command there: the request goes out without what follows, in the background.`,
    };
  }
  if (/[\w=]\(/.test(bare)) {
    return {
      cause: '(',
      level: 'medium',
      message: `the unquoted \`(\` in ${shown} is a syntax error to the shell.`,
    };
  }
  // `/api/[endpoint]` is there to be filled in.
  const glob = /[?*]|\[[^\]]*[^\]\w -][^\]]*\]|\[\d+\]/.exec(
    bare.replace(/^https?:\/\/\[[0-9a-f:.]+\]/i, ''),
  );
  if (glob === null) return null;
  return {
    cause: '?',
    level: 'low',
    message: `the unquoted \`${glob[0]}\` in ${shown} is a pattern to the shell: zsh stops with "no matches found".`,
  };
};

/** `awk "{print $1}"`, `ssh host "… awk '{print $1}'"`, `mongosh --eval "… {$set: …}"`. */
export const eatenVariables = (text: string): readonly Eaten[] => {
  if (!/awk|mongo/.test(text)) return [];
  return doubleQuoted(text).flatMap((part): readonly Eaten[] => {
    const before = text.slice(0, part.from);
    const awk = /(?<!\\)\$(\d|NF\b)/.exec(part.text);
    if (awk !== null && (/awk\s+(-\S+\s+)*$/.test(before) || /\bawk\b/.test(part.text.slice(0, awk.index)))) {
      return [eatenVariable(part.from + awk.index, awk[0], 'awk')];
    }
    const mongo = /(?<!\\)\$[a-z]\w*(?=['"]?\s*:)/i.exec(part.text);
    if (mongo !== null && /\bmongo(sh)?\b/.test(before)) {
      return [eatenVariable(part.from + mongo.index, mongo[0], 'mongosh')];
    }
    return [];
  });
};

const eatenVariable = (from: number, name: string, program: string): Eaten => ({
  cause: `$ ${program}`,
  from,
  to: from + name.length,
  level: 'high',
  message: `in double quotes the shell replaces \`${name}\` before ${program} sees it.`,
});

const mounted = /(?:-v|--volume|--mount)[= ]+(?:[\w=,]*source=|[\w=,]*src=)?(\$\(pwd\)|\$\{?PWD\}?|`pwd`)/g;

/** `-v $(pwd):/backup`: two words where a folder's name has a blank. */
export const splitFolders = (text: string): readonly Eaten[] => {
  const split = [...text.matchAll(mounted)].map((found): Eaten => {
    const to = found.index + found[0].length;
    const folder = found[1] ?? '';
    return {
      cause: 'pwd',
      from: to - folder.length,
      to,
      level: 'low',
      message: `the unquoted \`${folder}\` falls apart where the folder's name has a blank, and docker mounts something else.`,
      suggestion: `write "${folder}" in double quotes`,
    };
  });
  return outsideQuotes(text, split);
};
