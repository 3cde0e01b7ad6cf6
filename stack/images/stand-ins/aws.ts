// aws: buckets are folders here; everything else is refused in words that say so.
import { asksForHelp, helpText } from './help.ts';
import { s3 } from './s3.ts';
import { told, ToolError, type Tool } from './tool.ts';

const usage = `usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
To see help text, you can run:

  aws help
  aws <command> help
  aws <command> <subcommand> help
`;

const knows = [
  's3 cp|mv|sync|rm|ls|mb|rb, on folders in /srv/aws/s3',
  'sts get-caller-identity',
  'everything else is written down and answered with exit code 254',
];

const globalWithValue = new Set([
  ...['--region', '--profile', '--output', '--endpoint-url', '--query', '--color', '--ca-bundle'],
  ...['--cli-read-timeout', '--cli-connect-timeout', '--cli-binary-format'],
]);
const globalSwitches = new Set([
  ...['--debug', '--no-verify-ssl', '--no-paginate', '--no-sign-request', '--no-cli-pager'],
  ...['--no-cli-auto-prompt', '--cli-auto-prompt'],
]);

export const aws: Tool = async (argv, world) => {
  if (asksForHelp(argv)) {
    world.print(helpText('aws', 'Nothing ever leaves this machine.', knows));
    return told;
  }
  const { words, globals } = withoutGlobals(argv);
  const [service, operation, ...rest] = words;
  if (service === '--version' || argv.includes('--version')) {
    world.print('aws-cli/2.15.0 (stand-in)\n');
    return told;
  }
  if (service === undefined || operation === undefined)
    throw new ToolError(
      `\n${usage}\naws: error: the following arguments are required: ${service === undefined ? 'command' : 'operation'}\n`,
      252,
    );
  if (service === 's3') return s3(operation, rest, world);
  if (service === 'sts' && operation === 'get-caller-identity') {
    world.print(identity(globals));
    return told;
  }
  // Said, not shown: what the parameters hold may be secret.
  world.printError(
    `\nAn error occurred (StandIn) when calling the ${operationName(operation)} operation: this aws is a stand-in of gameday, which has no ${service}; the call was written down and not made\n`,
  );
  return { exitCode: 254, effect: `written down only: ${service} ${operation}` };
};

const withoutGlobals = (
  argv: readonly string[],
): { readonly words: readonly string[]; readonly globals: ReadonlyMap<string, string> } => {
  const words: string[] = [];
  const globals = new Map<string, string>();
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    const [name = '', value] = word.split(/=(.*)/s);
    if (globalSwitches.has(word)) continue;
    if (!globalWithValue.has(name)) words.push(word);
    else {
      if (value === undefined) at += 1;
      globals.set(name, value ?? argv[at] ?? '');
    }
  }
  return { words, globals };
};

const operationName = (operation: string): string =>
  operation
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

const account = {
  UserId: 'AIDASTANDINOFGAMEDAY',
  Account: '000000000000',
  Arn: 'arn:aws:iam::000000000000:user/gameday-stand-in',
};

const identity = (globals: ReadonlyMap<string, string>): string => {
  const field = globals.get('--query') as keyof typeof account | undefined;
  if (field === undefined) return `${JSON.stringify(account, null, 4)}\n`;
  return globals.get('--output') === 'text'
    ? `${account[field] ?? 'None'}\n`
    : `${JSON.stringify(account[field] ?? null)}\n`;
};
