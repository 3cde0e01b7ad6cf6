// Symptoms that name a thing which nothing in the runbook looks at: "Queue buildup", and only processors and memory are asked.
import type { Section } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import type { Mismatch } from './mismatches.ts';
import { listing, quoted } from './listing.ts';
import { oncePer } from './once.ts';
import { within } from './ordered.ts';
import { childrenOf, flatSteps, parentOf, subtreeOf, textOf } from './section-tree.ts';
import { roleAt } from './sections.ts';

interface Thing {
  readonly name: string;
  /** How a symptom speaks of its trouble. */
  readonly symptom: RegExp;
  /** What looks at it, in commands and in sentences. */
  readonly look: RegExp;
}

const things: readonly Thing[] = [
  {
    name: 'a queue',
    symptom:
      /\b(?:queues?|backlogs?|messages|jobs)\b.{0,20}\b(?:build\w*|buil[dt]-?up|grow\w*|pil\w+ up|back(?:s|ed|ing)? up|increas\w*|full|stuck|long)\b|\b(?:growing|increasing|high|long) (?:\w+ )?(?:queue|backlog)s?\b|\b(?:consumer|processing) lag\b/i,
    look: /queue|rabbit|kafka|\blag\b|backlog|\bsqs\b|celery|sidekiq|\bbull|consumer|topic|stream|\bjobs?\b|\bllen\b|\bxlen\b|pending|\bnats\b|pubsub|broker|depth/i,
  },
  {
    name: 'a disk',
    symptom:
      /\b(?:disks?|file ?systems?|volumes?)\b.{0,20}\b(?:full|usage|space|pressure|filling|exhaust\w*)\b|\bno space left\b|\bout of (?:disk|space)\b|\blow disk\b/i,
    look: /\bdf\b|\bdu\b|lsblk|ncdu|pvcs?\b|\bpv\b|\bdisks?\b|volume|iostat|inode|file ?system|space|storage/i,
  },
  {
    name: 'a certificate',
    symptom:
      /\b(?:certificates?|certs?|tls|ssl)\b.{0,20}\b(?:expir\w*|invalid|error\w*|warning\w*)\b|\bx509\b/i,
    look: /openssl|cert|\btls\b|\bssl\b|x509|https:\/\//i,
  },
  {
    name: 'replication',
    symptom: /\breplica(?:tion|s)?\b.{0,20}\b(?:lag\w*|behind|delay\w*|broken|stopped)\b/i,
    look: /replica|\blag\b|slave|standby|patroni|wal\b|oplog|rs\.status|follower|isr\b/i,
  },
  {
    name: 'name resolution',
    symptom:
      /\bdns\b.{0,20}\b(?:fail\w*|error\w*|timeout\w*|resol\w*)\b|\bno such host\b|\bname resolution\b/i,
    look: /\bdig\b|nslookup|\bhost \w|resolv|getent|dns|\bdrill\b/i,
  },
  {
    name: 'locks',
    symptom: /\bdead ?locks?\b|\block (?:waits?|contention|timeouts?)\b/i,
    look: /lock|innodb|pg_stat_activity|processlist|blocking|blocked/i,
  },
];

/** What shows everything: whole logs, a dashboard, all metrics, events of a cluster. */
const all =
  /\b(?:dashboards?|grafana|datadog|kibana|sentry|new ?relic|cloudwatch|\/metrics\b|promql|prometheus|api\/v1\/query)\b|\/metrics\b/i;
const logs = /\b(?:logs?|journalctl|tail)\b(?![^\n]*\|\s*(?:e?grep|rg|awk)\b)/i;

export const unseenSymptoms = (document: LintDocument): readonly Mismatch[] =>
  document.runbook.sections
    .filter(({ ownRole, role }) => ownRole && role === 'symptom')
    .flatMap((section) => inIncident(document, section));

const inIncident = (document: LintDocument, symptoms: Section): readonly Mismatch[] => {
  const incident = parentOf(document, symptoms);
  // Several lists of symptoms below one title: which of them the commands are for can't be told.
  if (
    incident === null ||
    (symptomsBelow(document).get(incident.index) ?? 0) > 1 ||
    !hasDiagnosis(document, incident)
  )
    return [];
  const named = flatSteps(symptoms.steps).flatMap(({ text, line, endLine }) =>
    things.filter(({ symptom }) => symptom.test(text)).map((thing) => ({ thing, text, line, endLine })),
  );
  if (named.length === 0) return [];
  const rest = [
    textOf(document, { line: incident.line + 1, endLine: symptoms.line - 1 }),
    textOf(document, { line: symptoms.endLine + 1, endLine: incident.endLine }),
  ].join('\n');
  if (all.test(rest) || within(document.runbook.commands, incident).some(({ command }) => logs.test(command)))
    return [];
  const unseen = named.filter(
    ({ thing }) => !thing.look.test(rest) && !isLookedAtElsewhere(document, thing, symptoms),
  );
  const [first, ...others] = unseen;
  if (first === undefined) return [];
  return [
    {
      at: { line: first.line, endLine: first.endLine },
      level: 'low',
      message: `"${quoted(first.text)}" is a symptom, and nothing here looks at ${listing([...new Set(unseen.map(({ thing }) => thing.name))])}: whether it is so, and where, stays unknown`,
      related: others.map(({ line, endLine, text }) => ({
        at: { line, endLine },
        message: `nor at "${quoted(text)}"`,
      })),
    },
  ];
};

const symptomsBelow = oncePer(({ runbook }: LintDocument): ReadonlyMap<number, number> => {
  const counts = new Map<number, number>();
  for (const { parent, ownRole, role } of runbook.sections)
    if (parent !== null && ownRole && role === 'symptom') counts.set(parent, (counts.get(parent) ?? 0) + 1);
  return counts;
});

/** At least two commands that look: else the runbook does not diagnose at all, which others say. */
const hasDiagnosis = (document: LintDocument, incident: Section): boolean =>
  childrenOf(document, incident).some(({ ownRole, role }) => ownRole && role === 'diagnosis') &&
  within(document.runbook.commands, incident).filter(
    ({ section }) => roleAt(document, section) === 'diagnosis',
  ).length > 1 &&
  subtreeOf(document, incident).length < 40;

const isLookedAtElsewhere = (document: LintDocument, thing: Thing, { line, endLine }: Section): boolean =>
  (looksAt(document).get(thing) ?? []).some((at) => at < line || at > endLine);

/** The first and the last line that looks at a thing: a command, or a link. */
const looksAt = oncePer(
  ({ runbook }: LintDocument): ReadonlyMap<Thing, readonly number[]> =>
    new Map(
      things.map((thing) => {
        const lines = [
          ...runbook.commands.filter(({ command }) => thing.look.test(command)).map(({ line }) => line),
          ...runbook.links
            .filter(({ text, url }) => thing.look.test(`${text} ${url}`))
            .map(({ line }) => line),
        ];
        return [thing, [...lines.slice(0, 1), ...lines.slice(-1)]];
      }),
    ),
);
