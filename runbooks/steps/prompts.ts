// Prompts in front of commands: `$ ls`, `user@host:~$ ls`, `[root@host ~]# ls`.
import { startsLikeCommand } from './known-programs.ts';

const dollar = /^\s*(?:\([\w .-]+\)\s*)?(?:\$|❯|➜|(?:ba|z|k)?sh(?:-[\d.]+)?\$)[ \t]+(?=\S)/;
const host =
  /^\s*(?:\([\w .-]+\)\s*)?(?:\[[\w.-]+@[\w.-]+[^\]\n]{0,60}\]|[\w.-]+@[\w.-]+(?::[^$#%\s]{0,80})?)\s?[$#%][ \t]+(?=\S)/;
/** What all of them end with. */
const anyMark = /[$❯➜#%][ \t]/;
const bare = /^\s*[#%][ \t]+(?=\S)/;

/** How many characters of a line are its prompt; null without one. In a session `#` and `%` may be prompts as well. */
export const promptOf = (line: string, isSession: boolean): number | null => {
  if (!anyMark.test(line)) return null;
  const found = dollar.exec(line) ?? host.exec(line);
  if (found !== null) return found[0].length;
  const root = isSession ? bare.exec(line) : null;
  return root !== null && startsLikeCommand(line.slice(root[0].length)) ? root[0].length : null;
};

/** Languages of fences in which what isn't prompted for is output. */
export const isSession = (language: string): boolean =>
  /^(?:console|terminal|shell-?session|sh-session)$/.test(language);
