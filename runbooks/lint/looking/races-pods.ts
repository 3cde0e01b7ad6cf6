// A pod that is deleted, a deployment that is scaled, a record in the DNS: what is asked right behind them meets the old state, or nothing.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn, runsIn, type Call } from './calls.ts';
import { httpOf } from './http-calls.ts';
import { kubectlOf } from './lifecycle-kubernetes.ts';
import { pausesBetween, waitsInText } from './pauses.ts';
import { eachAfter, isReference } from './sections.ts';

export interface LateRace {
  readonly first: Command;
  readonly next: Command;
  /** To follow "`next` comes right after `first`". */
  readonly says: string;
  readonly level: 'medium' | 'low';
}

export const lateRaces = (document: LintDocument): readonly LateRace[] =>
  document.runbook.commands.flatMap((first): readonly LateRace[] => {
    if (isReference(document, first.section)) return [];
    const call = callsIn(document, first).find(takesTime);
    if (call === undefined) return [];
    const [next] = eachAfter(document, first);
    if (next?.section !== first.section || isOptional(next)) return [];
    return [raceOf(document, call, first, next)].flatMap((race) => race ?? []);
  });

const takesTime = (call: Call): boolean =>
  deletedPod(call) !== null || isScaled(call) || changesDns(call) || clearsEdge(call);

const isOptional = ({ label }: Command): boolean => label !== null && /\b(?:if|when|or)\b/i.test(label);

const raceOf = (document: LintDocument, call: Call, first: Command, next: Command): LateRace | null => {
  const pod = deletedPod(call);
  if (pod !== null) return afterPod(document, pod, first, next);
  if (pausesBetween(document, first, next)) return null;
  if (isScaled(call) && callsIn(document, next).some((one) => asksService(one)))
    return { first, next, says: ', which returns before the new replicas are ready', level: 'medium' };
  if (changesDns(call) && callsIn(document, next).some(resolves))
    return {
      first,
      next,
      says: ': until the record is through and its TTL has run out, the old answer is what comes back',
      level: 'medium',
    };
  if (clearsEdge(call) && callsIn(document, next).some((one) => httpOf(one)?.method === 'GET'))
    return { first, next, says: ', which returns before the edge has dropped its copies', level: 'medium' };
  return null;
};

/** The pod by its own name, as a StatefulSet gives it again; null for selectors and for what does not come back under it. */
const deletedPod = (call: Call): string | null => {
  const kubectl = kubectlOf(call);
  if (kubectl?.subcommand !== 'delete') return null;
  const [first = '', second] = kubectl.resources;
  const slash = /^(?:po|pods?)\/(.+)$/.exec(first)?.[1];
  return slash ?? (/^(?:po|pods?)$/.test(first) ? (second ?? null) : null);
};

const afterPod = (document: LintDocument, pod: string, first: Command, next: Command): LateRace | null => {
  const calls = callsIn(document, next);
  const waited = calls
    .map(kubectlOf)
    .find(
      (kubectl) => kubectl?.subcommand === 'wait' && kubectl.resources.some((name) => nameOf(name) === pod),
    );
  if (waited !== undefined)
    return waited?.words.some((word) => /^--for=(?:delete|create)/.test(word)) === true ||
      waitsInText(document, first, next)
      ? null
      : {
          first,
          next,
          says: ': it fails with NotFound as long as the pod has not been made anew',
          level: 'low',
        };
  if (pausesBetween(document, first, next)) return null;
  const inside = calls.some((call) => runsIn(call) === pod || isOpened(call, pod));
  return inside || calls.some(asksService)
    ? { first, next, says: ', which returns before the pod that replaces it is ready', level: 'medium' }
    : null;
};

const nameOf = (resource: string): string => resource.replace(/^\w+\//, '');

const isOpened = (call: Call, pod: string): boolean => {
  const kubectl = kubectlOf(call);
  return (
    kubectl !== null &&
    /^(?:exec|port-forward|cp|attach)$/.test(kubectl.subcommand) &&
    kubectl.resources.some((name) => nameOf(name).split(':')[0] === pod)
  );
};

const isScaled = (call: Call): boolean => {
  const kubectl = kubectlOf(call);
  return kubectl?.subcommand === 'scale' && !kubectl.words.some((word) => /^--replicas=?0$|^0$/.test(word));
};

const asksService = (call: Call): boolean => {
  const http = httpOf(call);
  return (
    http?.method === 'GET' && !/:(?:9090|9093|3001)\b|prometheus|grafana|\/api\/v1\/query/i.test(http.url)
  );
};

const changesDns = ({ program, words }: Call): boolean => {
  if (!/^(?:aws|gcloud|az|nsupdate)$/.test(program)) return false;
  const line = words.join(' ');
  return (
    (program === 'aws' && /\broute53 change-resource-record-sets\b/.test(line)) ||
    (program === 'gcloud' && /\bdns record-sets (?:transaction execute|update|create)\b/.test(line)) ||
    (program === 'az' && /\bnetwork dns record-set \w+ (?:add-record|update|set-record)\b/.test(line)) ||
    program === 'nsupdate'
  );
};

const resolves = (call: Call): boolean =>
  /^(?:dig|nslookup|host|drill)$/.test(call.program) || httpOf(call)?.method === 'GET';

const clearsEdge = ({ program, words }: Call): boolean => {
  if (!/^(?:aws|gcloud)$/.test(program)) return false;
  const line = words.join(' ');
  return (
    (program === 'aws' && /\bcloudfront create-invalidation\b/.test(line)) ||
    (program === 'gcloud' && /\bcdn-cache\b|\binvalidate-cdn-cache\b/.test(line) && /--async/.test(line))
  );
};
