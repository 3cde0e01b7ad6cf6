// Arguments that kubectl and docker don't take: patterns, names without a kind, commands without `--`.
import { readArgs, type ReadArgs } from '../../tools/read-args.ts';
import { dockerCallOf } from './docker-calls.ts';
import type { Wrong } from './report.ts';
import type { Run } from './runs.ts';

export const wrongKubernetesArguments = (one: Run): Wrong | null => {
  const { run } = one;
  const exec = run.wrappers.find(({ kind }) => kind === 'kubectl exec');
  if (
    exec !== undefined &&
    !one.read.text.slice(run.from, run.to).includes(' -- ') &&
    run.wrappers.length === 1
  ) {
    return {
      message: `\`kubectl exec POD ${run.program}\` without \`--\` is no longer taken: "exec [POD] [COMMAND] is not supported anymore".`,
      suggestion: `write \`-- ${run.program}\``,
    };
  }
  if (run.program === 'docker' || run.program === 'podman') return ofDocker(one);
  if (run.program !== 'kubectl' && run.program !== 'oc') return null;
  const args = readArgs(run.program, run.args);
  return args === null
    ? null
    : (patternFor(args) ??
        kindTwice(args) ??
        notRestartable(args) ??
        withoutKind(args) ??
        withoutFile(args) ??
        incomplete(args));
};

const patternFor = ({ program, subcommand, positionals }: ReadArgs): Wrong | null => {
  if (
    !/^(get|describe|delete|logs|exec|edit|scale|label|annotate|cordon|drain|port-forward|rollout \w+)$/.test(
      subcommand,
    )
  )
    return null;
  const word = positionals.find(({ value, raw }) => /[\w-]\*|\*[\w-]/.test(value) && !raw.includes('$'));
  return word === undefined
    ? null
    : {
        message: `\`${program} ${subcommand}\` takes no pattern: \`${word.value}\` is looked for as a name, and not found.`,
      };
};

const withoutKind = ({ program, subcommand, positionals, options }: ReadArgs): Wrong | null => {
  const [first, second] = positionals.map(({ value }) => value);
  if (first === undefined || options.has('--filename') || options.has('--selector')) return null;
  if (subcommand === 'logs' && second !== undefined && kinds.test(first)) {
    return {
      message: `\`${program} logs ${first} ${second}\` looks for a pod named \`${first}\`, container \`${second}\`.`,
      suggestion: `write \`${first}/${second}\``,
    };
  }
  const needsKind = /^rollout (restart|undo|status|history|pause|resume)$|^scale$|^autoscale$/.test(
    subcommand,
  );
  return needsKind &&
    second === undefined &&
    !first.includes('/') &&
    !kinds.test(first) &&
    /^[a-z][\w-]*$/i.test(first)
    ? {
        message: `\`${program} ${subcommand} ${first}\` names no kind of resource: \`${first}\` is taken for one.`,
        suggestion: `write \`deployment/${first}\``,
      }
    : null;
};

/** `kubectl delete deployment/api ns shop`: behind TYPE/NAME nothing else is taken. */
const kindTwice = ({ program, subcommand, positionals }: ReadArgs): Wrong | null => {
  if (!/^(get|describe|delete|edit|scale|rollout \w+)$/.test(subcommand)) return null;
  const [first, ...others] = positionals.map(({ value }) => value);
  const plain = others.find((value) => !value.includes('/') && !value.includes('='));
  if (first === undefined || !/^[a-z][\w.]*\/[^/]+$/i.test(first) || plain === undefined) return null;
  return {
    message: `\`${program} ${subcommand} ${first} ${plain}\` is refused: behind TYPE/NAME no type or name of its own is taken.`,
    ...(/^(ns|namespace)$/.test(plain) ? { suggestion: `write \`-n\` in place of \`${plain}\`` } : {}),
  };
};

/** Only what has a template can be rolled out. */
const notRestartable = ({ program, subcommand, positionals }: ReadArgs): Wrong | null => {
  const kind = positionals[0]?.value.split('/')[0] ?? '';
  return /^rollout (restart|undo|status)$/.test(subcommand) &&
    /^(pods?|po|jobs?|cronjobs?|svc|services?|cm|configmaps?)$/.test(kind)
    ? {
        message: `\`${program} ${subcommand}\` takes no ${kind}: only Deployments, StatefulSets and DaemonSets are rolled out.`,
      }
    : null;
};

/** `kubectl apply deploy.yaml`: a file is only taken by `-f`. */
const withoutFile = ({ program, subcommand, positionals, options }: ReadArgs): Wrong | null => {
  const file = positionals.find(({ value }) => /\.(ya?ml|json)$/.test(value))?.value;
  return file === undefined ||
    !/^(apply|create|replace|delete|diff)$/.test(subcommand) ||
    options.has('--filename') ||
    options.has('--kustomize')
    ? null
    : {
        message: `\`${program} ${subcommand} ${file}\` names no file: one is only taken behind \`-f\`.`,
        suggestion: `write \`-f ${file}\``,
      };
};

const incomplete = ({ program, subcommand, positionals, options }: ReadArgs): Wrong | null => {
  if (subcommand === 'scale' && positionals.length > 0 && !options.has('--replicas')) {
    return { message: `\`${program} scale\` without \`--replicas\` is refused: it is required.` };
  }
  if (
    subcommand === 'get' &&
    options.has('--filename') &&
    options.get('--filename')?.at(-1)?.value === null
  ) {
    return {
      message: `\`${program} get -f\` wants a file; to go on watching it is \`-w\`.`,
      suggestion: 'use `-w`',
    };
  }
  return subcommand === 'port-forward' && positionals.length === 1
    ? { message: `\`${program} port-forward ${positionals[0]?.value ?? ''}\` names no port, and is refused.` }
    : null;
};

const kinds =
  /^(pods?|po|deployments?|deploy|statefulsets?|sts|daemonsets?|ds|jobs?|replicasets?|rs|svc|services?|replicationcontrollers?|rc|dc|deploymentconfigs?)(\.\w+)*$/;

const ofDocker = ({ run }: Run): Wrong | null => {
  const call = dockerCallOf(run);
  if (call === null || call.compose) return null;
  const { verb, args } = call;
  const [first, second] = args.positionals;
  if (/^(logs|stop|start|restart|rm|kill|inspect|exec)$/.test(verb)) {
    const pattern = args.positionals.find(
      ({ value, raw }) => /[\w-]\*/.test(value) && !raw.includes('$') && !value.includes('/'),
    );
    if (pattern !== undefined)
      return {
        message: `\`docker ${verb}\` takes no pattern: \`${pattern.value}\` is looked for as a name.`,
      };
  }
  if (verb === 'logs' && second !== undefined && !args.doubtful && args.unknown.length === 0) {
    return { message: `\`docker logs\` takes one container: \`${second.value}\` is one word too many.` };
  }
  return verb === 'exec' && first !== undefined && second === undefined && args.unknown.length === 0
    ? { message: `\`docker exec ${first.value}\` says nothing to run in the container, and is refused.` }
    : null;
};
