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
  return {
    name: behind.rest.replace(/\s*:$/, '').trim(),
    severity: front.severity ?? behind.severity,
    saysAlert: found?.[1] !== undefined,
  };
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
