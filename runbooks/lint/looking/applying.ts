// Restarts that do not read changed settings, and commands that do.
import type { Change } from './changed-settings.ts';
import { dockerCallOf } from './docker-calls.ts';
import type { Run } from './runs.ts';

export interface Restart {
  /** As the message names it. */
  readonly name: string;
  /** Why the change stays without effect. */
  readonly because: string;
  readonly instead: string;
}

/** Null: not a restart, or one that takes this change over. */
export const vainRestart = ({ run }: Run, change: Pick<Change, 'kind' | 'name'>): Restart | null => {
  const words = run.args.map(({ value }) => value);
  const call = dockerCallOf(run);
  if (call?.verb === 'restart' || call?.verb === 'start') {
    if (change.kind === 'file' && !/(^|\/)(\.env(\.\w+)?|(docker-)?compose[\w.-]*\.ya?ml)$/.test(change.name))
      return null;
    return {
      name: `${call.hyphen ? 'docker-compose' : call.compose ? 'docker compose' : 'docker'} ${call.verb}`,
      because: 'it starts the same container with the environment that it was created with',
      instead: call.compose
        ? `\`${call.hyphen ? 'docker-compose' : 'docker compose'} up -d\` recreates it`
        : 'it has to be created anew',
    };
  }
  if (change.kind === 'variable') return ofVariable(run.program, words);
  if (
    run.program === 'systemctl' &&
    /^(restart|start|reload)$/.test(words[0] ?? '') &&
    /\.(service|timer|socket)$/.test(change.name)
  ) {
    return {
      name: `systemctl ${words[0] ?? ''}`,
      because: 'systemd still has the old unit file',
      instead: '`systemctl daemon-reload` comes first',
    };
  }
  return run.program === 'supervisorctl' && words[0] === 'restart' && /supervisor/.test(change.name)
    ? {
        name: 'supervisorctl restart',
        because: 'supervisord still has the old configuration',
        instead: '`supervisorctl update` applies it',
      }
    : null;
};

const ofVariable = (program: string, words: readonly string[]): Restart | null => {
  if (program === 'systemctl' && /^(restart|start|reload)$/.test(words[0] ?? '')) {
    return {
      name: `systemctl ${words[0] ?? ''}`,
      because: 'systemd starts services with its own environment, not with that of a shell',
      instead: '`systemctl edit` sets `Environment=`',
    };
  }
  if (program === 'service' && /^(restart|start|reload)$/.test(words[1] ?? '')) {
    return {
      name: `service … ${words[1] ?? ''}`,
      because: 'services start with a clean environment',
      instead: 'the unit or /etc/default has to set it',
    };
  }
  if (program === 'supervisorctl' && /^(restart|start)$/.test(words[0] ?? '')) {
    return {
      name: `supervisorctl ${words[0] ?? ''}`,
      because: 'supervisord starts programs with its own environment',
      instead: '`environment=` in its configuration sets it',
    };
  }
  if (program === 'pm2' && /^(restart|reload)$/.test(words[0] ?? '') && !words.includes('--update-env')) {
    return {
      name: `pm2 ${words[0] ?? ''}`,
      because: 'pm2 keeps the environment of the first start',
      instead: '`--update-env` takes the new one',
    };
  }
  return /^(kubectl|oc)$/.test(program) && words[0] === 'rollout' && words[1] === 'restart'
    ? {
        name: `${program} rollout restart`,
        because: 'pods know nothing of the variables of this shell',
        instead: '`kubectl set env` sets it',
      }
    : null;
};

/** Takes the change over: containers are created anew, units are read again. */
export const applies = ({ run }: Run): boolean => {
  const words = run.args.map(({ value }) => value);
  const call = dockerCallOf(run);
  if (call !== null) return /^(up|run|create|down|rm|stack deploy|service update)$/.test(call.verb);
  return (
    (run.program === 'systemctl' &&
      /^(daemon-reload|daemon-reexec|set-environment|import-environment)$/.test(words[0] ?? '')) ||
    (run.program === 'supervisorctl' && /^(update|reread|reload)$/.test(words[0] ?? '')) ||
    (/^(kubectl|oc)$/.test(run.program) && /^(set|apply|patch|edit|replace|create)$/.test(words[0] ?? '')) ||
    run.program === 'helm'
  );
};
