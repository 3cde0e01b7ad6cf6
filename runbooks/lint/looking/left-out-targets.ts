// Options that say where to: of several clusters, regions, projects or endpoints a runbook names, and one command does not.
import { optionValue, readArgs } from '../../tools/read-args.ts';
import type { LintDocument } from '../rule.ts';
import type { Found } from '../rule.ts';
import { gather } from './gather.ts';
import { runsHere, runsOf, spanOfRun, wrapperOf, type Run } from './runs.ts';

interface Where {
  readonly programs: RegExp;
  readonly option: string;
  /** What the option names. */
  readonly what: string;
  /** Set like this, it holds for all commands. */
  readonly set: RegExp;
  /** What is the same everywhere. */
  readonly global: RegExp;
}

const wheres: readonly Where[] = [
  {
    programs: /^(kubectl|oc)$/,
    option: '--context',
    what: 'context',
    set: /use-context\b|\bkubectx\b|\bKUBECONFIG\b|--kubeconfig|\bkubie\b|update-kubeconfig|get-credentials/,
    global: /^(config|version|kustomize|api-resources|explain|completion|plugin)\b/,
  },
  {
    programs: /^helm$/,
    option: '--kube-context',
    what: 'context',
    set: /use-context\b|\bkubectx\b|\bKUBECONFIG\b|--kubeconfig|update-kubeconfig|get-credentials/,
    global: /^(repo|search|show|template|lint|package|version|pull|dependency|plugin)\b/,
  },
  {
    programs: /^aws$/,
    option: '--region',
    what: 'region',
    set: /\bAWS_(DEFAULT_)?REGION\b|aws configure\b/,
    global:
      /^(s3|s3api|iam|sts|route53|cloudfront|configure|sso|organizations|support|ce|budgets|shield|globalaccelerator)\b/,
  },
  {
    programs: /^gcloud$/,
    option: '--project',
    what: 'project',
    set: /config set (core\/)?project|\bCLOUDSDK_CORE_PROJECT\b|configurations activate/,
    global: /^(config|auth|components|info|projects|organizations|version|init)\b/,
  },
  {
    programs: /^etcdctl$/,
    option: '--endpoints',
    what: 'endpoint',
    set: /\bETCDCTL_ENDPOINTS\b/,
    global: /^(version|snapshot (status|restore)|completion)\b/,
  },
];

export const leftOutTargets = (document: LintDocument): readonly Found[] => {
  const found = wheres.flatMap((where) => ofWhere(document, where));
  return found.length > 0 ? found : oneContext(document);
};

/** Of two clusters the commands for one name it, and those for the other go to whichever is current: it may be the first. */
const oneContext = (document: LintDocument): readonly Found[] => {
  const [where] = wheres;
  if (where === undefined || where.set.test(document.text) || !document.text.includes('--context')) return [];
  const calls = runsOf(document).filter(
    (one) => one.command.origin === 'fence' && one.run.stage === 0 && clusterWords(one) !== null,
  );
  const named = calls.filter((one) => clusterWords(one)?.some((word) => /^--context\b/.test(word)));
  const [first] = named;
  if (first === undefined || new Set(named.map(({ command }) => command.line)).size < 2) return [];
  const missing = calls.filter((one) => !named.includes(one));
  return gather(
    missing.map((one) => ({
      at: spanOfRun(document, one),
      message: `\`kubectl\` names no context here and takes the current one, which may be the one that line ${first.command.line} names.`,
      level: /^(W|X)/.test(one.command.commandClass) ? ('high' as const) : ('medium' as const),
    })),
  );
};

/** What `kubectl` itself is told, also where something runs through it. */
const clusterWords = (one: Run): readonly string[] | null => {
  const wrapper = wrapperOf(one, /^(kubectl|oc)\b/);
  if (wrapper !== undefined) return wrapper.words.map(({ value }) => value);
  return /^(kubectl|oc)$/.test(one.run.program) &&
    callOf(one) !== '' &&
    !/^(config|version)\b/.test(callOf(one))
    ? one.run.args.map(({ value }) => value)
    : null;
};

const ofWhere = (document: LintDocument, where: Where): readonly Found[] => {
  const runs = runsOf(document, where.programs).filter((one) => isAsked(one, where));
  const named = new Map(
    runs.flatMap((one) => {
      const value = valueOf(one, where);
      return value === null ? [] : [[value, one.command.line] as const];
    }),
  );
  const missing = runs.filter((one) => valueOf(one, where) === null);
  // One name may be a peculiarity of one command; two are two places that somebody mixes up.
  if (named.size < 2 || missing.length > runs.length - missing.length) return [];
  if (where.set.test(document.text)) return [];
  const names = [...named.keys()].slice(0, 3).map((name) => `\`${name}\``);
  return gather(
    missing.map((one) => ({
      at: spanOfRun(document, one),
      message: `\`${one.run.program} ${callOf(one).slice(0, 40)}\` names no ${where.what} and takes the one that is set; this runbook works with ${names.join(', ')}.`,
      level: /^(W|X)/.test(one.command.commandClass) ? ('high' as const) : ('medium' as const),
    })),
  );
};

const isAsked = (one: Run, { global }: Where): boolean =>
  one.command.origin === 'fence' &&
  runsHere(one) &&
  one.run.stage === 0 &&
  callOf(one) !== '' &&
  !global.test(callOf(one));

const callOf = ({ run }: Run): string =>
  run.args
    .map(({ value }) => value)
    .filter((value) => !value.startsWith('-'))
    .slice(0, 2)
    .join(' ');

/** Etcd's option is in no table. */
const valueOf = ({ run }: Run, { option }: Where): string | null => {
  const args = readArgs(run.program, run.args);
  if (args !== null && args.options.has(option)) return optionValue(args, option) ?? '';
  const at = run.args.findIndex(({ value }) => value === option || value.startsWith(`${option}=`));
  if (at < 0) return null;
  const value = run.args[at]?.value ?? '';
  return value === option ? (run.args[at + 1]?.value ?? '') : value.slice(option.length + 1);
};
