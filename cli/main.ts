// The command line. Only what `--help` needs is loaded here; a command's own code is loaded when it runs.
import yargs, { type Argv } from 'yargs';
import { hideBin } from 'yargs/helpers';
import { commands, type CommandRow } from './commands.ts';
import { argumentError, demandCommandName, demandValues, helpAsOption, nameStdin } from './arguments.ts';
import { printError } from './errors.ts';
import { mindLostOutput } from './lost-output.ts';

const argv = helpAsOption(nameStdin(hideBin(process.argv)));
// What follows `--` is another program's.
const own = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
const wantsJson = own.includes('--json');
/** yargs writes a command's help in every run: where nobody may ask for it, without the options, which are most of it. */
const mayAskForHelp = own.some((word) => word === 'help' || /^-.*h/.test(word));

mindLostOutput();
// Not awaited: a script, as which quick commands are bundled, has no await at its top.
void main();

async function main(): Promise<void> {
  try {
    let code = 0;
    let onlyPrints = false;
    const parser = yargs(argv)
      .scriptName('gameday')
      .usage(
        'Usage: $0 <command>\n\nBreaks a running stack as its runbook describes, proves that the alert fires and that the runbook heals it.',
      )
      .version(await version())
      .option('color', { type: 'boolean', hidden: true })
      // What stands after -- belongs to the command that `exec` runs.
      .parserConfiguration({ 'populate--': true })
      .strict()
      .demandCommand(1, 'expected a command; `gameday run default` plays the default game day')
      .help()
      .alias('h', 'help')
      .wrap(Math.min(80, process.stdout.columns || 80))
      .epilogue(
        'Exit codes: 0 pass, 1 failed, 2 inconclusive, 3 aborted, 4 nothing injected, 5 clean-up unknown, 64 wrong usage or files, 70 our error.',
      )
      .exitProcess(false)
      .fail((message, error) => {
        // Of an option without its value yargs makes an error of its own kind.
        const isWrongUse = (error as Error | undefined) === undefined || error.name === 'YError';
        throw isWrongUse ? argumentError(message, own) : error;
      });
    demandCommandName(own);
    const run = async (command: CommandRow, args: Readonly<Record<string, unknown>>): Promise<void> => {
      demandValues(command, args, own);
      const { handle } = await command.load();
      code = await handle(args as never);
      onlyPrints = command.onlyPrints === true;
    };
    for (const command of commands) register(parser, command, run);
    await parser.parseAsync();
    process.exitCode = code;
    if (onlyPrints) return void process.stdout.write('', () => process.stderr.write('', endNow));
    const { systemClock } = await import('../core/clock.ts');
    // What still holds this process open (a client that can't say goodbye) gets a moment, no more.
    systemClock.deadline(5_000).addEventListener('abort', () => process.exit());
  } catch (error) {
    process.exitCode = printError(error, wantsJson);
  }
}

/** Node by itself would wait for V8, which still optimises code that nobody will run. What was not written is told first. */
const endNow = (): unknown => setImmediate(() => process.exit());

/** With the commands under its name; its own options are not theirs. */
function register(
  parser: Argv,
  command: CommandRow,
  run: (command: CommandRow, args: Readonly<Record<string, unknown>>) => Promise<void>,
): void {
  const builder = (inner: Argv): Argv => {
    for (const row of command.subcommands ?? []) register(inner, row, run);
    const options = Object.entries(command.options).map(([name, option]) => [
      name,
      {
        requiresArg: option.type === 'string' || option.type === 'number',
        hidden: !mayAskForHelp,
        ...option,
        global: false,
      },
    ]);
    return inner.options(Object.fromEntries(options) as typeof command.options);
  };
  parser.command(command.usage, command.describe as string, builder, (args) => run(command, args));
}

async function version(): Promise<string> {
  const { packageVersion } = await import('./package.ts');
  return packageVersion();
}
