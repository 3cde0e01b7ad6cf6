// ssh: runs the command here, with the host's folder as its home. Nothing is ever connected.
import { asksForHelp, helpText } from './help.ts';
import { hostOf } from './hosts.ts';
import { machineEnv } from './machine-env.ts';
import { readOptions } from './options.ts';
import { told, ToolError, type Tool } from './tool.ts';

const usage = `usage: ssh [-46AaCfGgKkMNnqsTtVvXxYy] [-B bind_interface] [-b bind_address]
           [-c cipher_spec] [-D [bind_address:]port] [-E log_file]
           [-e escape_char] [-F configfile] [-I pkcs11] [-i identity_file]
           [-J destination] [-L address] [-l login_name] [-m mac_spec]
           [-O ctl_cmd] [-o option] [-p port] [-Q query_option]
           [-R address] [-S ctl_path] [-W host:port] [-w local_tun[:remote_tun]]
           destination [command [argument ...]]`;

const letters = { plain: '46AaCfGgKkMNnqsTtVvXxYy', valued: 'BbcDEeFIiJLlmOopQRSWw' };

export const ssh: Tool = async (argv, world) => {
  if (asksForHelp(argv)) {
    const knows = ['[OPTIONS] [USER@]HOST [COMMAND…], for the hosts that the scenario declares'];
    world.print(helpText('ssh', 'Commands run in the operator, in a folder for the host.', knows));
    return told;
  }
  const wrong = (letter: string, missing: boolean): Error =>
    new ToolError(
      `${missing ? 'option requires an argument' : 'unknown option'} -- ${letter}\n${usage}`,
      255,
    );
  const before = readOptions(argv, letters, wrong);
  if (before.letters.has('V')) {
    world.printError('OpenSSH_9.2p1 (stand-in)\n');
    return told;
  }
  const [destination, ...after] = before.rest;
  if (destination === undefined) throw new ToolError(usage, 255);
  // Options may stand behind the host too; what follows them is the command.
  const { rest: command, letters: more, values } = readOptions(after, letters, wrong);
  const host = hostOf(destination, world);
  const has = (letter: string): boolean => before.letters.has(letter) || more.has(letter);
  if (has('N')) {
    world.handOver(`held a connection to ${host.name} that does not exist`);
    return has('f') ? told : world.forever();
  }
  const user = [...(values.get('l') ?? []), ...(before.values.get('l') ?? [])][0] ?? host.user;
  // As ssh does it: the words become one line for the shell at the other end.
  const shell = command.length === 0 ? ['bash', '-l'] : ['bash', '-c', command.join(' ')];
  world.handOver(
    `ran ${command.length === 0 ? 'a shell' : command.join(' ')} for the host ${host.name}, here`,
  );
  const env = {
    ...machineEnv(world.env),
    HOME: host.folder,
    USER: user,
    LOGNAME: user,
    SHELL: '/bin/bash',
    SSH_CONNECTION: '127.0.0.1 0 127.0.0.1 22',
  };
  return { exitCode: await world.run(shell, { cwd: host.folder, env, noInput: has('n') }), effect: 'none' };
};
