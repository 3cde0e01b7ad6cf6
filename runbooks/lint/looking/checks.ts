// Which commands and sentences tell whether a change has worked, and how much they tell.
import type { Command, Place, Role } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn, hasOption, type Call } from './calls.ts';
import { callChanges } from './changes.ts';
import { httpOf } from './http-calls.ts';
import { isLaterWork } from './later-work.ts';
import { composeOf } from './lifecycle.ts';
import { kubectlOf } from './lifecycle-kubernetes.ts';
import { oncePer, oncePerPart } from './once.ts';
import { redisOf } from './redis.ts';
import { scriptWords } from './scripts.ts';
import { inOtherBranch, isWithin, proseBlocks, roleAt, textOf } from './sections.ts';
import { statementsIn } from './sql-statements.ts';

/**
 * `asserts`: it fails by itself when something is wrong, or the text says what it should show.
 * `shows`: who reads it sees whether all is well, e.g. a status, a health endpoint, logs.
 * `prints`: a value that says nothing without a value to compare it with.
 */
export type Check = 'asserts' | 'shows' | 'prints';

export const checkOf = oncePerPart((document, command: Command): Check | null => {
  const found = callsIn(document, command).map((call) => checkOfCall(document, call));
  if (found.every((check) => check === null)) return null;
  if (command.expected.length > 0 || found.includes('asserts')) return 'asserts';
  return found.includes('shows') ? 'shows' : 'prints';
});

const checkOfCall = (document: LintDocument, call: Call): Check | null => {
  const { program, words } = call;
  if (callChanges(document, call)) return null;
  if (asserting.test(program) || (program === 'grep' && hasOption(words, '-q', '--quiet'))) return 'asserts';
  const script = scriptWords(call);
  if (script.some((word) => testing.test(word))) return 'asserts';
  if (script.length > 0) return words.some((word) => listing.test(word)) ? 'shows' : null;
  if (httpOf(call) !== null)
    return hasOption(words, '-f', '--fail', '--fail-with-body') ? 'asserts' : 'shows';
  const sql = statementsIn(document, call);
  if (sql.length > 0)
    return sql.some((statement) =>
      /^select 1\b|pg_is_in_recovery|pg_stat_|show |information_schema|migration|version/i.test(
        statement.sql,
      ),
    )
      ? 'shows'
      : 'prints';
  return (
    ofOrchestrator(call) ??
    ofStore(call) ??
    (showing.test(program) ? 'shows' : printing.test(program) ? 'prints' : null)
  );
};

const testing =
  /^(?:check|verify|verification|smoke|test|tests|e2e|health|healthcheck|validate|validation|status|doctor|probe)$/;
const listing = /^(?:[\w:]*status|current|history|list|check|info)$/;
const asserting =
  /^(?:pg_isready|mysqladmin|nc|ncat|test|\[|\[\[|wait-for-it\.sh|grpc_health_probe|k6|newman|pytest|jest|cypress|amtool|promtool|openssl|dig|nslookup|host|nmap|telnet)$/;
const showing =
  /^(?:ps|top|htop|df|free|uptime|du|ss|netstat|lsof|tail|head|less|journalctl|dmesg|ping|traceroute|mtr|watch|open|xdg-open|pgrep|pidof|vmstat|iostat|ip|pg_lsclusters|kcat|kafkacat|k9s|stern|lnav|tcpdump|sha256sum|md5sum|diff|cmp|jq)$/;
const printing = /^(?:cast|cat|ls|wc|grep|zgrep|find|stat|env|printenv)$/;

const ofOrchestrator = (call: Call): Check | null => {
  const { program, words } = call;
  const kubectl = kubectlOf(call);
  if (kubectl !== null) {
    if (/^(?:rollout status|wait)$/.test(kubectl.subcommand)) return 'asserts';
    return /^(?:get|describe|logs|top \w*|rollout history|events|diff)$/.test(kubectl.subcommand)
      ? 'shows'
      : null;
  }
  const compose = composeOf(call);
  if (compose !== null)
    return /^(?:ps|logs|top|events|port|images|ls)$/.test(compose.subcommand) ? 'shows' : null;
  if (/^(?:docker|podman|nerdctl)$/.test(program))
    return words.some((word) => /^(?:ps|logs|inspect|stats|top|events|ls|info|port|diff)$/.test(word))
      ? 'shows'
      : null;
  if (/^(?:systemctl|service|supervisorctl|pm2|brew|rc-service|initctl|monit)$/.test(program))
    return words.some((word) => /^(?:status|is-active|is-failed|list|ls|show|summary|logs?)$/.test(word))
      ? 'shows'
      : null;
  if (
    /^(?:helm|velero|argocd|flux|istioctl|linkerd|vault|consul|nomad|etcdctl|rpk|patronictl|nodetool|rabbitmqctl|rabbitmq-diagnostics|redis-sentinel|ceph|gh|aws|gcloud|az|terraform)$/.test(
      program,
    )
  ) {
    return words.some((word) =>
      /^(?:status|list\S*|get\S*|describe\S*|history|ls|show|health|info|check\S*|members|endpoint|cluster_status|ring|ping|wait|plan|head-object)$/.test(
        word,
      ),
    )
      ? 'shows'
      : null;
  }
  if (/^kafka-/.test(program))
    return words.some((word) => /^--(?:describe|list|verify)$/.test(word)) ? 'shows' : null;
  return null;
};

const ofStore = (call: Call): Check | null => {
  const redis = redisOf(call);
  if (redis !== null)
    return /^(?:PING|INFO|ROLE|CLUSTER|SENTINEL|LATENCY|SLOWLOG|MEMORY|LASTSAVE|CLIENT)$/.test(redis.name)
      ? 'shows'
      : redis.name === ''
        ? null
        : 'prints';
  if (!/^(?:mongosh?|mongo)$/.test(call.program)) return null;
  return call.words.some((word) => /ping|serverStatus|rs\.status|hello|isMaster|stats\(/.test(word))
    ? 'shows'
    : 'prints';
};

/** Words that a check is announced with, in comments and titles. */
export const announcesCheck =
  /\b(?:verif\w*|check\w*|confirm\w*|validat\w*|smoke|ensure|make sure|test\w*|sanity|health)\b/i;

/** A sentence that tells people to look, or what there should be. */
export const tellsToLook =
  /\b(?:verify|verifies|confirm|check (?:that|if|whether|the|for|all|health|again|metrics|logs|dashboards?|grafana|status)|ensure|make sure|validate|monitor|watch|observe|smoke test|should (?:be|return|show|now|drop|see)|expect(?:ed)?|until|wait for)\b|(?<!\p{L})(?:vérifi|contrôle|surveill|valid[ae]r|assure[rz]|confirme[rz]|überprüf|prüfe|kontrollier|beobacht|bestätig|sicherstellen|verifi[ck]|comprobar|comprueb|confirmar|revisar|monitor[ei]|controlla|assicura)\p{L}*/iu;

/** A sentence or list item behind a line that tells people to look whether it has worked. */
export const proseChecks = (document: LintDocument, within: Place, command: Command): boolean =>
  proseBlocks(document, within).some(
    (block) =>
      isForTonight(document, block.section) &&
      tellsToLook.test(behind(document, block, command)) &&
      !inOtherBranch(document, command, block),
  ) || verifications(document).some((section) => section.line > command.endLine && isWithin(section, within));

/** What is to be watched in future, or told to others, is no look at what has just been done. */
const isForTonight = (document: LintDocument, section: number | null): boolean =>
  !elsewhere.has(roleAt(document, section)) && !isLaterWork(document, section);

const elsewhere: ReadonlySet<Role | null> = new Set<Role | null>([
  'prevention',
  'escalation',
  'reference',
  'symptom',
  'impact',
  'trigger',
]);

/** All of a later block, and of its own what stands behind it: "run `x`, there should be space then". */
const behind = (document: LintDocument, block: Place, command: Command): string => {
  if (block.line > command.endLine) return textOf(document, block);
  if (command.origin !== 'inline' || block.endLine < command.endLine) return '';
  const text = textOf(document, block);
  const at = text.indexOf(command.command);
  return at < 0 ? '' : text.slice(at + command.command.length);
};

const verifications = oncePer((document) =>
  document.runbook.sections.filter(
    ({ title, role }) => role === 'verification' || /\bverif|\bvalidat|smoke test|health check/i.test(title),
  ),
);
