// DAT-REPLAY: messages or jobs that are applied again, all at once, with nothing that keeps them from being applied twice.
import { callsOf, hasOption, placeOf, quoted, type Call } from '../looking/calls.ts';
import { scriptOf, scriptWords } from '../looking/scripts.ts';
import { commandsBefore, procedureText } from '../looking/sections.ts';
import { httpOf } from '../looking/http-calls.ts';
import type { LintDocument, Rule } from '../rule.ts';

export const datReplay: Rule = {
  id: 'DAT-REPLAY',
  level: 'high',
  summary: 'a replay that may apply messages or jobs twice',
  why: 'What was applied before it failed is applied again: orders ship twice, money is booked twice, and poison messages take the consumers down once more.',
  bad: '## Dead letters\n\n```bash\n./scripts/replay-dlq.sh --all\n```\n',
  good: '## Dead letters\n\n```bash\n./scripts/replay-dlq.sh --all --dry-run\n./scripts/replay-dlq.sh --limit 10\n```\n',
  *check(document) {
    for (const call of callsOf(document)) {
      const what = replays(call);
      if (what === null || isGuarded(document, call)) continue;
      yield {
        message: `${quoted(call.command)} ${what}: no limit, no dry run, and nothing says that what was already applied is skipped.`,
        at: placeOf(call),
      };
    }
  },
};

const replays = (call: Call): string | null => {
  const { program, words } = call;
  const line = words.join(' ');
  const script = scriptOf(call);
  if (script !== null) {
    const name = scriptWords(call);
    const again =
      name.some((word) => /^(?:replay|redrive|reprocess|requeue|redeliver|resend|republish)$/.test(word)) ||
      (name.includes('retry') &&
        name.some((word) => /^(?:dlq|failed|jobs?|all|dead|queue|messages?|webhooks?)$/.test(word)));
    return again ? 'applies everything again that it finds' : null;
  }
  if (
    /^kafka-consumer-groups/.test(program) &&
    hasOption(words, '--reset-offsets') &&
    hasOption(words, '--execute')
  ) {
    return /--to-(?:latest|current)\b/.test(line)
      ? null
      : 'makes the group read messages again that it has handled';
  }
  if (program === 'rpk' && /\bgroup seek\b/.test(line) && !/--to end/.test(line))
    return 'makes the group read messages again that it has handled';
  if (program === 'aws' && /\bstart-message-move-task\b/.test(line))
    return 'puts all dead letters back into the queue';
  if (
    /\b(?:retry_all|retryAll|queue:retry all)\b/.test(`${program} ${line}`) ||
    /\bDeadSet\.new\.(?:each|retry)/.test(line)
  )
    return 'runs all failed jobs again';
  const http = httpOf(call);
  if (
    http?.method === 'POST' &&
    /\/(?:replay|redrive|reprocess|requeue|retry-all|retry_all)\b/i.test(http.url)
  )
    return 'applies messages again';
  return null;
};

const limits =
  /(?:^|\s)(?:--dry-?run|--limit|--max[\w-]*|--count|--batch[\w-]*|--item[\w-]*|--id|--ids|--message-id|--job-id|--event-id|--offset|--key|--from|--to|-n)\b/;

const isGuarded = (document: LintDocument, call: Call): boolean => {
  const line = call.words.join(' ');
  if (
    /^(?:kafka-consumer-groups|rpk$)/.test(call.program)
      ? commandsBefore(document, call.command).some(({ command }) => /--dry-run/.test(command))
      : limits.test(` ${line}`)
  )
    return true;
  if (
    commandsBefore(document, call.command).some(
      ({ command }) =>
        /replay|redrive|reprocess|requeue|retry/i.test(command) && /--dry-?run|--limit\b/.test(command),
    )
  )
    return true;
  if (/<[^>]*(?:id|ID)[^>]*>|\$\{?\w*ID\b/.test(call.command.command)) return true;
  return /\bidempoten|\bdeduplicat|\bexactly[- ]once\b/i.test(procedureText(document, call.command.section));
};
