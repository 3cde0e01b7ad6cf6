// Which column of a table says what, by the words of its header.
import type { ReadTable } from '../blocks/tables.ts';
import { withoutAccents } from '../markdown/accents.ts';

export interface ThresholdColumn {
  readonly column: number;
  readonly severity: string | null;
  /** A bare amount is a limit here: "Warning", "Threshold"; not so under "Condition". */
  readonly takesAmounts: boolean;
}

export interface TableColumns {
  readonly name: number | null;
  readonly metric: number;
  readonly severity: number | null;
  /** Columns whose cells are conditions; a severity where the header is one: "Warning", "Critical". */
  readonly conditions: readonly ThresholdColumn[];
  readonly hold: number | null;
  readonly window: number | null;
  readonly target: number | null;
  /** The header alone says that this is about objectives, or about alerts. */
  readonly saysObjectives: boolean;
  readonly isSure: boolean;
}

const patterns = {
  name: /^(?:alerts?|alert ?names?|alarms?|rule|alert rule|alerte|alarm|name)$/,
  metric:
    /^(?:metrics?|signals?|indicators?|slis?|monitor(?:ed)?|parameter|measure|kpi|metrik|metrique|slo|objective|service level.*|metric name)$/,
  component: /^(?:component|service|resource|system|host|komponente|dienst|composant)$/,
  severity: /^(?:severity|priority|level|sev|urgency|schweregrad|prioritat|gravite|severite)$/,
  condition:
    /\b(?:conditions?|thresholds?|triggers?|expr|expressions?|promql|query|fires? (?:when|if)|alert (?:when|if|at|on)|alert(?:ing)?|alarm at|schwelle|schwellwert|seuil|bedingung)\b/,
  hold: /^(?:for|duration|hold|pending|dauer|duree)\b/,
  window: /\b(?:window|period|interval|timeframe|over)\b/,
  target: /\b(?:target|goal|ziel|cible)\b/,
  objective: /\b(?:objective|slo|sla)\b/,
} as const;

const tier =
  /^(?:warn(?:ing)?|critical|crit|page|ticket|info|high|medium|low|major|minor|emergency|error|p[0-5]|sev-?[0-5]|yellow|red|warnung|kritisch|critique|avertissement)(?: (?:thresholds?|alerts?|limits?|level|at|schwelle|seuil))?(?: \([^)]*\))?$/;

export const columnsOf = ({ header }: ReadTable): TableColumns => {
  const titles = header.map(({ text }) => plain(text));
  const first = (pattern: RegExp, but: readonly number[] = []): number | null => {
    const at = titles.findIndex((title, index) => pattern.test(title) && !but.includes(index));
    return at === -1 ? null : at;
  };
  const tiers = titles.flatMap((title, column) =>
    tier.test(title) ? [{ column, severity: /^[\p{L}\p{N}-]+/u.exec(title)?.[0] ?? null }] : [],
  );
  const severity = first(patterns.severity);
  // The first column names the objective, the value stands behind it.
  const target = first(patterns.target) ?? first(patterns.objective, [0]);
  const named = first(patterns.name);
  const name = target !== null && named !== 0 ? null : named;
  const taken = [name, severity, target].filter((column) => column !== null);
  const stated = titles.flatMap((title, column) =>
    patterns.condition.test(title) && !taken.includes(column)
      ? [{ column, severity: null, takesAmounts: /threshold|limit|alert|schwell|seuil/.test(title) }]
      : [],
  );
  const metric = first(patterns.metric, target === null ? [] : [target]) ?? first(patterns.component) ?? 0;
  const conditions = [
    ...tiers.map(({ column, severity: word }) => ({ column, severity: normal(word), takesAmounts: true })),
    ...stated,
  ].filter(({ column }) => column !== metric || stated.length + tiers.length === 1);
  return {
    name,
    metric,
    severity,
    conditions,
    hold: first(
      patterns.hold,
      conditions.map(({ column }) => column),
    ),
    window: first(
      patterns.window,
      conditions.map(({ column }) => column),
    ),
    target,
    saysObjectives: /\b(?:slos?|slis?|slas?|objectives?|service level)\b/.test(titles.join(' ')),
    isSure:
      tiers.length > 1 ||
      (name !== null && stated.length > 0) ||
      /alert|threshold|alarm/.test(titles.join(' ')) ||
      (severity !== null && stated.length > 0),
  };
};

const normal = (word: string | null): string | null =>
  word === null
    ? null
    : ({ warn: 'warning', crit: 'critical', yellow: 'warning', red: 'critical' }[word] ?? word);

const plain = (text: string): string =>
  withoutAccents(text)
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/\s+/g, ' ')
    .trim();
