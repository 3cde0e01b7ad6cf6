// PLATFORM-MIX: words or commands of another platform than the one that the runbook runs on.
import { dockerCall } from '../../tools/calls.ts';
import { gather, type Hit } from '../looking/gather.ts';
import { macCommands, platformsOf } from '../looking/platforms.ts';
import { runsOf, spanOfRun, wrapperOf, type Run } from '../looking/runs.ts';
import { saidLines } from '../looking/said.ts';
import type { LintDocument, Rule } from '../rule.ts';

export const platformMix: Rule = {
  id: 'PLATFORM-MIX',
  level: 'medium',
  summary:
    'Kubernetes words in a Compose runbook, docker on Kubernetes, systemd in a container, macOS on a server',
  why: 'Text that was carried over from another platform sends people to look for pods that do not exist. systemctl in a container has no systemd to talk to.',
  bad: '```bash\ndocker exec shop-api-1 systemctl restart nginx\n```\n',
  good: '```bash\ndocker restart shop-api-1\n```\n',
  *check(document) {
    const runs = runsOf(document);
    yield* gather(runs.flatMap((one): readonly Hit[] => systemdInside(document, one)));
    yield* gather(macCommands(document));
    const { compose, kubernetes, containers, host } = platformsOf(document);
    if (compose >= 3 && kubernetes === 0) yield* gather(kubernetesWords(document));
    if (host >= 3 && containers + kubernetes === 0) yield* gather(containerWords(document));
    if (kubernetes >= 3 && compose === 0) yield* gather(runs.flatMap((one) => dockerOnNode(document, one)));
  },
};

const systemdInside = (document: LintDocument, one: Run): readonly Hit[] => {
  const wrapper = wrapperOf(one, /^(docker|podman|kubectl|oc)\b.* exec$/);
  return wrapper !== undefined && /^(systemctl|journalctl|timedatectl|hostnamectl)$/.test(one.run.program)
    ? [
        {
          at: spanOfRun(document, one),
          message: `\`${one.run.program}\` by \`${wrapper.kind}\`: in a container there is no systemd to answer ("System has not been booted with systemd").`,
          level: 'high',
        },
      ]
    : [];
};

const words = /\b(pods?|kubelet|replica ?sets?|stateful ?sets?|daemon ?sets?|HPA|config ?maps?)\b/i;

/** Only where the runbook never says that it also runs there. */
const kubernetesWords = (document: LintDocument): readonly Hit[] => {
  if (kubernetesNamed.test(document.text)) return inPassing(document);
  return document.runbook.blocks.flatMap((block): readonly Hit[] => {
    if (block.kind === 'fence' || block.kind === 'front-matter' || block.kind === 'html') return [];
    return document.lines.slice(block.line - 1, block.endLine).flatMap((text, offset): readonly Hit[] => {
      const found = words.exec(text.replace(/`[^`]*`/g, ''));
      // `pod/container` speaks of both.
      if (found === null || /pods?\s*(\/|or)\s*containers?|containers?\s*(\/|or)\s*pods?/i.test(text))
        return [];
      const line = block.line + offset;
      return [
        {
          at: { line, endLine: line },
          message: `"${found[0]}" is a word of Kubernetes, but every command of this runbook is Compose.`,
        },
      ];
    });
  });
};

const kubernetesNamed = /\b(kubernetes|k8s|kubectl|helm|openshift|eks|gke|aks)\b/i;

/** "(in k8s scale replicas)" in a step: said once, with no command of Kubernetes and no other page to go to. */
const inPassing = (document: LintDocument): readonly Hit[] => {
  const named = document.runbook.blocks.filter(
    (block) =>
      block.kind !== 'front-matter' &&
      kubernetesNamed.test(document.lines.slice(block.line - 1, block.endLine).join('\n')),
  );
  const [one, other] = named;
  if (one === undefined || other !== undefined || one.kind !== 'list-item') return [];
  const text = document.lines.slice(one.line - 1, one.endLine).join('\n');
  if (
    !/\b(scale|restart|roll ?back|roll ?out|redeploy|drain|delete)\b/i.test(text) ||
    /\]\(|\.md\b|`|\bsee\b/i.test(text)
  )
    return [];
  return [
    {
      at: { line: one.line, endLine: one.endLine },
      message: `"${kubernetesNamed.exec(text)?.[0] ?? ''}" is another platform: every command of this runbook is Compose, and for this step it has none.`,
      level: 'low',
    },
  ];
};

/** "Restart the pod/container" where a process manager of the host runs everything. */
const containerWords = (document: LintDocument): readonly Hit[] => {
  if (/\b(docker|podman|compose|kubernetes|k8s|openshift|ecs|fargate|cloud run|nomad)\b/i.test(document.text))
    return [];
  return saidLines(document).flatMap(({ line, words: said, kind }): readonly Hit[] => {
    const found =
      /\b(?:re-?start|recreate|delete|kill|scale|redeploy)\w*\s+(?:the\s+|all\s+)?(?:\w+\s+)?(pods?|containers?)\b/i.exec(
        said,
      );
    return found === null || kind === 'heading'
      ? []
      : [
          {
            at: { line, endLine: line },
            message: `"${found[0]}": by its commands this runbook's services run under a process manager of the host, not in ${found[1]?.startsWith('c') === true ? 'containers' : 'pods'}.`,
          },
        ];
  });
};

/** Nodes have run containerd since Kubernetes 1.24. */
const dockerOnNode = (document: LintDocument, one: Run): readonly Hit[] => {
  const call = dockerCall(one.run);
  return call !== null && /^(ps|logs|exec|restart|inspect|stats|kill|stop|start)$/.test(call.subcommand)
    ? [
        {
          at: spanOfRun(document, one),
          message: `\`docker ${call.subcommand}\` in a Kubernetes runbook: since 1.24 nodes run containerd, and docker does not see its containers.`,
          level: 'low',
          suggestion: 'use `kubectl`, or `crictl` on the node',
        },
      ]
    : [];
};
