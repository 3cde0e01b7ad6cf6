// Prompts in front of commands: `$ ls`, `user@host:~$ ls`, `[root@host ~]# ls`.
import { startsLikeCommand } from './known-programs.ts';

const dollar =
  /^\s*(?:\([\w .-]+\)\s*)?(?:\$|❯|➜|(?:ba|z|k)?sh(?:-[\d.]+)?\$|(?:ba|z|k)?sh-[\d.]+#)[ \t]+(?=\S)/;
// `➜  ~ git:(main) ls`: two blanks, the folder and its branch.
const arrow = /^\s*➜[ \t]{2,}[\w.~/@-]+(?:[ \t]+git:\([^)\n]{0,80}\))?(?:[ \t]*✗)?[ \t]+(?=\S)/;
// `db01:~$ ls`, `/data $ ls`
const folder = /^\s*(?:[\w.-]+:[~/][^$#%\s]{0,80}|(?:~|\/)[\w./-]{0,80}[ \t])\$[ \t]+(?=\S)/;
const host =
  /^\s*(?:\([\w .-]+\)\s*)?(?:\[[\w.-]+@[\w.-]+[^\]\n]{0,60}\]|[\w.-]+@[\w.-]+(?::[^$#%\s]{0,80})?)\s?[$#%][ \t]+(?=\S)/;
/** What all of them end with. */
const anyMark = /[$❯➜#%>][ \t]/;
const bare = /^\s*(?:(?:[\w.-]+:)?[~/][\w./-]{0,80}[ \t]?)?[#%][ \t]+(?=\S)/;
/** Of database consoles: what is typed there is no output of what opened them. */
const consoles =
  /^(?:[\w.-]+:\d{2,5}(?:\[\d+\])?|mysql|MariaDB \[[^\]\n]{0,60}\]|sqlite|redis|mongosh?|[\w-]+=)(?:>|(?<==)#)[ \t]+(?=\S)/;

/** How many characters of a line are its prompt; null without one. In a session `#` and `%` may be prompts as well. */
export const promptOf = (line: string, isSession: boolean): number | null => {
  if (!anyMark.test(line)) return null;
  const found = arrow.exec(line) ?? dollar.exec(line) ?? host.exec(line) ?? folder.exec(line);
  if (found !== null) return found[0].length;
  if (!isSession) return null;
  const inside = consoles.exec(line);
  if (inside !== null) return inside[0].length;
  const root = bare.exec(line);
  return root !== null && startsLikeCommand(line.slice(root[0].length)) ? root[0].length : null;
};

/** Languages of fences in which what isn't prompted for is output. */
export const isSession = (language: string): boolean =>
  /^(?:console|terminal|shell-?session|sh-session)$/.test(language);
