// TGT-DEFAULT: a command falls back to a default target, where the runbook means another one.
import { kubectlCallOf } from '../looking/docker-calls.ts';
import { chainTargets, databaseTargets, namespaceTargets } from '../looking/default-targets.ts';
import { gather, gatherBy, type Hit } from '../looking/gather.ts';
import { runsHere, runsOf, sectionOf, spanOfRun, wrapperOf, type Run } from '../looking/runs.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const tgtDefault: Rule = {
  id: 'TGT-DEFAULT',
  level: 'medium',
  summary: 'a command without its target, where the runbook names one elsewhere',
  why: 'It runs against whatever is the default on the machine: another chain, another namespace, an empty local database. It succeeds, and says something about the wrong system.',
  bad: '```bash\ncast block-number --rpc-url $RPC_URL\ncast send $ESCROW "pause()"\n```\n',
  good: '```bash\ncast block-number --rpc-url $RPC_URL\ncast send $ESCROW "pause()" --rpc-url $RPC_URL\n```\n',
  *check(document) {
    yield* chains(document);
    yield* localRpc(document);
    yield* namespaces(document);
    yield* databases(document);
  },
};

const chains = (document: LintDocument): readonly Found[] => {
  if (/\bETH_RPC_URL\b/.test(document.text)) return [];
  const { explicit, missing } = chainTargets(document);
  const forks = runsOf(document).filter(({ run }) => run.program === 'anvil');
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
  const elsewhere =
    /--rpc-url[ =]["']?\$\{?(\w+)|\b(\w*RPC_URL)=(?!["']?https?:\/\/(?:localhost|127\.))/.exec(document.text);
  const variable = elsewhere?.[1] ?? elsewhere?.[2];
  if (variable === undefined) return [];
  return gather(
    runsOf(document).flatMap((one): readonly Hit[] => {
      const words = one.run.args.map(({ value }) => value);
      const url = words.find((word) => /^https?:\/\/(localhost|127\.0\.0\.1)\b/.test(word));
      if (
        one.run.program !== 'curl' ||
        url === undefined ||
        !words.some((word) => /"jsonrpc"/.test(word)) ||
        !runsHere(one)
      )
        return [];
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
  if (/set-context\b|\bkubens\b|\bkubectx\b|alias k=|oc project\b/.test(document.text)) return [];
  const { explicit, missing } = namespaceTargets(document);
  if (explicit.length < 3 || missing.length > explicit.length) return [];
  const [example] = explicit;
  const named = example === undefined ? null : kubectlCallOf(example.run)?.namespace;
  return gather(
    missing.map((one): Hit => {
      const name =
        wrapperOf(one, /^(kubectl|oc) /)?.kind ?? `${one.run.program} ${one.run.args[0]?.value ?? ''}`;
      const message = `\`${name}\` names no namespace and takes the current one; ${explicit.length} other commands here name theirs${named ? ` (\`-n ${example?.command.placeholders[0] === undefined ? named : '…'}\`, line ${example?.command.line ?? 0})` : ''}.`;
      return { at: spanOfRun(document, one), message };
    }),
  );
};

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
