// Commands that name no server, namespace or chain, and take the default of whoever runs them.
import { readArgs } from '../../tools/read-args.ts';
import type { LintDocument } from '../rule.ts';
import { kubectlCallOf } from './docker-calls.ts';
import { isInteractive } from '../../shell/interactive.ts';
import { lookUp } from './look-up.ts';
import { oncePer } from './once.ts';
import { runsHere, runsOf, type Run } from './runs.ts';

export interface Targets {
  readonly explicit: readonly Run[];
  readonly missing: readonly Run[];
}

const split = (runs: readonly Run[], isExplicit: (one: Run) => boolean): Targets => ({
  explicit: runs.filter(isExplicit),
  missing: runs.filter((one) => !isExplicit(one)),
});

const chainVerbs =
  /^(call|send|block|block-number|logs|balance|nonce|tx|receipt|rc|storage|code|codesize|estimate|publish|rpc|chain-id|chain|gas-price|basefee|base-fee|implementation|admin|proof|run|age|client|find-block)$/;

/** cast: without `--rpc-url` it is http://localhost:8545. */
export const chainTargets = (document: LintDocument): Targets =>
  split(
    runsOf(document, ['cast']).filter(({ run }) => chainVerbs.test(run.args[0]?.value ?? '')),
    ({ run }) =>
      run.args.some(({ value }) => /^(--rpc-url|-r$|--flashbots)/.test(value)) ||
      run.assignments.some(({ name }) => name === 'ETH_RPC_URL'),
  );

const clusterWide =
  /^(nodes?|no|ns|namespaces?|pv|persistentvolumes?|crds?|customresourcedefinitions?|clusterroles?|clusterrolebindings?|sc|storageclass(es)?|ingressclass(es)?|priorityclass(es)?|csr|certificatesigningrequests?|cs|componentstatus(es)?|apiservices?|validatingwebhookconfigurations?|mutatingwebhookconfigurations?|volumeattachments?|cluster(?:secretstores?|externalsecrets?|issuers?|polic(?:y|ies)))(\/|$|,)/;
const namespaced =
  /^(get|describe|logs|exec|delete|edit|patch|scale|port-forward|cp|top pods?|rollout \w+|set \w+|annotate|label|expose|autoscale)$/;

/** kubectl on things that stand in a namespace, and helm. */
export const namespaceTargets = (document: LintDocument): Targets =>
  split(
    runsOf(document).filter((one) => {
      const call = kubectlCallOf(one.run);
      if (call === null)
        return (
          one.run.program === 'helm' &&
          /^(upgrade|install|rollback|uninstall|delete|status|history|get)\b/.test(
            one.run.args[0]?.value ?? '',
          )
        );
      if (one.run.wrappers.length > 0 && one.run.stage > 0) return false;
      return (
        namespaced.test(call.subcommand) &&
        !clusterWide.test(call.resource ?? '') &&
        !call.args.options.has('--filename') &&
        !call.args.options.has('--raw')
      );
    }),
    (one) => {
      const args = kubectlCallOf(one.run)?.args ?? readArgs(one.run.program, one.run.args);
      return args !== null && (args.options.has('--namespace') || args.options.has('--all-namespaces'));
    },
  );

const databases: Readonly<Record<string, { readonly family: string; readonly variable: RegExp }>> = {
  psql: { family: 'PostgreSQL', variable: /\bPGHOST\b|\bPGSERVICE\b/ },
  pg_dump: { family: 'PostgreSQL', variable: /\bPGHOST\b|\bPGSERVICE\b/ },
  pg_dumpall: { family: 'PostgreSQL', variable: /\bPGHOST\b/ },
  pg_restore: { family: 'PostgreSQL', variable: /\bPGHOST\b/ },
  vacuumdb: { family: 'PostgreSQL', variable: /\bPGHOST\b/ },
  mysql: { family: 'MySQL', variable: /\bMYSQL_HOST\b/ },
  mysqldump: { family: 'MySQL', variable: /\bMYSQL_HOST\b/ },
  'redis-cli': { family: 'Redis', variable: /$^/ },
  mongosh: { family: 'MongoDB', variable: /$^/ },
  mongodump: { family: 'MongoDB', variable: /$^/ },
  mongorestore: { family: 'MongoDB', variable: /$^/ },
};

export interface DatabaseTargets extends Targets {
  readonly family: string;
}

/** Database clients on this machine without a host, and those of the same family that reach it otherwise. */
export const databaseTargets = (document: LintDocument): readonly DatabaseTargets[] => {
  const runs = runsOf(document, Object.keys(databases));
  const families = Map.groupBy(runs, ({ run }) => lookUp(databases, run.program)?.family ?? '');
  return [...families].flatMap(([family, ofFamily]): readonly DatabaseTargets[] => {
    const variables = new Set(ofFamily.map(({ run }) => lookUp(databases, run.program)?.variable));
    if ([...variables].some((variable) => variable?.test(document.text) === true)) return [];
    const { explicit, missing } = split(ofFamily, (one) => namesServer(one) || !runsHere(one));
    return [{ family, explicit, missing: missing.filter((one) => !isLocal(document, one)) }];
  });
};

const namesServer = ({ run }: Run): boolean =>
  run.args.some(
    ({ value }) =>
      /^(-h|--host|--uri|--url|-u$|-S|--socket|--service)/.test(value) ||
      /^\w+:\/\/|\$|^(service|host)=/.test(value),
  );

/** Meant for this machine: as the database's own user, or typed inside a container that was entered before. */
const isLocal = (document: LintDocument, one: Run): boolean =>
  one.run.wrappers.some(({ kind }) => /^(sudo|su|runuser|gosu)\b/.test(kind)) ||
  one.run.args.some(({ value }) => /^--(version|help)$/.test(value)) ||
  entersBefore(document, one);

/** A shell in a container or on another host was opened earlier in the fence. */
export const entersBefore = (document: LintDocument, { command }: Run): boolean =>
  command.block !== null && (entries(document).get(command.block) ?? Infinity) < command.index;

/** By fence: the first command that enters one. */
const entries = oncePer((document: LintDocument): ReadonlyMap<number, number> => {
  const first = new Map<number, number>();
  for (const { command, run } of runsOf(document)) {
    const enters =
      (/^(ba|z|a|da|k)?sh$/.test(run.program) && isInteractive(run) && run.wrappers.length > 0) ||
      /^(ssh|su|sudo)$/.test(run.program);
    if (enters && command.block !== null && !first.has(command.block))
      first.set(command.block, command.index);
  }
  return first;
});
