// What names a command in bindings.yaml: the hash of its line, so that an edit of the runbook voids what was said of it.
import { createHash } from 'node:crypto';

/** The same for lines that differ in white space only; a line break behind a `\` joins two words, as in bash. */
export const normalised = (command: string): string =>
  command
    .replace(/\\\r?\n/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * Twelve hex digits: enough to tell the commands of a runbook apart, short enough to be compared by eye. Of the text as it stands:
 * what a blank or a line break means depends on the quotes around it.
 */
export const commandHash = (command: string): string =>
  createHash('sha256').update(command).digest('hex').slice(0, 12);

/** As bindings.yaml has to write it: YAML takes twelve digits, and `12e456789012` too, for a number. */
export const hashInYaml = (command: string): string => {
  const hash = commandHash(command);
  return /^\d+(?:e\d+)?$/.test(hash) ? `'${hash}'` : hash;
};
