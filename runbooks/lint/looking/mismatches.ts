// Looks at something else than what a section is about: another number, another place, another program.
import type { Alert, Command, Place } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn, quoted, type Call } from './calls.ts';
import { httpOf } from './http-calls.ts';
import { oncePer } from './once.ts';
import { within } from './ordered.ts';
import { procedureOf, roleAt, textOf, titlesAt } from './sections.ts';
import { statementsIn } from './sql-statements.ts';

export interface Mismatch {
  readonly at: Place;
  readonly message: string;
  readonly level?: 'medium' | 'low';
  readonly related?: readonly { readonly at: Place; readonly message: string }[];
}

export const mismatchesOf = (document: LintDocument): readonly Mismatch[] =>
  document.runbook.commands.flatMap((command): readonly Mismatch[] => {
    if (/^(?:reference|prevention|escalation|rollback)$/.test(roleAt(document, command.section) ?? ''))
      return [];
    for (const call of callsIn(document, command)) {
      const found =
        lastOfFew(document, command, call) ??
        scrapeByHand(document, call) ??
        checkoutForDeployment(document, call) ??
        activeOnly(document, call);
      if (found !== null) return [found];
    }
    return [ratioByRate(document, command)].flatMap((found) => found ?? []);
  });

/** `tail -n 500 log | grep ERROR | tail -n 100` for "the last 100 errors". */
const lastOfFew = (document: LintDocument, command: Command, call: Call): Mismatch | null => {
  if (
    !/\blast \d+\b.*\b(?:errors?|exceptions?|warnings?|failures?|entries|events|requests)\b/i.test(
      command.label ?? '',
    )
  )
    return null;
  const calls = callsIn(document, command).filter(
    ({ invocation }) => invocation.pipeline === call.invocation.pipeline,
  );
  const [first, filter, last] = calls;
  const from = first === call ? /(?:-n\s*|--tail[= ]|^-)(\d+)/.exec(call.words.join(' '))?.[1] : undefined;
  if (from === undefined || !/^(?:tail|docker|kubectl|docker-compose|journalctl)$/.test(call.program))
    return null;
  if (filter === undefined || !/^(?:grep|egrep|rg)$/.test(filter.program) || last?.program !== 'tail')
    return null;
  return {
    at: command,
    message: `${quoted(command)} finds the last ones only among the last ${from} lines, whatever they are: there may be more, or all of them further up.`,
    level: 'low',
  };
};

/** What the application shows to you is not what Prometheus gets. */
const scrapeByHand = (document: LintDocument, call: Call): Mismatch | null => {
  const { label } = call.command;
  const http = httpOf(call);
  if (label === null || http === null || !/\bscrap\w*\b/i.test(label) || !/\bprometheus\b/i.test(label))
    return null;
  if (!/\/metrics\b/.test(http.url) || /:9090\b/.test(http.url)) return null;
  const root = procedureOf(document, call.command.section);
  if (root !== null && /\/api\/v1\/targets|\/targets\b|query=up\b|\bup\s*\{/.test(textOf(document, root)))
    return null;
  return {
    at: call.command,
    message: `${quoted(call.command)} shows that the page answers here, not that Prometheus scrapes it: its targets page, or \`up\`, tells that.`,
    level: 'low',
  };
};

const deployments =
  /\b(?:recent(?:ly)?|last|latest|current(?:ly)?|what(?:'s| is)?) (?:was |is |were |been )?(?:deploy\w*|releas\w*|rollouts?)\b/i;

/** The history of the checkout at hand is not what runs. */
const checkoutForDeployment = (document: LintDocument, call: Call): Mismatch | null => {
  const { command, program, words } = call;
  if (program !== 'git' || words.find((word) => !word.startsWith('-')) !== 'log') return null;
  const own = `${command.label ?? ''}\n${titlesAt(document, command.section).split(' / ').at(-1) ?? ''}`;
  const root = document.runbook.sections[command.section ?? -1];
  if (
    !deployments.test(own) ||
    root === undefined ||
    /\borigin\/|\bdeployed\b|\btags?\b|\bpull\b|\bfetch\b/.test(command.command)
  )
    return null;
  const others = within(document.runbook.commands, root).filter((other) => other !== command);
  const shows =
    /rollout history|helm (?:history|list|ls)|docker (?:ps|images|inspect)|kubectl (?:get|describe)|argocd|\bgh (?:run|release|api)|releases?\b|deployments?\b|\/version/i;
  return others.some((other) => shows.test(other.command))
    ? null
    : {
        at: command,
        message: `${quoted(command)} shows the history of the checkout at hand, not what is deployed nor when.`,
        level: 'low',
      };
};

const exhausted =
  /\btoo many (?:connections|clients)\b|\bconnections?\b.{0,30}\b(?:exhaust\w*|limit|saturat\w*|max\w*)\b|\b(?:exhaust\w*|max\w*|run out of)\b.{0,30}\bconnections?\b|\bconnection pool\b/i;

/** Idle sessions hold connections as well, and a number says nothing without the limit. */
const activeOnly = (document: LintDocument, call: Call): Mismatch | null => {
  const counts = statementsIn(document, call).some(
    ({ sql }) =>
      // "Active for longer than a minute": it is queries that are counted, not connections.
      !/\b(?:query_start|xact_start|wait_event\w*|interval)\b/i.test(sql) &&
      /\bcount\s*\([^)]*\)\s+from\s+(?:pg_catalog\.)?pg_stat_activity\s+where\b[^;]*\bstate\s*=\s*'active'/i.test(
        sql,
      ),
  );
  if (!counts) return null;
  const root = procedureOf(document, call.command.section);
  if (root === null) return null;
  const text = `${titlesAt(document, call.command.section)}\n${textOf(document, root)}`;
  if (!exhausted.test(text) || /max_connections|group by state|superuser_reserved/i.test(text)) return null;
  return {
    at: call.command,
    message: `${quoted(call.command)} counts active sessions only: idle ones hold connections as well, and \`max_connections\`, which the number would be compared with, is not asked for.`,
  };
};

const ratios = oncePer((document: LintDocument): readonly Alert[] =>
  document.runbook.alerts.filter(
    ({ origin, conditions }) =>
      origin !== 'table' &&
      origin !== 'objective' &&
      conditions.some(
        ({ unit, metric, text }) =>
          unit === '%' && /\b(?:error|fail\w*|5xx)\b/i.test(`${metric ?? ''} ${text}`),
      ),
  ),
);

const asked = /\/api\/v1\/query\?(?:\S*&)?query=(\S+)|--data-urlencode\s+["']?query=(.+)/;

/** Errors per second, where the alert is on their share of all requests. Told from the text: such queries often do not parse. */
const ratioByRate = (document: LintDocument, command: Command): Mismatch | null => {
  if (!/\b(?:error|failure) (?:rate|ratio|percent\w*)\b/i.test(command.label ?? '')) return null;
  const found = asked.exec(command.command);
  const query = decode(found?.[1] ?? found?.[2] ?? '');
  if (
    !/\b(?:rate|increase)\s*\(/.test(query) ||
    !/err|fail|5\.\.|5xx|50\d/i.test(query) ||
    /\)\s*\/|\bavg\b|ratio/.test(query)
  )
    return null;
  const root = procedureOf(document, command.section);
  const alert = root === null ? undefined : within(ratios(document), root)[0];
  if (root === null || alert === undefined) return null;
  const divides = within(document.runbook.commands, root).some((other) =>
    /rate\([^/]*\/[^/]*rate\(/.test(other.command),
  );
  return divides
    ? null
    : {
        at: command,
        message: `${quoted(command)} shows errors per second; the symptom is their share of all requests (line ${alert.line}): the number can not be compared with it.`,
        related: [{ at: { line: alert.line, endLine: alert.endLine }, message: 'a share' }],
      };
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
