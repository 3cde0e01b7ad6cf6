// Headings that are alerts: "Alert: InstanceDown (severity: critical)", whose condition stands somewhere else, and those that
// give the limit themselves: "High Latency (p95 > 500ms)", "CPU above 80% for 10 minutes".
import type { Heading } from '../markdown/headings.ts';
import type { MarkdownDocument } from '../markdown/document.ts';
import type { TextLeaf } from '../markdown/leaves.ts';
import { nameOfTitle } from './alert-names.ts';
import type { AlertDraft } from './draft.ts';
import { listsObjectives } from './objectives.ts';
import { readConditions } from './read-conditions.ts';
import type { SectionPlaces } from './section-places.ts';
import { wholeOf, type FoundCondition } from './statement.ts';
import { worded } from './wordings.ts';

export const headingAlerts = (
  { leaves, outline }: MarkdownDocument,
  places: SectionPlaces,
  known: readonly AlertDraft[],
): readonly AlertDraft[] => {
  const answered = Map.groupBy(known, ({ section }) => places.ownerOf(section)?.index ?? section);
  const found: AlertDraft[] = [];
  for (const [at, leaf] of leaves.entries()) {
    const section = outline.sectionOf[at] ?? null;
    const heading = outline.headings[at] ?? null;
    if (heading === null || section === null || (leaf.kind !== 'heading' && leaf.kind !== 'paragraph'))
      continue;
    const own = answered.get(section) ?? [];
    const draft =
      limitAlert(leaf, heading, section, places, own) ??
      (leaf.kind === 'heading' && own.length === 0 ? namedAlert(leaf, heading, section) : null);
    if (draft !== null) found.push(draft);
  }
  return found;
};

/** Its name is all that is known of its condition. */
const namedAlert = (leaf: TextLeaf, heading: Heading, section: number): AlertDraft | null => {
  const { name, severity, saysAlert } = nameOfTitle(heading.title);
  if (!saysAlert || /^(?:[<[{$]|$)/.test(name)) return null;
  const start = Math.max(0, leaf.inline.plain.indexOf(name));
  const statement = { ...wholeOf(leaf.inline), from: start, to: start + name.length };
  const condition = { ...worded(statement), form: 'T8', text: name } as const;
  return draftOf(leaf, section, name, heading.severity ?? severity, [condition]);
};

/** Longer titles are sentences. */
const longest = 120;

const limitAlert = (
  leaf: TextLeaf,
  heading: Heading,
  section: number,
  places: SectionPlaces,
  known: readonly AlertDraft[],
): AlertDraft | null => {
  const { title } = heading;
  if (title.length > longest || !/\d/.test(title) || !mayBeAlert(title, section, places)) return null;
  const found = limitsIn(leaf, title);
  const [first] = found?.conditions ?? [];
  if (found === null || first === undefined) return null;
  const { name, isNamed, conditions } = found;
  // "SEV-2: error rate > 5%" says how bad something is.
  if (heading.severity !== null && !isNamed) return null;
  // Said again with more words below it, or as the query that it stands for.
  if (
    known.some((one) =>
      one.conditions.some(
        ({ value, unit, promql }) => promql !== null || (value === first.value && unit === first.unit),
      ),
    )
  )
    return null;
  const subject = isNamed ? subjectOf(name) : null;
  const about = conditions.map((one) =>
    one.metric === null || /^p\d{2,3}(?:\.\d+)?$/i.test(one.metric)
      ? { ...one, metric: subject ?? one.metric }
      : one,
  );
  const severity = heading.severity ?? nameOfTitle(title).severity ?? places.severityOf(section);
  return draftOf(leaf, section, name, severity, about);
};

const draftOf = (
  { from, to }: TextLeaf,
  section: number,
  name: string,
  severity: string | null,
  conditions: readonly FoundCondition[],
): AlertDraft => ({ name, severity, origin: 'section', section, conditions, from, to });

interface TitleLimits {
  readonly name: string;
  /** False for a title that is nothing but its limit: it is its own name. */
  readonly isNamed: boolean;
  readonly conditions: readonly FoundCondition[];
}

/** A limit in brackets, else behind a dash or a colon, else the title as a whole. */
const limitsIn = ({ inline }: TextLeaf, title: string): TitleLimits | null => {
  const start = inline.plain.indexOf(title);
  if (start < 0) return null;
  const lead = leads.exec(title)?.[0].length ?? 0;
  const limitsAt = (from: number, to: number): readonly FoundCondition[] =>
    readConditions({ inline, from: start + from, to: start + to, subject: null }).filter(isLimit);
  for (const mark of [bracket, dash]) {
    const found = mark.exec(title);
    if (found === null || found.index <= lead) continue;
    const from = found.index + found[0].length - (found[1] ?? '').length;
    const end = mark === bracket ? title.indexOf(')', from) : title.length;
    const conditions = limitsAt(from, end < 0 ? title.length : end);
    if (conditions.length > 0)
      return { name: nameOfTitle(title.slice(0, found.index)).name, isNamed: true, conditions };
  }
  const conditions = limitsAt(lead, title.length);
  return { name: title.slice(lead), isNamed: false, conditions };
};

const bracket = /\s*\(()(?=[^()]*\d)/;
const dash = /(?:\s+[–—-]|:)\s+()(?=[^()]*\d)/;

const leads =
  /^(?:\d+(?:\.\d+)*[.)]\s+)?(?:(?:alert|alarm|incident|issue|problem|scenario|case|runbook|playbook)(?:\s*#?\d+)?\s*[:–—-]\s+)?/i;

// Work, requirements, classes and checks: what they give a number for is no trouble.
const others =
  /^(?:(?:step|phase|stage|part|option|level|tier|priority|p[0-5]|sev(?:erity)?)\b|(?:upgrad|migrat|install|verif|validat|check|confirm|wait|ensure|restor|back ?up|scal|reduc|increas|respond|response|immediate|first|within|during|after|before|if|when|until|how|why|escalat|success|expect|normal|healthy|target|goal|require|prerequi|support|version|page|notify|call)\w*)/i;
const asides = new Set([
  'verification',
  'escalation',
  'prevention',
  'pre-flight',
  'rollback',
  'reference',
  'impact',
]);
const broken = /\b(?:breach|burn|violat|miss|below|exhaust)\w*/i;

const mayBeAlert = (title: string, section: number, places: SectionPlaces): boolean => {
  const plain = title.replace(leads, '');
  const frame = places.frame(section);
  return (
    !others.test(plain) &&
    !/\bversions?\b/i.test(plain) &&
    (!listsObjectives(plain) || broken.test(plain)) &&
    !(frame !== null && frame.ownRole && frame.role !== null && asides.has(frame.role))
  );
};

const better =
  /\b(?:availability|uptime|success|free|hit|throughput|remaining|balance|left|inventory|stock|healthy|replicas?|available)\b/i;
const times = /^(?:m|min|h|hr|hour|d|day|w|week|month)/;
const ages = /\b(?:latency|lag|delay|age|old|behind|stale|expir\w*|since|time|duration|silence)\b/i;

/** A number that something must not pass: "(< 5 minutes)" says how long somebody has. */
const isLimit = ({ comparator, value, unit, metric, text, promql }: FoundCondition): boolean => {
  if (comparator === null || value === null) return false;
  if (promql !== null) return true;
  const isBelow = comparator === '<' || comparator === '<=';
  const subject = `${metric ?? ''} ${text}`;
  if (unit !== null && isBelow && metric === null && /^s(?:ec|$)/.test(unit)) return false;
  if (unit !== null && times.test(unit) && unit !== 'ms') return !isBelow && ages.test(subject);
  return !isBelow || better.test(subject) || metric === null || unit === '%';
};

/** "High Latency" is about latency. */
const subjectOf = (name: string): string =>
  name.replace(/^(?:(?:high|low|elevated|increased|excessive|slow|too (?:many|much|few)|large)\s+)+/i, '');
