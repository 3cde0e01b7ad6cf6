// Symptoms that no command of their section looks at: a kill for memory, a crash, how long requests take.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn, quoted } from './calls.ts';
import { kubectlOf } from './lifecycle-kubernetes.ts';
import type { Mismatch } from './mismatches.ts';
import { oncePer } from './once.ts';
import { within } from './ordered.ts';
import { procedureOf, roleAt, textOf, titlesAt } from './sections.ts';

export const neverLooksAt = (document: LintDocument): readonly Mismatch[] => [
  ...oomUnseen(document),
  ...crashUnseen(document),
  ...latencyUnseen(document),
];

/** Sections of an incident, each with its commands and its text. */
interface Incident {
  readonly title: string;
  readonly line: number;
  readonly text: string;
  readonly commands: readonly Command[];
}

const incidents = oncePer((document: LintDocument): readonly Incident[] => {
  const roots = new Map(
    document.runbook.commands.flatMap(({ section }) => {
      const root = procedureOf(document, section);
      return root === null || /^(?:reference|prevention)$/.test(root.role ?? '')
        ? []
        : [[root.index, root] as const];
    }),
  );
  return [...roots.values()].map((root) => ({
    title: titlesAt(document, root.index).split(' / ').at(-1) ?? '',
    line: root.line,
    text: textOf(document, root),
    commands: within(document.runbook.commands, root),
  }));
});

const oom = /\bOOM[- ]?kill\w*|\bOOMKilled\b|\bkilled by the (?:kernel|OOM)\b/i;

/** Whom the kernel has killed does not write it into its own log. */
const oomUnseen = (document: LintDocument): readonly Mismatch[] =>
  incidents(document).flatMap(({ text, commands }): readonly Mismatch[] => {
    const symptom = text.split('\n').slice(0, 12).join('\n');
    if (!oom.test(symptom)) return [];
    const looked = commands.filter((command) => /\b(?:stats|logs?|top|free|ps)\b/.test(command.command));
    const [first] = looked;
    const sees = commands.some(({ command }) =>
      /\binspect\b|\bdescribe\b|\bdmesg\b|\bjournalctl\b|\bevents\b|oom|lastState|-o (?:json|yaml|wide)|\bget pods?\b|container_memory|kube_pod|\/var\/log\/(?:kern|syslog|messages)|exit ?code|137/i.test(
        command,
      ),
    );
    return first === undefined || sees
      ? []
      : [
          {
            at: first,
            message: `The symptom is a kill for memory, and no command of this section asks for it: it stands in the state of the container, in its events or in the kernel's log, not where ${quoted(first)} looks.`,
            related: looked.slice(1).map((other) => ({ at: other, message: 'nor here' })),
          },
        ];
  });

/** The log of the container that crashed is that of the one before. */
const crashUnseen = (document: LintDocument): readonly Mismatch[] =>
  incidents(document).flatMap(({ text, commands }): readonly Mismatch[] => {
    if (!/\bCrash[- ]?Loop\w*/i.test(text)) return [];
    const logs = commands.filter((command) =>
      callsIn(document, command).some((call) => kubectlOf(call)?.subcommand === 'logs'),
    );
    const [first] = logs;
    const before = /\s(?:-p|--previous)\b/;
    return first === undefined ||
      before.test(text) ||
      logs.some(({ command }) => /\s(?:deploy|deployment|-l|--selector)\b/.test(command))
      ? []
      : [
          {
            at: first,
            message: `${quoted(first)} shows the container that runs now: in a crash loop the log that tells is that of the one before, with --previous.`,
            level: 'low',
          },
        ];
  });

const latencyMetric = /\b\w*(?:request|http|api|response|rpc|grpc)\w*_(?:duration|latency)\w*/i;
const ofRequests =
  /duration|response.?time|time_total|^\s*time\s+curl|histogram_quantile|\/metrics\b|\/api\/v1\/query|latency|p9[0-9]/i;
const ofOthers =
  /\b(?:database|db|redis|cache|mongo|postgres|mysql|kafka|disk|rpc|dns)\b[\w.\s]*(?:latency|duration|time)/i;

/** The symptom is how long requests take, and only the database is asked. */
const latencyUnseen = (document: LintDocument): readonly Mismatch[] =>
  incidents(document).flatMap(({ text, commands, line }): readonly Mismatch[] => {
    const symptoms = within(document.runbook.alerts, { line, endLine: line + text.split('\n').length - 1 });
    const alert = symptoms.find(({ conditions }) =>
      conditions.some(({ metric, isMetricName }) => isMetricName && latencyMetric.test(metric ?? '')),
    );
    const metric = alert?.conditions.find(({ metric: name }) => latencyMetric.test(name ?? ''))?.metric;
    const looked = commands.filter((command) => roleAt(document, command.section) === 'diagnosis');
    const [first] = looked;
    if (alert === undefined || metric === null || metric === undefined || first === undefined) return [];
    if (
      looked.some(({ command }) => ofRequests.test(command) && !ofOthers.test(command)) ||
      /grafana|dashboard/i.test(text)
    )
      return [];
    return [
      {
        at: first,
        message: `The symptom is \`${metric}\` (line ${alert.line}), and no command of the diagnosis reads it: whether it is still on, and how bad, stays unknown.`,
        related: looked.slice(1).map((other) => ({ at: other, message: 'nor does this' })),
      },
    ];
  });
