// mail and sendmail: what is sent is written down and never goes anywhere.
import { asksForHelp, helpText } from './help.ts';
import { readOptions } from './options.ts';
import { told, ToolError, type Outcome, type Tool } from './tool.ts';

export const mail: Tool = async (argv, world) => {
  if (asksForHelp(argv)) {
    world.print(
      helpText('mail', 'Nothing is ever sent.', ['[-s SUBJECT] [-a FILE] [-r FROM] [-c TO] [-b TO] TO…']),
    );
    return told;
  }
  const wrong = (letter: string): Error => new ToolError(`mail: invalid option -- '${letter}'`, 64);
  const { values, rest } = readOptions(argv, { plain: 'EeHiInNv~', valued: 'sabcrSAMqtfu' }, wrong);
  const to = [...rest, ...(values.get('c') ?? []), ...(values.get('b') ?? [])];
  if (to.length === 0) throw new ToolError(`No mail for ${world.env['USER'] ?? 'root'}`);
  return writeDown(to, values.get('s')?.[0] ?? '', await world.input());
};

export const sendmail: Tool = async (argv, world) => {
  if (asksForHelp(argv)) {
    world.print(helpText('sendmail', 'Nothing is ever sent.', ['[-t] [-i] [-f FROM] TO…', '-bp, -q']));
    return told;
  }
  if (argv.includes('-bp')) {
    world.print('Mail queue is empty\n');
    return told;
  }
  if (argv.some((word) => /^-q/.test(word))) return told;
  const wrong = (letter: string): Error =>
    new ToolError(`sendmail: fatal: unknown option -- '${letter}'`, 64);
  const { letters, rest } = readOptions(argv, { plain: 'tinUvm', valued: 'fFoBbNRrOVXhLACDp' }, wrong);
  const text = await world.input();
  const headers = (text.toString().split(/\r?\n\r?\n/)[0] ?? '').split(/\r?\n/);
  const header = (name: RegExp): readonly string[] =>
    headers.flatMap(
      (line) =>
        name
          .exec(line)?.[1]
          ?.split(',')
          .map((word) => word.trim()) ?? [],
    );
  const to = [...rest, ...(letters.has('t') ? header(/^(?:to|cc|bcc):\s*(.*)$/i) : [])];
  if (to.length === 0)
    throw new ToolError('sendmail: fatal: No recipient addresses found in message header', 75);
  return writeDown(to, header(/^subject:\s*(.*)$/i).join(', '), text);
};

const writeDown = (to: readonly string[], subject: string, text: Buffer): Outcome => ({
  exitCode: 0,
  effect: `mail to ${to.join(', ')}, subject "${subject}", ${text.length} bytes: written down, not sent`,
});
