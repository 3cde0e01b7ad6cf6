// A terminal of many bash processes, seen from outside: which state a command begins with, and where it leaves its own.
// What is kept, and how, is in images/operator/terminal.bash.
import { randomUUID } from 'node:crypto';

export interface Terminal {
  /** Marks its processes and names its folder. */
  readonly group: string;
  /** The state that the next command begins with; '' is a fresh terminal. */
  readonly state: string;
}

const script = '/opt/operator/terminal.bash';
/** Only root reads it: variables may hold secrets. */
const folder = '/var/lib/gameday/terminals';

export const createTerminal = (): Terminal => ({ group: `${randomUUID()}/`, state: '' });

/** Each command writes a state of its own. Whether that one counts is decided here, when it is known how the command ended. */
export const next = (
  terminal: Terminal,
): { readonly env: Readonly<Record<string, string>>; readonly state: string } => {
  const state = randomUUID();
  return { env: environment(terminal, state), state };
};

/** The last command: the EXIT handler in the terminal's last state, then nothing of it is left. */
export const closing = {
  argv: ['bash', '-c', 'exit'],
  env: (terminal: Terminal): Readonly<Record<string, string>> => ({
    ...environment(terminal, randomUUID()),
    GAMEDAY_TERMINAL_END: '1',
  }),
};

const environment = ({ group, state }: Terminal, to: string): Readonly<Record<string, string>> => ({
  BASH_ENV: script,
  GAMEDAY_TERMINAL: `${folder}/${group.slice(0, -1)}`,
  GAMEDAY_TERMINAL_FROM: state,
  GAMEDAY_TERMINAL_TO: to,
});
