// The terminal's keyboard while a run is under way: what is typed is not shown, since it would tear the rows apart. Signals stay
// the kernel's: Ctrl-C works whatever this process does.
import { spawnSync } from 'node:child_process';
import { isatty } from 'node:tty';

export interface Keyboard {
  hush(): void;
  /** As it was in the beginning. */
  show(): void;
}

/** `keys`: each is read at once, without Enter. */
export const createKeyboard = (keys: boolean): Keyboard => {
  const before = stty('-g');
  const hushed = keys ? ['-echo', '-icanon', 'min', '1'] : ['-echo'];
  return {
    hush: () => void (before !== null && stty(...hushed)),
    show: () => void (before !== null && stty(before)),
  };
};

/** Before an end at which Node puts nothing back. */
export const showKeyboard = (): void => void stty('echo', 'icanon');

/** On this process' standard input; null where that is no terminal. */
const stty = (...args: readonly string[]): string | null => {
  if (!isatty(0)) return null;
  const { status, stdout } = spawnSync('stty', args, {
    stdio: ['inherit', 'pipe', 'ignore'],
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : null;
};
