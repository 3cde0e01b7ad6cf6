// Checks between the stop and the start: what they would look at is not running.
import { quoted } from '../looking/listing.ts';
import { sequencesOf, type Item } from '../looking/sequence.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] =>
  sequencesOf(document).flatMap((items) => {
    const stop = items.findIndex(stopsAll);
    if (stop < 0) return [];
    const start = items.findIndex((item, at) => at > stop && startsAgain(item));
    const between = items.slice(stop + 1, start < 0 ? items.length : start);
    const [first, ...others] = start < 0 ? [] : between.filter(needsServices);
    const stopped = items[stop];
    if (first === undefined || stopped === undefined) return [];
    return [
      {
        at: { line: first.line, endLine: first.endLine },
        message: `"${head(first)}" comes after everything was stopped (line ${stopped.line}) and before it is started again (line ${items[start]?.line ?? 0}): there is nothing that would answer`,
        related: others.map((item) => ({
          at: { line: item.line, endLine: item.endLine },
          message: `so does "${head(item)}"`,
        })),
      },
    ];
  });

const head = ({ text }: Item): string => quoted(text.split('\n')[0] ?? '');

const everything =
  /\bstop(?:ping)?\s+(?:all|every|the)?\s*(?:all\s+)?(?:the\s+)?(?:services|containers|everything|applications|the (?:whole )?(?:stack|system))\b|\bshut ?down\s+(?:all|everything|the (?:stack|system))\b/i;

/** "Stop all services", `docker compose down`: not one service among others. */
const stopsAll = ({ text, commands }: Item): boolean =>
  everything.test(text.split('\n')[0] ?? '') ||
  commands.some(({ command }) =>
    /\b(?:docker[ -]compose)\b(?:\s+-\S+(?:\s+\S+\.ya?ml)?)*\s+(?:down|stop)\s*(?:-\S+\s*)*$/.test(
      command.trim(),
    ),
  );

const startsAgain = ({ text, commands }: Item): boolean =>
  /\b(?:re)?start(?:ing)?\s+(?:(?:all|the|every|up)\s+)*(?:services?|containers?|applications?|everything|stack|system)\b|\bbring\b.*\b(?:up|back)\b/i.test(
    text.split('\n')[0] ?? '',
  ) || commands.some(({ command }) => /\bdocker[ -]compose\b.*\b(?:up|start)\b/.test(command));

/** Looks at what only running services know; a look at files, disks or backups does not. */
const needsServices = ({ text, commands }: Item): boolean => {
  const title = text.split('\n')[0] ?? '';
  const looks =
    /\b(?:verify|check|validate|confirm|test)\b/i.test(title) &&
    /\b(?:integrity|counts?|data|inventory|consistency|health|endpoints?|queues?|messages|records|balances?)\b/i.test(
      title,
    );
  const acts = /\b(?:replay|reprocess|drain)\b/i.test(title);
  return (
    (looks || acts) &&
    !/\b(?:backup|dump|file|snapshot|volume|disk|checksum|stopped)\b/i.test(title) &&
    commands.length === 0
  );
};

export const ordVerify: Rule = {
  id: 'ORD-VERIFY',
  level: 'high',
  summary: 'a check that comes while everything is stopped',
  why: 'The step can only be skipped or fail. Either the order is wrong, or somebody starts services in the middle of a restore to be able to look.',
  bad: '## Data corruption\n\n1. Stop all services\n2. Restore from backup\n3. Verify inventory counts\n4. Restart services\n',
  good: '## Data corruption\n\n1. Stop all services\n2. Restore from backup\n3. Restart services\n4. Verify inventory counts\n',
  check,
};
