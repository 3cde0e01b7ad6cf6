// The Debian packages that gameday needs on the machine, each with its reason, and how they are installed.
import { access, constants, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What a package is needed for. */
export type Purpose = 'engine' | 'images' | 'tests' | 'bench';

export interface HostPackage {
  readonly name: string;
  /** It is there when all of these can be run, whoever installed them. */
  readonly commands: readonly string[];
  readonly neededFor: Purpose;
  readonly why: string;
}

export const hostPackages: readonly HostPackage[] = [
  {
    name: 'docker.io',
    commands: ['dockerd', 'containerd', 'runc'],
    neededFor: 'engine',
    why: 'the Docker Engine that gameday starts for itself; its service stays off',
  },
  {
    name: 'iptables',
    commands: ['iptables'],
    neededFor: 'engine',
    why: 'the engine writes the rules of its own networks with it',
  },
  {
    name: 'iproute2',
    commands: ['ip'],
    neededFor: 'engine',
    why: "sets up the private engine's own network",
  },
  {
    name: 'util-linux',
    commands: ['setpriv', 'nsenter', 'unshare', 'mount', 'umount', 'pivot_root'],
    neededFor: 'engine',
    why: 'namespaces of the private engine',
  },
  {
    name: 'mmdebstrap',
    commands: ['mmdebstrap'],
    neededFor: 'images',
    why: 'makes the base image from Debian packages',
  },
  {
    name: 'maven',
    commands: ['mvn'],
    neededFor: 'images',
    why: 'fetches Kafka',
  },
  {
    name: 'default-jdk-headless',
    commands: ['java', 'javac'],
    neededFor: 'images',
    why: "Kafka's Java, for its image",
  },
  {
    name: 'golang-go',
    commands: ['go'],
    neededFor: 'images',
    why: 'builds Toxiproxy and Compose',
  },
  {
    name: 'chromium',
    commands: ['chromium'],
    neededFor: 'tests',
    why: 'opens the report in the browser tests',
  },
  {
    name: 'prometheus-blackbox-exporter',
    commands: ['prometheus-blackbox-exporter'],
    neededFor: 'bench',
    why: 'what our probes are compared with',
  },
];

/** Those of the packages for `purposes` whose commands are not all there. */
export const missingPackages = async (
  purposes: readonly Purpose[],
  path: string,
): Promise<readonly HostPackage[]> => {
  const wanted = hostPackages.filter(({ neededFor }) => purposes.includes(neededFor));
  const present = await Promise.all(
    wanted.map(({ commands }) => Promise.all(commands.map((command) => findCommand(command, path)))),
  );
  return wanted.filter((_, index) => present[index]?.includes(null));
};

// Administrators' folders are missing in many users' PATH.
const systemFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/bin', '/bin'];

/** The full path of a command, or null. */
export const findCommand = async (command: string, path: string): Promise<string | null> => {
  for (const folder of [...path.split(':').filter((part) => part !== ''), ...systemFolders]) {
    const file = join(folder, command);
    try {
      await access(file, constants.X_OK);
      if ((await stat(file)).isFile()) return file;
    } catch {
      // Not in this folder: the next one.
    }
  }
  return null;
};
