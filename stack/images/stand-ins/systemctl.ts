// systemctl: a unit is the Compose service of that name.
import { asksForHelp, helpText } from './help.ts';
import { ago, dateTime, secondsSince, weekday } from './times.ts';
import { told, ToolError, type Outcome, type Tool, type World } from './tool.ts';
import { actOn, findUnit, unitsOf, type Unit, type UnitAction } from './units.ts';

const knows = [
  'status, is-active, is-failed, is-enabled, start, stop, restart, try-restart, reload, reload-or-restart UNIT…',
  'list-units, list-unit-files; enable, disable, mask, unmask, daemon-reload, reset-failed (written down only)',
];

export const systemctl: Tool = async (argv, world) => {
  if (asksForHelp(argv)) {
    world.print(helpText('systemctl', 'Units are the Compose services of the system.', knows));
    return told;
  }
  const { verb, names, flags } = read(argv);
  const action = verbs[verb] ?? null;
  if (action === null) throw new ToolError(`Unknown command verb ${verb}.`);
  if (names.length === 0 && action.needsUnit !== false) throw new ToolError('Too few arguments.');
  return action.run({ names, flags, units: await unitsOf(world), world, verb });
};

const withValue = new Set([
  '-n',
  '--lines',
  '-t',
  '--type',
  '-o',
  '--output',
  '-p',
  '--property',
  '-s',
  '--signal',
]);

const read = (
  argv: readonly string[],
): { verb: string; names: readonly string[]; flags: readonly string[] } => {
  const words: string[] = [];
  const flags: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (!word.startsWith('-')) words.push(word);
    else {
      flags.push(word);
      if (withValue.has(word)) at += 1;
    }
  }
  const [verb = 'list-units', ...names] = words;
  return { verb, names, flags };
};

interface Call {
  readonly names: readonly string[];
  readonly flags: readonly string[];
  readonly units: readonly Unit[];
  readonly world: World;
  readonly verb: string;
}

interface Verb {
  readonly needsUnit?: false;
  readonly run: (call: Call) => Promise<Outcome> | Outcome;
}

const change = (action: UnitAction): Verb => ({
  run: async ({ names, units, world, verb }) => {
    const found = names.map((name) => findUnit(units, name) ?? missing(verb, name));
    const effects: string[] = [];
    for (const unit of found) {
      if (verb === 'try-restart' && unit.state !== 'active') continue;
      if (action === 'reload' && unit.state !== 'active')
        throw new ToolError(`${full(unit.name)} is not active, cannot reload.`);
      effects.push(await actOn(world, unit, action));
    }
    return { exitCode: 0, effect: effects.join(', ') || 'none' };
  },
});

const missing = (verb: string, name: string): never => {
  throw new ToolError(`Failed to ${verb} ${full(name)}: Unit ${full(name)} not found.`, 5);
};

const full = (name: string): string => (/\.[a-z]+$/.test(name) ? name : `${name}.service`);

const status: Verb = {
  run: ({ names, units, world }) => {
    const codes = names.map((name) => {
      const unit = findUnit(units, name);
      if (unit !== undefined) {
        world.print(describe(unit, world.now()));
        return unit.state === 'active' ? 0 : 3;
      }
      world.printError(`Unit ${full(name)} could not be found.\n`);
      return 4;
    });
    return { exitCode: Math.max(...codes), effect: 'none' };
  },
};

const describe = ({ name, state, main }: Unit, now: Date): string => {
  const since = state === 'active' ? main.startedAt : main.finishedAt;
  const words = {
    active: 'active (running)',
    inactive: 'inactive (dead)',
    failed: `failed (Result: ${reason(main)})`,
  };
  const when = `since ${weekday(new Date(since))} ${dateTime(new Date(since))} UTC; ${ago(secondsSince(since, now))} ago`;
  const process =
    state === 'active'
      ? `   Main PID: ${main.pid} (${name})\n`
      : `   Main PID: ${main.pid} (code=exited, status=${main.exitCode})\n`;
  const mark = { active: '●', inactive: '○', failed: '×' }[state];
  return `${mark} ${full(name)} - ${name}
     Loaded: loaded (/etc/systemd/system/${full(name)}; enabled; preset: enabled)
     Active: ${words[state]} ${when}
${process}`;
};

const reason = ({ oomKilled, exitCode }: Unit['main']): string => {
  if (oomKilled) return 'oom-kill';
  return exitCode > 128 ? 'signal' : 'exit-code';
};

/** One word for each unit; exit 0 when one fits. */
const word = (fits: (unit: Unit | undefined) => boolean, otherwise: number): Verb => ({
  run: ({ names, units, world, flags }) => {
    const found = names.map((name) => findUnit(units, name));
    if (!flags.some((flag) => flag === '-q' || flag === '--quiet'))
      for (const unit of found) world.print(`${unit?.state ?? 'inactive'}\n`);
    return { exitCode: found.some(fits) ? 0 : otherwise, effect: 'none' };
  },
});

const isEnabled: Verb = {
  run: ({ names, units, world }) => {
    for (const name of names) {
      if (findUnit(units, name) === undefined)
        throw new ToolError(`Failed to get unit file state for ${full(name)}: No such file or directory`);
      world.print('enabled\n');
    }
    return told;
  },
};

const list: Verb = {
  needsUnit: false,
  run: ({ units, world, flags }) => {
    const failedOnly = flags.includes('--failed') || flags.includes('--state=failed');
    const shown = units.filter(({ state }) => (failedOnly ? state === 'failed' : true));
    const lines = shown.map(({ name, state }) => {
      const sub = { active: 'running', inactive: 'dead', failed: 'failed' }[state];
      return `  ${full(name).padEnd(30)} loaded ${state.padEnd(8)} ${sub.padEnd(8)} ${name}\n`;
    });
    world.print(
      `  ${'UNIT'.padEnd(30)} LOAD   ACTIVE   SUB      DESCRIPTION\n${lines.join('')}\n${shown.length} loaded units listed.\n`,
    );
    return told;
  },
};

const listFiles: Verb = {
  needsUnit: false,
  run: ({ units, world }) => {
    world.print(`${'UNIT FILE'.padEnd(30)} STATE   PRESET\n`);
    for (const { name } of units) world.print(`${full(name).padEnd(30)} enabled enabled\n`);
    return told;
  },
};

/** Changes nothing about what runs, but for `--now`. */
const noted = (now: 'start' | 'stop' | null, needsUnit = true): Verb => ({
  ...(needsUnit ? {} : { needsUnit: false as const }),
  run: async ({ names, flags, units, world, verb }) => {
    for (const name of names) {
      if (findUnit(units, name) === undefined)
        throw new ToolError(`Failed to ${verb} unit: Unit file ${full(name)} does not exist.`);
    }
    const effect = `written down only: ${[verb, ...names].join(' ')}`;
    if (now === null || !flags.includes('--now')) return { exitCode: 0, effect };
    const done = await change(now).run({ names, flags, units, world, verb });
    return { ...done, effect: `${effect}; ${done.effect}` };
  },
});

const verbs: Readonly<Record<string, Verb>> = {
  status,
  start: change('start'),
  stop: change('stop'),
  restart: change('restart'),
  'try-restart': change('restart'),
  reload: change('reload'),
  'reload-or-restart': change('restart'),
  'is-active': word((unit) => unit?.state === 'active', 3),
  'is-failed': word((unit) => unit?.state === 'failed', 1),
  'is-enabled': isEnabled,
  'list-units': list,
  'list-unit-files': listFiles,
  enable: noted('start'),
  disable: noted('stop'),
  mask: noted('stop'),
  unmask: noted(null),
  'daemon-reload': noted(null, false),
  'reset-failed': noted(null, false),
};
