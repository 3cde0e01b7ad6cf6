// The folder in which each program of a line runs, where the line itself changes it: `cd /etc && cp a b` writes /etc/b.
import type { Invocation } from '../shell/shell-model.ts';
import { verdict, worst, type Verdict } from './class-table.ts';
import { pathWord, writesTo } from './paths.ts';

/** As far as it is known; `unknown` where it may be any. */
export type Folder = { readonly path: string } | 'unknown';

/** Folders that the line goes to; a subshell gives its own up at its end, which isn't followed: the files count as written there. */
export const foldersOf = (invocations: readonly Invocation[]): ReadonlyMap<Invocation, Folder> => {
  const folders = new Map<Invocation, Folder>();
  let now: Folder | null = null;
  for (const invocation of invocations) {
    const own = byWrapper(invocation) ?? now;
    if (own !== null) folders.set(invocation, own);
    if (/^(cd|pushd|popd)$/.test(invocation.program)) now = goTo(now, invocation);
  }
  return folders;
};

const goTo = (from: Folder | null, { program, args }: Invocation): Folder => {
  const target = args.find(({ value }) => !/^-[LPe@n]+$|^--$/.test(value));
  if (program === 'popd' || target?.literal !== true || /^[-+]/.test(target.value))
    return target !== undefined && /^~/.test(target.value) ? { path: target.value } : 'unknown';
  return join(from, target.value);
};

/** `env -C /etc`, `sudo -D /etc`. */
const byWrapper = ({ wrappers }: Invocation): Folder | null => {
  for (const { kind, words } of wrappers) {
    if (kind !== 'env' && kind !== 'sudo') continue;
    const at = words.findIndex(({ value }) => /^(-[CD]|--chdir)/.test(value));
    if (at < 0) continue;
    const glued = words[at]?.value.replace(/^(-[CD]|--chdir)=?/, '') ?? '';
    const path = glued === '' ? words[at + 1]?.value : glued;
    return path === undefined ? 'unknown' : join(null, path);
  }
  return null;
};

const join = (from: Folder | null, path: string): Folder => {
  if (from === null || /^[/~$]/.test(path)) return { path };
  return from === 'unknown' ? from : { path: `${from.path}/${path}` };
};

/** What it writes, seen from its folder. */
export const inFolder = (found: Verdict, folder: Folder): Verdict => {
  if (found.file === undefined) return found;
  const there =
    folder === 'unknown'
      ? verdict('W2', `${found.file}: the folder is not known`)
      : writesTo(pathWord(`${folder.path}/${found.file}`));
  return worst([found.commandClass, there.commandClass]) === found.commandClass ? found : there;
};
