// Planned work that people are told of when it has already hit them.
import { quoted } from '../looking/listing.ts';
import { sequencesOf, type Item } from '../looking/sequence.ts';
import { titlesAt } from '../looking/sections.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] =>
  sequencesOf(document).flatMap((items) => {
    const hit = items.findIndex(isNoticed);
    const told = items.findIndex(tells);
    const [first, notice] = [items[hit], items[told]];
    if (first === undefined || notice === undefined || told < hit || !isPlanned(document, first)) return [];
    return [
      {
        at: { line: notice.line, endLine: notice.endLine },
        message: `"${head(notice)}" comes after "${head(first)}" (line ${first.line}): those who are to be told have noticed by then`,
        related: [{ at: { line: first.line, endLine: first.endLine }, message: 'noticed from here on' }],
      },
    ];
  });

const head = ({ text }: Item): string => quoted(text.split('\n')[0] ?? '');

const planned =
  /\b(?:maintenance|planned|scheduled|upgrad\w*|migrat\w*|releas\w*|deploy\w*|patch\w*|rotat\w*|decommission\w*|cut-?over|switch-?over)\b/i;
const unplanned =
  /\b(?:emergenc\w*|incident|outage|failure|disaster|breach|lockdown|hotfix|roll ?back|unplanned|alert)\b/i;

/** In an outage one acts first; work that has a date can be announced. */
const isPlanned = ({ runbook, ...document }: LintDocument, { line }: Item): boolean => {
  const section = runbook.sections.findLast((one) => one.line <= line && one.endLine >= line);
  const titles = `${runbook.title ?? ''} / ${titlesAt({ runbook, ...document }, section?.index ?? null)}`;
  return planned.test(titles) && !unplanned.test(titles);
};

const isNoticed = ({ text, commands }: Item): boolean =>
  /^(?:step\s*)?[\W\d]*(?:(?:enable|enter|activate|set|turn on|switch (?:on|to)) (?:the )?maintenance mode|stop (?:all |the )?(?:\w+ )?(?:services?|applications?|apis?|traffic|workers|containers)|shut ?down|take (?:\w+ )?offline|fail ?over)\b/i.test(
    text,
  ) ||
  commands.some(({ command }) =>
    /\bdocker[ -]compose\b.*\b(?:down|stop)\b|\bsystemctl stop\b|\bscale\b.*--replicas[= ]0\b/.test(command),
  );

const tells = ({ text }: Item): boolean => {
  const title = text.split('\n')[0] ?? '';
  return (
    /\b(?:notify|announce|inform|tell|warn|communicate|e-?mail|message|post)\b.*\b(?:users?|customers?|stakeholders|clients|partners|status page|everybody|everyone|team|merchants|tenants)\b/i.test(
      title,
    ) &&
    !/\b(?:complet\w*|done|finish\w*|restored|resolved|over|end(?:ed)?|success\w*|back|fail\w*|if|after|result\w*)\b/i.test(
      title,
    )
  );
};

export const ordNotify: Rule = {
  id: 'ORD-NOTIFY',
  level: 'medium',
  summary: 'planned work that is announced after it has begun',
  why: 'Users meet the outage before the message, and each of them opens a ticket; whoever would have said "not today" is asked too late.',
  bad: '## Planned maintenance\n\n1. Enable maintenance mode\n2. Notify customers\n3. Run the migration\n',
  good: '## Planned maintenance\n\n1. Notify customers\n2. Enable maintenance mode\n3. Run the migration\n',
  check,
};
