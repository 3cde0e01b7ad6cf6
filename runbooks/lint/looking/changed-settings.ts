// What a command changes that a service only reads when it starts: variables of the shell, files of settings.
import { oncePer } from './once.ts';
import type { Run } from './runs.ts';
import { isToolVariable } from './tool-variables.ts';

export interface Change {
  readonly kind: 'variable' | 'file';
  /** The variable or the file. */
  readonly name: string;
  readonly one: Run;
}

/** `export X=…`, `unset X`, and edits of `.env`, Compose files, unit files and other settings. */
export const changeOf = oncePer((one: Run): Change | null => {
  const { program, args, redirections } = one.run;
  if (one.run.nesting === 'substitution' || one.run.wrappers.some(({ kind }) => / exec$|^ssh$/.test(kind)))
    return null;
  const words = args.map(({ value }) => value);
  if (program === 'export' || program === 'unset') {
    const name = words
      .map((word) => word.split('=')[0] ?? '')
      .find((word) => /^[A-Z_][A-Z0-9_]*$/.test(word) && !isToolVariable(word));
    const sets = program === 'unset' || words.some((word) => word.includes('='));
    return name === undefined || !sets ? null : { kind: 'variable', name, one };
  }
  const written = redirections.find(({ operator }) => /^>>?$/.test(operator))?.target?.value;
  const named = program === 'tee' ? words.find((word) => !word.startsWith('-')) : written;
  // A file that is written anew may be anybody's; what is edited was read before.
  const file = edits(program, words)
    ? words.find(isSetting)
    : named !== undefined && isOfServices(named)
      ? named
      : undefined;
  return file === undefined ? null : { kind: 'file', name: file, one };
});

const edits = (program: string, words: readonly string[]): boolean =>
  /^(vi|vim|nvim|nano|emacs|code)$/.test(program) ||
  (/^(sed|perl|yq|crudini)$/.test(program) &&
    words.some((word) => /^-[a-zA-Z]*i|^--in-place|^--set$/.test(word)));

/** Compose files, `.env`, unit files. */
export const isOfServices = (path: string): boolean =>
  /(^|\/)\.env(\.\w+)?$|(^|\/)(docker-)?compose[\w.-]*\.ya?ml$|\.(service|timer|socket)$/.test(path);

/** Files that a service reads once. */
export const isSetting = (path: string): boolean =>
  isOfServices(path) ||
  /\.(conf|cnf|ini|toml|properties)$|(^|\/)config[\w.-]*\.(ya?ml|json)$|^\/etc\/.+\.(ya?ml|json)$/.test(path);
