// Restarted first, evidence collected afterwards: by then it is gone.
import { quoted } from '../looking/listing.ts';
import { sequencesOf, type Item } from '../looking/sequence.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] =>
  sequencesOf(document).flatMap((items) => {
    const destroy = items.findIndex(destroys);
    if (destroy < 0 || items.slice(0, destroy).some(looks)) return [];
    const collect = items.slice(destroy + 1).find(collects);
    const first = items[destroy];
    if (first === undefined || collect === undefined || looks(first)) return [];
    return [
      {
        at: { line: first.line, endLine: first.endLine },
        message: `"${head(first)}" comes before "${head(collect)}" (line ${collect.line}): a restart takes with it what should be collected`,
        related: [
          {
            at: { line: collect.line, endLine: collect.endLine },
            message: 'the evidence is only collected here',
          },
        ],
      },
    ];
  });

const head = ({ text }: Item): string => quoted(text.split('\n')[0] ?? '');

const destroys = ({ text, commands }: Item): boolean =>
  /^(?:step\s*)?[\W\d]*(?:re-?start|reboot|re-?deploy|recreate|kill|delete|wipe|power-?cycle)\b/i.test(
    text,
  ) ||
  commands.some(({ command }) =>
    /\b(?:docker[ -]compose\b.*\b(?:restart|down)|docker (?:restart|rm|kill)|kubectl (?:delete pod|rollout restart)|systemctl restart|supervisorctl restart|reboot)\b/.test(
      command,
    ),
  );

const looks = ({ text, commands }: Item): boolean =>
  /\b(?:logs?|inspect|describe|capture|collect|dump|snapshot|evidence|investigat\w*|diagnos\w*|check|review|look at|identify|examine)\b/i.test(
    text,
  ) ||
  commands.some(({ command }) =>
    /\b(?:logs|describe|inspect|journalctl|jstack|jmap|pg_stat_activity)\b/.test(command),
  );

const collects = ({ text }: Item): boolean =>
  /\b(?:capture|collect|preserve|gather|save|take|secure)\b[^.\n]{0,40}\b(?:logs?|evidence|(?:heap|thread|core|memory) ?dumps?|dumps?|diagnostics|state|forensic\w*|artifacts)\b/i.test(
    text.split('\n')[0] ?? '',
  );

export const ordDestroy: Rule = {
  id: 'ORD-DESTROY',
  level: 'high',
  summary: 'a restart before the evidence is collected',
  why: 'Memory, open connections and the logs of a removed container are gone with the restart: the same outage comes back, and nobody knows more than the first time.',
  bad: '## Memory leak\n\n1. Restart the service\n2. Collect a heap dump\n',
  good: '## Memory leak\n\n1. Collect a heap dump\n2. Restart the service\n',
  check,
};
