// Names of alerts: what a title or a bold word is called without its ornaments.
import { severityBehind, takeSeverity } from '../markdown/severities.ts';

export interface NamedTitle {
  readonly name: string;
  readonly severity: string | null;
  /** The title says that it is an alert: "Alert: HighErrorRate". */
  readonly saysAlert: boolean;
}

const lead =
  /^(?:(?:prometheus )?(alert|alarm|alerte|alarme)|incident|issue|problem|scenario|runbook|playbook)(?:\s*#?\d+)?\s*[:–—-]\s+/i;

/** "Alert: InstanceDown (severity: critical)" → InstanceDown, critical. */
export const nameOfTitle = (title: string): NamedTitle => {
  const plain = title.replace(/^\d+(?:\.\d+)*[.)]\s+/, '');
  const found = lead.exec(plain);
  const front = takeSeverity(found === null ? plain : plain.slice(found[0].length));
  const behind = severityBehind(front.rest);
  const name = behind.rest.replace(limitBehind, '').replace(/\s*:$/, '').trim();
  return {
    name: machineNameBehind(name) ?? name,
    severity: front.severity ?? behind.severity,
    saysAlert: found?.[1] !== undefined,
  };
};

/** "High Latency (p95 > 500ms)", "High Error Rate (>1%)": the limit is no part of the name. */
const limitBehind =
  /\s*\([^()]{0,60}(?:[<>≤≥=]|\b(?:above|below|over|under|exceeds?|than)\b)[^()]{0,80}\)\s*$/i;

/** "Node out of sync (NodeOutOfSync)": the rule's own name. */
const machineNameBehind = (title: string): string | null => {
  const found = /\(\s*([A-Za-z_]\w*)\s*\)$/.exec(title)?.[1];
  return found !== undefined && isMachineName(found) ? found : null;
};

/** `HighErrorRate`, `DEAD_LETTER_JOB`, `kube-pod-crash`: a name that a machine has given, or will take. */
export const isMachineName = (text: string): boolean =>
  /^(?:[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+|[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)$/.test(
    text,
  );

const general =
  /^(?:monitoring|overview|observability|alert(?:s|ing)?(?: .*)?|dashboards?|metrics|key metrics|slos?\b.*|introduction|summary|details|notes?|general|incidents?|operations?|troubleshooting|health checks?|runbooks?|procedures?)$/i;

/** A title of a part of the document and no name of an alert. */
export const isGeneralTitle = (title: string): boolean => general.test(title);

const states =
  /(?:^|[a-z0-9_])(?:High|Low|Down|Errors?|Fail(?:ed|ing|ures?)?|Latency|Slow|Full|Lag(?:ging)?|Exhausted|Crash\w*|Stuck|Unavailable|Unreachable|Missing|Absent|Burn\w*|Breach\w*|Critical|TooMany|TooHigh|TooLow|TooLong|Outage|Loss|Exceeded|Saturat\w*|Throttl\w*|Timeouts?|Stale|Stalled|Backlog|Degraded|Expir\w*|Restart\w*|Spike|Drop\w*|Mismatch|Unhealthy|NotReady|Gt\d+|Lt\d+|Alert|Alarm)(?=[A-Z0-9_]|$)/i;

/** A machine's name that says what is wrong: `LoginFailuresGt5`, and not `MaxConnections`. */
export const namesTrouble = (text: string): boolean => isMachineName(text) && states.test(text);
