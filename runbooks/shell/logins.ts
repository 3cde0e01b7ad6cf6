// `ssh host` and its likes: they open a shell on another machine.
import { optionTable, readOptions } from '../tools/options.ts';
import { sshTable } from '../tools/wrapper-options.ts';
import { readsTerminal } from './interactive.ts';
import type { Invocation } from './shell-model.ts';

const cloud = optionTable(
  '--zone= --project= --instance-id= --target= --region= --profile= --name= --resource-group=',
);

export const isLogin = (run: Invocation): boolean => {
  if (!readsTerminal(run)) return false;
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
