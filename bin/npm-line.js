// The processes from us up to npm, and what follows when one of them dies. Plain JavaScript: older Nodes run it.
import { readFileSync } from 'node:fs';

let watched = false;

/** npm and npx start us through a shell and can't tell us when they are killed: so their line is watched. */
export const dieWithNpm = () => {
  if (watched || npmLine.length === 0) return;
  watched = true;
  const watch = setInterval(() => {
    if (npmLine.every(({ pid, parent }) => parentOf(pid) === parent)) return;
    process.kill(process.pid, 'SIGKILL');
  }, 200);
  watch.unref();
};

/** From ourselves up to the nearest npm: who must go on being whose child. Empty when no npm started us. */
const readNpmLine = () => {
  const line = [];
  for (let pid = process.pid; line.length < 6;) {
    const parent = parentOf(pid);
    if (parent === null || parent <= 1) return [];
    line.push({ pid, parent });
    const command = commandOf(parent);
    if (/(^|[/\0 ])(npm|npx)(-cli\.js)?([\0 ]|$)/.test(command)) return line;
    if (!/(^|\/)(sh|dash|bash)\0/.test(command) && !/(^|\/)node\0/.test(command)) return [];
    pid = parent;
  }
  return [];
};

const parentOf = (pid) => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    // It is gone: that is the answer.
    return null;
  }
};

const commandOf = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // Gone, or another user's: no npm of ours.
    return '';
  }
};

// Read once, at the start: while we work, npm may be killed, and the line would no longer lead to it.
const npmLine = readNpmLine();
