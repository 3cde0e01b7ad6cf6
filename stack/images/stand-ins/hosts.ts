// The hosts that ssh and scp know: each is a folder here.
import { mkdirSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { ToolError, type World } from './tool.ts';

export interface Host {
  readonly name: string;
  readonly user: string;
  readonly folder: string;
}

/** `[user@]host`, or `ssh://[user@]host[:port]`. Unknown ones fail as a name that does not resolve. */
export const hostOf = (destination: string, { hosts, hostsFolder }: World): Host => {
  const [, user = 'root', name = ''] =
    /^(?:ssh:\/\/)?(?:(.*)@)?([^:/]*)(?::\d+)?\/?$/.exec(destination) ?? [];
  if (!hosts.includes(name))
    throw new ToolError(`ssh: Could not resolve hostname ${name}: Name or service not known`, 255);
  const folder = join(hostsFolder, name);
  mkdirSync(folder, { recursive: true });
  return { name, user, folder };
};

/** A path on a host: relative to its home, which is its root too. Nothing leads out of its folder. */
export const pathOn = (host: Host, path: string): string =>
  join(host.folder, normalize(`/${path.replace(/^~\/?/, '')}`));
