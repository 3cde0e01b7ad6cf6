// Tools that work on whatever folder one stands in: Terraform's state, Compose's project, a playbook.
import type { ComposeCall } from '../../tools/calls.ts';
import type { LintDocument } from '../rule.ts';
import { composeRunsOf } from './compose-runs.ts';
import { earlierInFence } from './fences.ts';
import type { Hit } from './gather.ts';
import { runsHere, runsOf, spanOfRun } from './runs.ts';
import { isReference, procedureOf, procedureText, titlesAt } from './sections.ts';
import { tellsFolder } from './told-folders.ts';

const namesFolder =
  /\bcd\s+\S|\bpushd\b|-chdir\b|\bworkspaces?\b|--terragrunt-working-dir|\bTF_WORKSPACE\b|\b(?:from|in|inside|into|to|under)\b[^.\n]{0,40}\b(?:folder|directory|dir|repo(?:sitory)?|checkout|clone|root module|working copy|module'?s? path)\b|\bgit clone\b|\bterraform cloud\b|\batlantis\b/i;

/** `terraform apply` where neither folder nor workspace is named: it is the state of any of them. */
export const terraformFolders = (document: LintDocument): readonly Hit[] =>
  runsOf(document, /^(terraform|tofu|terragrunt)$/).flatMap((one): readonly Hit[] => {
    const verb = one.run.args.find(({ value }) => !value.startsWith('-'))?.value ?? '';
    if (
      !/^(apply|destroy|plan|import|state|taint|untaint|refresh|output|force-unlock|show)$/.test(verb) ||
      !runsHere(one) ||
      one.command.origin === 'inline' ||
      isReference(document, one.command.section) ||
      namesFolder.test(procedureText(document, one.command.section) || document.text) ||
      namesFolder.test(introduction(document)) ||
      tellsFolder(document, one.command)
    )
      return [];
    return [
      {
        at: spanOfRun(document, one),
        message: `\`${one.run.program} ${verb}\` works on the state of the folder and workspace that one happens to be in, and nothing here names them.`,
        level: /^(apply|destroy|import|state|taint|force-unlock)$/.test(verb) ? 'medium' : 'low',
      },
    ];
  });

/** Before the first procedure, and in a chapter on what is needed. */
const introduction = (document: LintDocument): string =>
  document.runbook.sections
    .filter(
      ({ role, title }) =>
        role === 'pre-flight' || /\b(?:prerequisit|before you|set-?up|access|requirements)/i.test(title),
    )
    .map(({ line, endLine }) => document.lines.slice(line - 1, endLine).join('\n'))
    .join('\n');

/** `docker compose up -d` between calls with `-f`: Compose then takes another file. */
export const composeFiles = (document: LintDocument): readonly Hit[] => {
  if (/\bCOMPOSE_FILE\b|\balias \w+=['"]?docker/.test(document.text)) return [];
  const calls = composeRunsOf(document).flatMap(({ one, call }) =>
    /^(ls|version|)$/.test(call.subcommand) ? [] : [{ one, call, file: fileOf(call) }],
  );
  const named = calls.filter(({ file }) => file !== null);
  if (named.length === 0) return [];
  const looksAtDefault = addsToDefault.test(document.text);
  const files = [...new Set(named.map(({ file }) => file ?? ''))];
  return calls.flatMap(({ one, call, file }): readonly Hit[] => {
    if (
      file !== null ||
      (looksAtDefault && looks.test(call.subcommand)) ||
      isReference(document, one.command.section) ||
      isLocal.test(titlesAt(document, one.command.section))
    )
      return [];
    if (earlierInFence(document, one.command).some(({ command }) => /\bcd\s/.test(command))) return [];
    const root = procedureOf(document, one.command.section)?.index;
    const beside = named.find((other) => procedureOf(document, other.one.command.section)?.index === root);
    const [other] = named;
    const most = named.length >= 3 && named.length > calls.length - named.length && files.length === 1;
    const example = beside ?? (most ? other : undefined);
    if (example === undefined) return [];
    return [
      {
        at: spanOfRun(document, one),
        message: `\`${call.version === 'v1' ? 'docker-compose' : 'docker compose'} ${call.subcommand}\` takes the default file, while line ${example.one.command.line} takes \`${example.file ?? ''}\`: these are other services.`,
        suggestion: `add \`-f ${example.file ?? ''}\``,
      },
    ];
  });
};

// The default file is one of those that the others take: the project is the same, and looking does no harm.
const addsToDefault = /-f (?:docker-)?compose\.ya?ml -f /;
const looks = /^(?:ps|logs|top|images|events|port|stats)$/;

const isLocal = /\b(?:local|dev\w*|test\w*|getting started|quick ?start)\b/i;

const fileOf = ({ args: { options } }: ComposeCall): string | null =>
  options.get('--file')?.at(-1)?.value?.value ??
  (options.has('--project-name') || options.has('--project-directory') ? '' : null);
