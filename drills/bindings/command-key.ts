// What names a command in bindings.yaml: the hash of its line, so that an edit of the runbook voids what was said of it.
import { createHash } from 'node:crypto';

/** The same for lines that differ in white space and line breaks only. */
export const normalised = (command: string): string =>
  command
    .replace(/\\\r?\n/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Where white space means something: a line break may begin another command, blanks may stand in quotes. */
const exact = (command: string): string =>
  command
    .replace(/\\\r?\n/g, ' ')
    .replace(/\r\n/g, '\n')
    .trim();

/** Twelve hex digits: enough to tell the commands of a runbook apart, short enough to be compared by eye. */
export const commandHash = (command: string): string =>
  createHash('sha256').update(exact(command)).digest('hex').slice(0, 12);

/** As bindings.yaml has to write it: YAML takes twelve digits, and `12e456789012` too, for a number. */
export const hashInYaml = (command: string): string => {
  const hash = commandHash(command);
  return /^\d+(?:e\d+)?$/.test(hash) ? `'${hash}'` : hash;
};
