// What the faults of the crash matrix change, as the engine and the services themselves tell it: facts by name, to compare.
import { readdirSync } from 'node:fs';
import { processesOf, type Inspected, type Outside } from '../outside.ts';
import { system } from '../up-stack.ts';

export type Facts = Readonly<Record<string, string>>;

export const readFacts = async (outside: Outside): Promise<Facts> => {
  const inspected = await outside.inspect();
  const parts = await Promise.all([engine(outside), stores(outside), door(outside)]);
  return Object.assign({ ...containers(inspected), ...filled(inspected) }, ...parts);
};

const containers = (inspected: readonly Inspected[]): Facts =>
  Object.fromEntries(
    inspected.flatMap(({ Name, Config, HostConfig, Mounts, NetworkSettings }) => [
      [`${Name} variables`, sorted(Config.Env ?? [])],
      [`${Name} image`, Config.Image],
      [`${Name} memory and swap`, limitText(HostConfig.MemorySwap)],
      [`${Name} mounts`, sorted(Mounts.map((mount) => `${named(mount.Name)} ${mount.Destination}`))],
      [
        `${Name} networks`,
        sorted(
          Object.entries(NetworkSettings.Networks).map(
            ([network, { Aliases }]) => `${network} ${sorted((Aliases ?? []).filter((one) => !isId(one)))}`,
          ),
        ),
      ],
    ]),
  );

/** The engine writes no limit as 0, as -1, or as all that 63 bits can hold. */
const limitText = (bytes: number): string => (bytes <= 0 || bytes >= 2 ** 62 ? 'none' : String(bytes));

/** Volumes without a name get one of 64 digits; containers are reached by twelve of theirs. */
const named = (volume = ''): string => (/^[0-9a-f]{64}$/.test(volume) ? 'unnamed' : volume);
const isId = (alias: string): boolean => /^[0-9a-f]{12}$/.test(alias);

/** What a filling of memory leaves, by the kernel. */
const filled = (inspected: readonly Inspected[]): Facts => {
  const victim = inspected.find(({ Name }) => Name === `/${system}-victim-filled-1`);
  const [pid] = processesOf(victim?.Id ?? '');
  return { 'victim-filled memory': pid === undefined ? 'not running' : namesIn(`/proc/${pid}/root/dev/shm`) };
};

const namesIn = (folder: string): string => {
  try {
    return sorted(readdirSync(folder));
  } catch {
    return 'it ended while we looked';
  }
};

const engine = async ({ ask }: Outside): Promise<Facts> => {
  const { Volumes } = (await ask('/volumes')) as { readonly Volumes: readonly { readonly Name: string }[] };
  const networks = (await ask('/networks')) as readonly { readonly Name: string }[];
  return {
    volumes: sorted(Volumes.map(({ Name }) => named(Name))),
    networks: sorted(networks.map(({ Name }) => Name)),
  };
};

/** Asked from a container that no drill harms. What was put back is told in Redis for a while: only former values count. */
const stores = async ({ exec }: Outside): Promise<Facts> => {
  const asked: Readonly<Record<string, string>> = {
    'keeper kept': '-h keeper GET kept',
    'redis crash:number': '-h redis GET crash:number',
    'redis crash:text': '-h redis GET crash:text',
    'redis, former values': "-h redis --scan --pattern 'gameday:former:*'",
    'store maxmemory': '-h store CONFIG GET maxmemory',
    'store policy': '-h store CONFIG GET maxmemory-policy',
    'quiet answers': '-h quiet PING',
  };
  const script = Object.values(asked).map(
    (words) => `timeout 10 redis-cli ${words} 2>&1 | tr '\\n' ' '; echo`,
  );
  const told = (await exec(`${system}-redis-1`, 'sh', '-c', script.join('\n'))).split('\n');
  return Object.fromEntries(Object.keys(asked).map((fact, index) => [fact, told[index]?.trim() ?? '']));
};

const door = async (outside: Outside): Promise<Facts> => {
  const page = await outside.page('front-door', 8080, '/.front-door');
  return { 'front door': /"share":[\d.]+/.exec(page)?.[0] ?? 'no answer' };
};

const sorted = (words: readonly string[]): string => words.toSorted().join(', ');
