// Why a file that somebody named could not be read, in words that say what to do.
import { messageOf, type Problem } from '../core/errors.ts';

/** `wanted`: what may stand there, e.g. `file or folder`. */
export const unreadable = (file: string, error: unknown, wanted = 'file'): Problem => {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const told = (message: string, hint: string | null): Problem => ({
    file,
    line: null,
    column: null,
    message,
    hint,
  });
  if (code === 'EISDIR') return told('expected a file, found a folder', 'name the file in it');
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return told(`no such ${wanted}`, 'paths are relative to the working folder');
  return told(`can not be read: ${messageOf(error)}`, null);
};
