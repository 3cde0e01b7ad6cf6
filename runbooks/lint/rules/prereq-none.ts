// Procedures that need rights on several systems, in a runbook that names no access at all.
import { isForOperators } from '../looking/about.ts';
import { listing } from '../looking/listing.ts';
import { runsHere, runsOf, spanOfRun, valuesOf, type Run } from '../looking/runs.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] => {
  if (!isForOperators(document)) return [];
  const systems = new Map<string, Run>();
  let count = 0;
  for (const one of runsOf(document)) {
    const system = systemOf(one);
    if (system === null) continue;
    count += 1;
    if (!systems.has(system)) systems.set(system, one);
  }
  // Who is on a host by ssh and root there works on one system.
  if (systems.has('hosts by ssh')) systems.delete('the host as root');
  const [first] = systems.values();
  if (first === undefined || systems.size < 2 || count < 8 || speaksOfAccess.test(document.text)) return [];
  return [
    {
      at: spanOfRun(document, first),
      message: `the runbook needs rights on ${listing([...systems.keys()])}, and says nowhere which access one must have, or how to get it`,
      related: [...systems.values()]
        .slice(1)
        .map((one) => ({ at: spanOfRun(document, one), message: 'here too' })),
    },
  ];
};

const speaksOfAccess =
  /pre-?requisit|pre-?condition|\brequirements?\b|\brequire[sd]?\b[^.\n]{0,60}\b(?:access|rights|permissions?|role|kubectl|cli|tools?|installed|account|admin\w*|privileges?)\b|\b(?:access|rights|permissions?|role|tools?|privileges?) required\b|\baccess to\b|\baccess\b[^\n]{0,30}(?::|required|needed)|\bvpn\b|\bbastion\b|\bkubeconfig\b|\bcredentials?\b|\bpermissions?\b|\blog ?in\b|\bSSO\b|\bIAM (?:roles?|users?|polic(?:y|ies)|permissions?|access)\b|\baws iam\b|\brbac\b|\bbefore you (?:begin|start)\b|\byou(?:'ll| will)? need\b|#\s*(?:\d+[.)]\s*)?(?:(?:initial|local|environment|access|tool(?:ing|s)?|first|operator|workstation|cli)\s+)?set-?up\b|\bset up (?:your|the|access|a) [^\n]{0,30}(?:access|cli|client|credentials|environment|shell|terminal|tunnel|proxy)|\bauthenticate\b|assume-role|get-credentials|\baccess (?:rights|key|level)|#\s*access/i;

const clients: Readonly<Record<string, string>> = {
  kubectl: 'Kubernetes',
  oc: 'OpenShift',
  helm: 'Kubernetes',
  aws: 'AWS',
  gcloud: 'Google Cloud',
  gsutil: 'Google Cloud',
  az: 'Azure',
  vault: 'Vault',
  terraform: 'Terraform',
  ansible: 'hosts by Ansible',
  'ansible-playbook': 'hosts by Ansible',
  knife: 'Chef',
  argocd: 'Argo CD',
};

/** A system of others: by its client, or by a host that is given. */
const systemOf = (one: Run): string | null => {
  const { program, wrappers } = one.run;
  if (program === 'ssh' || wrappers.some(({ kind }) => kind === 'ssh')) return 'hosts by ssh';
  if (wrappers.some(({ kind }) => kind.startsWith('kubectl'))) return 'Kubernetes';
  if (wrappers.some(({ kind }) => kind === 'sudo')) return 'the host as root';
  const isRemote = valuesOf(one).some(
    (word, at, all) =>
      /^(?:-h|--host)$/.test(word) && !/^(?:localhost|127\.)/.test(all[at + 1] ?? 'localhost'),
  );
  if (/^(?:psql|mysql|redis-cli|pg_dump|mysqldump)$/.test(program) && isRemote && runsHere(one))
    return 'databases';
  return clients[program] ?? null;
};

export const prereqNone: Rule = {
  id: 'PREREQ-NONE',
  level: 'low',
  summary: 'several systems to work on, and no word about the access to them',
  why: 'Whoever is new on call finds out command by command which rights are missing, and at night there is nobody to give them.',
  bad: `# Failover runbook\n\n\`\`\`bash\nkubectl get pods\nkubectl get svc\nkubectl get nodes\naws rds describe-db-instances\naws rds failover-db-cluster --db-cluster-identifier a\nterraform plan\nssh db1 uptime\nssh db2 uptime\n\`\`\`\n`,
  good: `# Failover runbook\n\nAccess to the cluster, to AWS and to the hosts: ask #platform.\n\n\`\`\`bash\nkubectl get pods\nkubectl get svc\nkubectl get nodes\naws rds describe-db-instances\naws rds failover-db-cluster --db-cluster-identifier a\nterraform plan\nssh db1 uptime\nssh db2 uptime\n\`\`\`\n`,
  check,
};
