// TGT-DEFAULT: a command falls back to a default target, where the runbook means another one.
import { kubectlCallOf } from '../looking/docker-calls.ts';
import { chainTargets, databaseTargets, entersBefore, namespaceTargets } from '../looking/default-targets.ts';
import { gather, gatherBy, type Hit } from '../looking/gather.ts';
import { leftOutTargets } from '../looking/left-out-targets.ts';
import { manyHosts } from '../looking/many-hosts.ts';
import { runsHere, runsOf, sectionOf, spanOfRun, wrapperOf, type Run } from '../looking/runs.ts';
import { isReference } from '../looking/sections.ts';
import { unnamedDatabases } from '../looking/unnamed-databases.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const tgtDefault: Rule = {
  id: 'TGT-DEFAULT',
  level: 'medium',
  summary: 'a command without its target, where the runbook names one, or means all of several',
  why: 'It runs against whatever is the default on the machine: another chain, another namespace, an empty local database, the one host that one is logged in to. It succeeds, and says something about the wrong system.',
  bad: '```bash\ncast block-number --rpc-url $RPC_URL\ncast send $ESCROW "pause()"\n```\n',
  good: '```bash\ncast block-number --rpc-url $RPC_URL\ncast send $ESCROW "pause()" --rpc-url $RPC_URL\n```\n',
  *check(document) {
    yield* chains(document);
    yield* localRpc(document);
    yield* namespaces(document);
    yield* databases(document);
    yield* localStores(document);
    yield* unnamedDatabases(document);
    yield* leftOutTargets(document);
    yield* manyHosts(document);
  },
};

const chains = (document: LintDocument): readonly Found[] => {
  const { explicit, missing } = chainTargets(document);
  if (missing.length === 0 || /\bETH_RPC_URL\b/.test(document.text)) return [];
  const forks = runsOf(document, ['anvil']);
  const certain = explicit.length > 0 || /\b(production|mainnet)\b/i.test(document.text);
  const hits = missing.flatMap((one): readonly (Hit & { group: string })[] => {
    const verb = one.run.args[0]?.value ?? '';
    const fork = forks.findLast(
      ({ command }) => command.index < one.command.index && isNear(document, one, command.section),
    );
    const at = spanOfRun(document, one);
    // In its own section the fork is meant.
    if (fork !== undefined && fork.command.section === one.command.section) return [];
    if (fork !== undefined) {
      const message = `\`cast ${verb}\` without \`--rpc-url\` goes to http://localhost:8545, where the fork of line ${fork.command.line} listens: it answers in place of the real chain.`;
      return [{ group: 'fork', at, message, level: 'high' }];
    }
    const message = `\`cast ${verb}\` without \`--rpc-url\` goes to http://localhost:8545, unless \`ETH_RPC_URL\` is set.`;
    return [{ group: 'default', at, message, level: certain ? 'high' : 'medium' }];
  });
  return gatherBy(hits, ({ group }) => group);
};

/** Under the same heading of the second level. */
const isNear = (document: LintDocument, one: Run, other: number | null): boolean => {
  const parent = sectionOf(document, one.command)?.parent ?? null;
  return other !== null && parent !== null && document.runbook.sections[other]?.parent === parent;
};

/** A JSON-RPC request to a fixed local node, in a runbook whose node has another address. */
const localRpc = (document: LintDocument): readonly Found[] => {
  if (!document.text.includes('jsonrpc')) return [];
  const elsewhere =
    /--rpc-url[ =]["']?\$\{?(\w+)|\b(\w*RPC_URL)=(?!["']?https?:\/\/(?:localhost|127\.))/.exec(document.text);
  const variable = elsewhere?.[1] ?? elsewhere?.[2];
  if (variable === undefined) return [];
  return gather(
    runsOf(document, ['curl']).flatMap((one): readonly Hit[] => {
      const words = one.run.args.map(({ value }) => value);
      const url = words.find((word) => /^https?:\/\/(localhost|127\.0\.0\.1)\b/.test(word));
      if (url === undefined || !words.some((word) => /"jsonrpc"/.test(word)) || !runsHere(one)) return [];
      return [
        {
          at: spanOfRun(document, one),
          message: `it asks the node at \`${url}\`, while this runbook's node is \`$${variable}\`: the answer says nothing about that one.`,
          level: 'high',
        },
      ];
    }),
  );
};

const namespaces = (document: LintDocument): readonly Found[] => {
  const { explicit, missing } = namespaceTargets(document);
  if (missing.length === 0 || contextIsSet.test(document.text)) return [];
  const [example] = explicit;
  if (example === undefined) return gather(withoutAny(document, missing));
  // One or two may be about the cluster's own parts, and the application stands in the default namespace.
  const own = explicit.length >= 3 || explicit.some((one) => !isInfrastructure(namespaceOf(one)));
  if (!own || missing.length > explicit.length) return [];
  const named = namespaceOf(example);
  const others =
    explicit.length === 1
      ? 'another command here names its'
      : `${explicit.length} other commands here name theirs`;
  return gather(
    missing.map((one): Hit => {
      const message = `\`${callName(one)}\` names no namespace and takes the current one; ${others}${named ? ` (\`-n ${example.command.placeholders[0] === undefined ? named : '…'}\`, line ${example.command.line})` : ''}.`;
      return { at: spanOfRun(document, one), message };
    }),
  );
};

const contextIsSet =
  /set-context\b|use-context\b|\bkubens\b|\bkubectx\b|alias k=|oc project\b|\bHELM_NAMESPACE\b|\bkubie\b/;

const namespaceOf = ({ run }: Run): string => kubectlCallOf(run)?.namespace ?? '';

const isInfrastructure = (namespace: string): boolean =>
  namespace === '' ||
  /^(kube-.*|default|monitoring|observability|logging|istio-.*|ingress.*|cert-manager|argocd|flux-system|linkerd.*|velero|longhorn-system|metallb-system|calico-system|openshift-.*|prometheus|grafana|loki)$/.test(
    namespace,
  );

const callName = (one: Run): string =>
  wrapperOf(one, /^(kubectl|oc) /)?.kind ?? `${one.run.program} ${one.run.args[0]?.value ?? ''}`;

/** No namespace anywhere, neither in a command nor in a sentence: in a procedure that is a gap, in a manual it is none. */
const withoutAny = (document: LintDocument, missing: readonly Run[]): readonly Hit[] => {
  if (/\bnamespaces?\b/i.test(document.text)) return [];
  return missing.flatMap((one): readonly Hit[] => {
    if (isReference(document, one.command.section) || one.run.program === 'helm') return [];
    const role = sectionOf(document, one.command)?.role ?? null;
    const changes =
      /^(delete|scale|edit|patch|annotate|label|autoscale|rollout (restart|undo)|set \w+)$/.test(
        kubectlCallOf(one.run)?.subcommand ?? '',
      );
    if (!changes && !/^(diagnosis|remediation|rollback|verification)$/.test(role ?? '')) return [];
    const message = `\`${callName(one)}\` takes whatever namespace the shell of the reader is set to: neither it nor a sentence of this runbook says which.`;
    return [{ at: spanOfRun(document, one), message, level: changes ? 'medium' : 'low' }];
  });
};

/** What ends or empties a store, sent to whatever listens on this machine. */
const localStores = (document: LintDocument): readonly Found[] =>
  gather(
    runsOf(document, /^(redis|valkey)-cli$/).flatMap((one): readonly Hit[] => {
      const words = one.run.args.map(({ value }) => value);
      const verb = words.find((word) => /^(shutdown|flushall|flushdb|swapdb)$/i.test(word));
      if (
        verb === undefined ||
        !runsHere(one) ||
        one.command.origin === 'inline' ||
        words.some((word) => /^(-h|-u|-s)$|^\$/.test(word)) ||
        isReference(document, one.command.section) ||
        entersBefore(document, one)
      )
        return [];
      const message = `\`${one.run.program} ${verb}\` without \`-h\` goes to whatever listens on localhost:6379 where it is typed.`;
      return [{ at: spanOfRun(document, one), message, level: 'medium' }];
    }),
  );

const databases = (document: LintDocument): readonly Found[] =>
  databaseTargets(document).flatMap(({ family, explicit, missing }) => {
    const [other] = explicit;
    if (other === undefined || missing.length > explicit.length * 2) return [];
    const inside = wrapperOf(other, /^(docker|podman|kubectl|docker-compose)\b/);
    const there = inside?.target ? `in \`${inside.target.replace(/^_+|_+$/g, '')}\`` : 'on another host';
    return gather(
      missing.map((one): Hit => ({
        at: spanOfRun(document, one),
        message: `\`${one.run.program}\` names no host and takes the ${family} of this machine, while line ${other.command.line} reaches it ${there}.`,
      })),
    );
  });
