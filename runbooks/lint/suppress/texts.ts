// The three rules about suppressions. They look at what all other rules found, so they have no `check` of their own.
import type { RuleText } from '../rule.ts';

export const noReason: RuleText = {
  id: 'SUP-NOREASON',
  level: 'medium',
  summary: 'a suppression without a reason, which suppresses nothing',
  why: 'Nobody can tell later whether the finding was looked at or only silenced. Until a reason is given, the rule stays in force.',
  bad: '<!-- gameday-lint-disable-next-line SH-NOFAIL -->\n\n```bash\ncurl -s http://localhost:8080/health\n```\n',
  good: '<!-- gameday-lint-disable-next-line SH-NOFAIL: the probe judges health, this only shows it -->\n\n```bash\ncurl -s http://localhost:8080/health\n```\n',
};

export const unknown: RuleText = {
  id: 'SUP-UNKNOWN',
  level: 'medium',
  summary: 'a suppression that names no rule, or one that does not exist',
  why: 'It suppresses nothing, and whoever wrote it believes that it does.',
  bad: '<!-- gameday-lint-disable SH-NOFIAL: shown only -->\n',
  good: '<!-- gameday-lint-disable SH-NOFAIL: shown only -->\n\n```bash\ncurl -s http://localhost:8080/health\n```\n',
};

export const unused: RuleText = {
  id: 'SUP-UNUSED',
  level: 'low',
  summary: 'a suppression that matches nothing',
  why: 'What it excused is gone. Left in place, it would silence the next mistake on that line.',
  bad: '<!-- gameday-lint-disable-next-line SH-NOFAIL: shown only -->\n\n```bash\ncurl -fsS http://localhost:8080/health\n```\n',
  good: '```bash\ncurl -fsS http://localhost:8080/health\n```\n',
};

export const suppressionTexts: readonly RuleText[] = [noReason, unknown, unused];
