// One program for all stand-ins: its first argument is the name it was called by. Each call is written down.
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { isatty } from 'node:tty';
import { aws } from './aws.ts';
import { createEngine, EngineError } from './engine.ts';
import { helm } from './helm.ts';
import { kubectl } from './kubectl.ts';
import { mail, sendmail } from './mail.ts';
import { scp } from './scp.ts';
import { service } from './service.ts';
import { ssh } from './ssh.ts';
import { sudo } from './sudo.ts';
import { supervisorctl } from './supervisorctl.ts';
import { systemctl } from './systemctl.ts';
import { ToolError, type RunOptions, type Tool, type World } from './tool.ts';

const tools: Readonly<Record<string, Tool>> = {
  aws,
  helm,
  kubectl,
  mail,
  scp,
  sendmail,
  service,
  ssh,
  sudo,
  supervisorctl,
  systemctl,
};

const log = '/var/log/gameday/stand-ins.ndjson';

const main = async (name: string, argv: readonly string[]): Promise<number> => {
  const tool = tools[name];
  if (tool === undefined) throw new Error(`there is no stand-in for ${name}`);
  let written = false;
  const note = (exitCode: number | null, effect: string): void => {
    if (written) return;
    written = true;
    const line = JSON.stringify({ at: new Date().toISOString(), tool: name, argv, exitCode, effect });
    // A runbook may have emptied /var/log. One write: calls at the same time don't mix.
    mkdirSync(dirname(log), { recursive: true });
    appendFileSync(log, `${line}\n`);
  };
  try {
    const { exitCode, effect } = await tool(
      argv,
      worldOf((effect) => note(null, effect)),
    );
    note(exitCode, effect);
    return exitCode;
  } catch (error) {
    if (!(error instanceof ToolError || error instanceof EngineError)) throw error;
    write(2, `${error.message}\n`);
    const exitCode = error instanceof ToolError ? error.exitCode : 1;
    note(exitCode, 'none');
    return exitCode;
  }
};

const worldOf = (handOver: World['handOver']): World => {
  const { env } = process;
  const socket = (env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock').replace(/^unix:\/\//, '');
  return {
    env,
    hosts: (env['GAMEDAY_HOSTS'] ?? '').split(',').filter((host) => host !== ''),
    hostsFolder: '/srv/hosts',
    bucketsFolder: '/srv/aws/s3',
    engine: createEngine(socket, env['GAMEDAY_PROJECT'] ?? ''),
    terminal: isatty(0),
    print: (text) => write(1, text),
    printError: (text) => write(2, text),
    run,
    recall: (name) => (existsSync(fileOf(name)) ? JSON.parse(readFileSync(fileOf(name), 'utf8')) : null),
    keep: (name, value) => {
      mkdirSync(state, { recursive: true });
      writeFileSync(fileOf(name), JSON.stringify(value));
    },
    input: () => {
      if (isatty(0)) handOver('waits for text to be typed');
      return Promise.resolve(readFileSync(0));
    },
    now: () => new Date(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    forever: () => new Promise(() => setInterval(() => undefined, 2 ** 30)),
    handOver,
  };
};

const state = '/var/lib/gameday/stand-ins';
const fileOf = (name: string): string => join(state, `${encodeURIComponent(name)}.json`);

const run = (
  [program = '', ...args]: readonly string[],
  { noInput, ...options }: RunOptions = {},
): Promise<number> =>
  new Promise((resolve) => {
    const stdio = [noInput === true ? 'ignore' : 'inherit', 'inherit', 'inherit'] as const;
    const child = spawn(program, args, { stdio: [...stdio], ...options });
    child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ENOENT' ? 127 : 126));
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });

// By the descriptors themselves: Node's streams would make them non-blocking, also for the programs that are handed over to.
const write = (descriptor: 1 | 2, text: string | Buffer): void => {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) written += writeSome(descriptor, bytes.subarray(written));
};

const brokenPipe = 128 + constants.signals.SIGPIPE;

const writeSome = (descriptor: 1 | 2, bytes: Buffer): number => {
  try {
    return writeSync(descriptor, bytes);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    // Somebody else has made it non-blocking, and it is full.
    if (code === 'EAGAIN') return 0;
    // `kubectl … | head` closes the pipe when it has enough.
    if (code === 'EPIPE') process.exit(brokenPipe);
    throw error;
  }
};

const [name = '', ...argv] = process.argv.slice(2);
main(name, argv).then(
  (code) => process.exit(code),
  (error: unknown) => {
    write(2, `${name} (stand-in): ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
