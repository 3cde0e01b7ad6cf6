// Commands for a person who wants to look at a system that is up.
import { json, pace, system } from './options.ts';
import type { CommandRow } from './row.ts';

export const stack: readonly CommandRow[] = [
  {
    usage: 'images',
    describe: 'build the images that are missing, and list them',
    options: { ...system, ...json },
    load: () => import('../commands/images.ts'),
  },
  {
    usage: 'up <scenario>',
    describe: 'start a system and its monitoring, and leave it up',
    options: { ...system, ...pace },
    load: () => import('../commands/up.ts'),
  },
  {
    usage: 'down <scenario>',
    describe: 'end a system that up started, with its data',
    options: system,
    load: () => import('../commands/down.ts'),
  },
  {
    usage: 'ps <scenario>',
    describe: 'show the containers of a system that is up',
    options: system,
    load: () => import('../commands/ps.ts'),
  },
  {
    usage: 'logs <scenario> [service]',
    describe: 'print logs of a system that is up',
    options: {
      ...system,
      tail: { type: 'number', default: 100, describe: 'lines per service' },
      follow: { type: 'boolean', alias: 'f', default: false, describe: 'go on printing until Ctrl-C' },
    },
    load: () => import('../commands/logs.ts'),
  },
  {
    usage: 'exec <scenario> <service> [argv..]',
    describe: 'run a command in a container of a system that is up (after --)',
    options: system,
    load: () => import('../commands/exec.ts'),
  },
  {
    usage: 'shell <scenario>',
    describe: "open the on-call person's terminal of a system that is up",
    options: system,
    load: () => import('../commands/shell.ts'),
  },
  {
    usage: 'doctor',
    describe: 'show what gameday needs, what is there, and what it would install',
    options: { ...system, ...json },
    load: () => import('../commands/doctor.ts'),
  },
];
