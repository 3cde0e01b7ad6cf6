// Tools that the steps use and the list of prerequisites leaves out.
import type { Section } from '../../model.ts';
import { listing } from '../looking/listing.ts';
import { runsHere, runsOf, spanOfRun, type Run } from '../looking/runs.ts';
import { childrenOf, parentOf, textOf, visiblePart } from '../looking/section-tree.ts';
import { isPrerequisites } from '../looking/prerequisites.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] =>
  document.runbook.sections.filter(isPrerequisites).flatMap((section) => {
    const text = textOf(document, section).toLowerCase();
    if (!listsTools.test(text)) return [];
    const missing = new Map<string, Run>();
    for (const one of runsAfter(document, section)) {
      const { program } = one.run;
      if (toInstall.has(program) && runsHere(one) && !isListed(program, text) && !missing.has(program))
        missing.set(program, one);
    }
    return missing.size === 0 ? [] : [foundOf(document, section, missing)];
  });

const foundOf = (document: LintDocument, section: Section, missing: ReadonlyMap<string, Run>): Found => ({
  at: visiblePart(document, section),
  message: `the prerequisites leave out ${listing([...missing.keys()].map((name) => `\`${name}\``))}, which the steps need`,
  related: [...missing].map(([name, one]) => ({
    at: spanOfRun(document, one),
    message: `${name} is used here`,
  })),
});

/** What follows the list, up to the end of what it stands in. */
const runsAfter = (document: LintDocument, section: Section): readonly Run[] => {
  const scope = parentOf(document, section);
  const end =
    scope === null ? document.lines.length : (childrenOf(document, scope).at(-1)?.endLine ?? scope.endLine);
  return runsOf(document).filter(({ command }) => command.line > section.endLine && command.line <= end);
};

// A list that names no program at all is about something else.
const listsTools =
  /\binstall(?:ed|ing)?\b|\bclis?\b|\btools?\b|\bkubectl\b|\bhelm\b|\bterraform\b|\bansible\b|\bdocker\b|\bpsql\b/;

// Programs that no machine has unless somebody put them there, by the other names that lists give them.
const aliases: Readonly<Record<string, string>> = {
  'ansible-playbook': 'ansible',
  'docker-compose': 'docker',
  kcat: 'kafkacat',
  pg_dump: 'postgres',
  pg_restore: 'postgres',
  psql: 'postgres',
  mongosh: 'mongo',
  mongodump: 'mongo',
  mongorestore: 'mongo',
  cast: 'foundry',
  forge: 'foundry',
  anvil: 'foundry',
  gsutil: 'gcloud',
  knife: 'chef',
  kubectl: 'kubernetes',
  oc: 'openshift',
};
const toInstall = new Set([
  ...Object.keys(aliases),
  ...'ansible terraform terragrunt helm kubectl aws az gcloud vault consul nomad argocd flux istioctl eksctl velero rpk redis-cli etcdctl doctl flyctl heroku kustomize k9s packer pulumi restic sops'.split(
    ' ',
  ),
]);

const isListed = (program: string, text: string): boolean =>
  text.includes(program.replace(/-cli$/, '')) || text.includes(aliases[program] ?? program);

export const prereqTool: Rule = {
  id: 'PREREQ-TOOL',
  level: 'medium',
  summary: 'prerequisites that leave out a tool which the steps use',
  why: 'Whoever has installed everything on the list finds out in the middle of the procedure that there is one more, with its keys and its configuration.',
  bad: '## Prerequisites\n\n- Terraform is installed\n\n## Remove nodes\n\n```bash\nterraform plan\nknife node list\n```\n',
  good: '## Prerequisites\n\n- Terraform and knife are installed\n\n## Remove nodes\n\n```bash\nterraform plan\nknife node list\n```\n',
  check,
};
