// "Automated daily" over commands that somebody types, with nothing that would start them.
import type { Section } from '../../model.ts';
import { quoted } from '../looking/listing.ts';
import { oncePer } from '../looking/once.ts';
import { commandsIn, textOf } from '../looking/section-tree.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const claim =
  /\bautomat(?:ed|ic|ically)\b.{0,25}\b(?:daily|hourly|nightly|weekly|monthly|every (?:day|hour|night|week|\d+ \w+))\b|\b(?:daily|hourly|nightly|weekly|monthly)\b.{0,15}\bautomat(?:ed|ic|ically)\b/i;

const scheduler =
  /\bcron(?:tab|job)?s?\b|\btimers?\b|\bschedul|\bsystemd\b|\bairflow\b|\bjenkins\b|\bgithub actions?\b|\bgitlab\b|\bworkflows?\b|\bpipelines?\b|\blambda\b|\bevent ?bridge\b|\bcelery\b|\bbull(?:mq)?\b|\bquartz\b|\bnomad\b|\bdagster\b|\bargo\b|\bvelero\b|\brds\b|\bcloud sql\b|\bsnapshots?\b|\bmanaged\b|\bat \d{1,2}[:.]\d{2}|\b\d{1,2}(?::\d{2})? ?(?:am|pm|utc)\b|\b(?:barman|pgbackrest|wal-g|restic|borg\w*|duplicity|mongodb atlas|atlas|supabase|neon|heroku|render|planetscale|point-in-time|pitr)\b/i;

const check = (document: LintDocument): readonly Found[] =>
  document.runbook.sections
    .filter(({ title }) => claim.test(title))
    .filter((section) => commandsIn(document, section).length > 0 && !namesScheduler(document, section))
    .map((section) => ({
      at: { line: section.line, endLine: section.line },
      message: `"${quoted(section.title)}" names nothing that starts it: what follows are commands to type`,
    }));

/** In its own section, or in a line that speaks of the same thing. */
const namesScheduler = (document: LintDocument, section: Section): boolean => {
  if (scheduler.test(textOf(document, { line: section.line + 1, endLine: section.endLine }))) return true;
  const subject = /\b(back-?ups?|dumps?|rotation|clean-?up|reports?|vacuum|sync|exports?|imports?)\b/i.exec(
    section.title,
  )?.[1];
  if (subject === undefined) return false;
  const stem = subject.toLowerCase().replace(/s$/, '');
  return scheduledLines(document).some((line) => line.includes(stem));
};

const scheduledLines = oncePer(({ lines }: LintDocument) =>
  lines.filter((line) => scheduler.test(line)).map((line) => line.toLowerCase()),
);

export const claimAutomated: Rule = {
  id: 'CLAIM-AUTOMATED',
  level: 'medium',
  summary: 'called automated, with no scheduler named',
  why: 'Nobody can look whether it ran last night, because nobody knows what should have run it. Often nothing does.',
  bad: '## Backup (Automated Daily)\n\n```bash\npg_dump shop > /backups/shop.sql\n```\n',
  good: '## Backup (Automated Daily)\n\nRun by the CronJob `shop-backup`:\n\n```bash\npg_dump shop > /backups/shop.sql\n```\n',
  check,
};
