// SH-SSHBLOCK: an interactive ssh in the middle of a fence.
import type { Command } from '../../model.ts';
import { optionTable, readOptions } from '../../tools/options.ts';
import { sshTable } from '../../tools/wrapper-options.ts';
import { inFence, isTypedInside, laterInFence } from '../looking/fences.ts';
import { runsOf, spanOfRun, type Run } from '../looking/runs.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const shSshblock: Rule = {
  id: 'SH-SSHBLOCK',
  level: 'medium',
  summary: 'an interactive `ssh` with more lines behind it in the same fence',
  why: 'Run as a script, the lines behind it wait until somebody logs out and then run on the wrong machine. Pasted, they depend on how fast the login is; a second `ssh` then starts from the first host.',
  bad: '```bash\nssh web-1\ncd /opt/shop\ndocker compose restart api\n```\n',
  good: "```bash\nssh web-1 'cd /opt/shop && docker compose restart api'\n```\n",
  *check(document) {
    const logins = runsOf(document).filter(isLogin);
    const told = new Set<number | null>();
    for (const login of logins) {
      // One finding for each fence: later logins in it are part of the same.
      if (told.has(login.command.block)) continue;
      const found = foundOf(document, login, logins);
      if (found === null) continue;
      told.add(login.command.block);
      yield found;
    }
  },
};

const cloud = optionTable(
  '--zone= --project= --instance-id= --target= --region= --profile= --name= --resource-group=',
);

const isLogin = ({ run }: Run): boolean => {
  if (
    run.nesting !== 'plain' ||
    run.stages > 1 ||
    run.redirections.some(({ operator }) => operator.startsWith('<'))
  )
    return false;
  if (run.program === 'ssh') {
    const { options, positionals } = readOptions(run.args, sshTable);
    return positionals.length === 1 && !options.some(({ name }) => /^-[NfOVQGW]$/.test(name));
  }
  if (!/^(gcloud|vagrant|aws)$/.test(run.program)) return false;
  const { positionals } = readOptions(run.args, cloud);
  const words = positionals.map(({ value }) => value).join(' ');
  const runsCommand = run.args.some(({ value }) =>
    /^(--command|-c|--$|--parameters|--document-name)/.test(value),
  );
  return !runsCommand && /^(compute ssh|ssh( |$)|ssm start-session)/.test(words);
};

const foundOf = (document: LintDocument, login: Run, logins: readonly Run[]): Found | null => {
  const later = laterInFence(document, login.command).filter((command) => !leaves(command));
  if (later.some((command) => isTypedInside(document, login.command, command))) return null;
  const [next] = later;
  if (next === undefined) return null;
  // Alternatives, one login each: `ssh web-1`, `ssh web-2`.
  if (inFence(document, login.command).every((command) => logins.some((one) => one.command === command)))
    return null;
  const nested = logins.filter(
    (one) => one.command.block === login.command.block && one.command.index > login.command.index,
  );
  const name = login.read.text.slice(login.run.from, login.run.to);
  const [second] = nested;
  return {
    at: spanOfRun(document, login),
    message:
      `\`${name}\` opens a shell on another machine: as a script, ${later.length === 1 ? 'line' : 'lines from'} ${next.line} on run here after it is left` +
      (second === undefined
        ? '.'
        : `; typed one after the other, the \`ssh\` of line ${second.command.line} starts on the first host.`),
    related: later.map((command) => ({ at: command, message: 'not sent to the other machine by this line' })),
    ...(second === undefined ? {} : { level: 'high' as const }),
  };
};

const leaves = ({ command }: Command): boolean => /^\s*(exit|logout)\b/.test(command);
