// The environment that the machine itself gives to a login: without what the terminal has exported since.
import { readFileSync } from 'node:fs';

type Env = Readonly<Record<string, string | undefined>>;

/** What the container was started with, what belongs to the terminal itself, and gameday's mark of this command. */
export const machineEnv = (env: Env, initial: Env = initialEnv()): Env => ({
  ...initial,
  ...Object.fromEntries(Object.entries(env).filter(([name]) => kept.test(name))),
});

const kept = /^(TERM|COLORTERM|LANG|LC_\w+|GAMEDAY_EXEC)$/;

const initialEnv = (): Env => {
  try {
    const text = readFileSync('/proc/1/environ', 'utf8');
    return Object.fromEntries(
      text.split('\0').flatMap((line) => {
        const at = line.indexOf('=');
        return at > 0 ? [[line.slice(0, at), line.slice(at + 1)]] : [];
      }),
    );
  } catch {
    // Somebody else than root can't read it: then there is only the path.
    return { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };
  }
};
