// A target that one command of a procedure leaves open and the next one has written out: `-i inventory/<file>`, then `-i inventory/eu.yml`.
import type { Found, LintDocument } from '../rule.ts';
import { oncePer } from './once.ts';
import { asWritten, runsOf, spanIn, type Run } from './runs.ts';
import { procedureOf } from './sections.ts';
import type { ShellWord } from '../../shell/shell-model.ts';

interface Target {
  readonly one: Run;
  readonly word: ShellWord;
  readonly written: string;
}

export const fixedTargets = (document: LintDocument): readonly Found[] => {
  const groups = Map.groupBy(
    targetsOf(document),
    ({ one, option }) =>
      `${procedureOf(document, one.command.section)?.index ?? ''} ${one.run.program.split('-')[0] ?? ''} ${option}`,
  );
  return [...groups.values()].flatMap((group) => {
    const open = group.find(({ written }) => /<[^>]+>/.test(written));
    const fixed = group.find(
      ({ written, one }) =>
        !/[<$]/.test(written) && open !== undefined && one.command.index > open.one.command.index,
    );
    if (open === undefined || fixed === undefined || isAlternative(document, fixed.one)) return [];
    return [
      {
        at: spanIn(document, fixed.one.command, fixed.word),
        level: 'medium' as const,
        message: `${fixed.option} is ${fixed.written} here and ${open.written} in line ${open.one.command.line}: whoever filled that in for another target looks at one and acts on this`,
        related: [{ at: spanIn(document, open.one.command, open.word), message: 'left open here' }],
      },
    ];
  });
};

const options: Readonly<Record<string, RegExp>> = {
  ansible: /^(?:-i|--inventory|--inventory-file)$/,
  'ansible-playbook': /^(?:-i|--inventory|--inventory-file)$/,
  kubectl: /^(?:--context|--kubeconfig|--cluster)$/,
  helm: /^(?:--kube-context|--kubeconfig)$/,
  aws: /^(?:--profile)$/,
  gcloud: /^(?:--project)$/,
};

const targetsOf = oncePer((document: LintDocument): readonly (Target & { option: string })[] =>
  runsOf(document, Object.keys(options)).flatMap((one) =>
    one.run.args.flatMap((word, at) => {
      const option = one.run.args[at - 1]?.value ?? '';
      return options[one.run.program]?.test(option) === true
        ? [{ one, word, written: asWritten(one.command, word.value), option }]
        : [];
    }),
  ),
);

/** "For example", "in staging": one of several, not the next step. */
const isAlternative = ({ lines }: LintDocument, { command }: Run): boolean =>
  /\b(?:e\.g\.|example|for instance)\b/i.test(`${command.label ?? ''} ${lines[command.line - 2] ?? ''}`);
