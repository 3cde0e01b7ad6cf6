// Work that is told in sentences or in a box to tick, and commands that only print what is to be done.
import type { Block, Section, Step } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { isForOperators } from './about.ts';
import { callsIn } from './calls.ts';
import type { Commandless } from './commandless.ts';
import { isImperative, isJudgement, pointsSomewhere } from './imperatives.ts';
import { oncePerPart } from './once.ts';
import { within } from './ordered.ts';
import { flatSteps } from './section-tree.ts';
import { around, isReference, textOf, titlesAt } from './sections.ts';

/** "The restore was tested as follows": what stands below is an account, and nothing to be done. */
export const isAccount = oncePerPart((document, section: Section): boolean => {
  if (around(document, section.index).some(({ title }) => accountTitle.test(title))) return true;
  const [first] = section.steps;
  if (first === undefined) return false;
  const before = textOf(document, { line: section.line + 1, endLine: first.line - 1 });
  return before.length < 2000 && accountIntro.test(before);
});

const accountTitle =
  /\bhow (?:this|it|the|we)\b.*\b(?:tested|works?|worked|happened|was|were|did)\b|\b(?:what (?:happened|we did|was done)|timeline|history|lessons|case study|post-?mortem)\b/i;
const accountIntro =
  /\b(?:was|were|has been|have been|had been|been) (?:successfully |already |last )?(?:tested|restored|done|performed|carried out|executed|verified|rehearsed|taken|mitigated|resolved|fixed)\b|\bwe (?:did|have done|tested|performed|restored|took|ran|fixed|resolved)\b/i;

const followed =
  /\b(?:restor\w*|recover\w*|roll(?:ing)?[- ]?back|resol\w*|remed\w*|mitigat\w*|fix\w*|fail ?over|repair\w*|rebuild\w*|procedure)\b/i;
const verbs =
  /^(?:access|download|upload|fetch|retrieve|restart|stop|start|restore|roll ?back|revert|deploy|redeploy|scale|rotate|revoke|delete|remove|drain|promote|fail ?over|rebuild|re-?create|replay|re-?run|run|execute|apply|clear|flush|purge|truncate|kill|copy|move|import|export|mount|detach|attach|reset|reload|change|edit|disable|enable|increase|decrease|reduce|switch|connect|log ?in|ssh|replace|install|upgrade|downgrade)\s+\p{L}/iu;
const lead =
  /^(?:(?:then|next|after that|finally|now|first|also|afterwards)\b,?\s+|(?:from|once|if|when|after|in|on)\s[^,]{3,80},\s+)+/i;
const pointer =
  /`|\]\(|https?:|(?:^|\s)\/[\w.-]+\/|\b(?:see|refer to|described|below|above|section|runbook|playbook|documentation|console|dashboard|UI|click|button|menu)\b|\b\d+\s?(?:%|[kmg]i?b|replicas?)(?!\w)/i;

/** Paragraphs of a remedy with two orders or more, and nothing to type, to open or to read beside them. */
export const commandlessSentences = (document: LintDocument): readonly Commandless[] => {
  const { blocks } = document.runbook;
  return blocks.flatMap((block, at): readonly Commandless[] => {
    if (block.kind !== 'prose' || block.section === null || !isRemedy(document, block.section)) return [];
    const text = proseOf(document, block);
    if (text.length > 2000 || /:\s*$/.test(text) || pointer.test(text) || /^\s*[>|]/.test(text)) return [];
    const next = blocks[at + 1];
    if (next !== undefined && /^(?:fence|list-item|table)$/.test(next.kind) && next.section === block.section)
      return [];
    const orders = text.split(/(?<=[.!;])\s+/).filter(isOrder);
    return orders.length < 2
      ? []
      : [{ at: { line: block.line, endLine: block.endLine }, text, section: block.section }];
  });
};

const labelledLine = /^\s*(?:\*\*|__)([^*_]{2,40})(?:\*\*|__)\s*:?\s*(\S.*)$/;

/** "**Render:** Set the service to maintenance": the step of each platform or case on a line of its own, and nothing to type in any. */
export const commandlessLines = (document: LintDocument): readonly Commandless[] =>
  document.runbook.blocks.flatMap((block): readonly Commandless[] => {
    const { section } = block;
    if (block.kind !== 'prose' || section === null || !isStepOrRemedy(document, section)) return [];
    if (within(document.runbook.commands, block).length > 0) return [];
    const lines = textOf(document, block).split('\n');
    const orders = lines.flatMap((text, at) => {
      const [, label = '', order = ''] = labelledLine.exec(text) ?? [];
      const isTold = order !== '' && isImperative(order) && !isJudgement(order) && !pointsSomewhere(order);
      return isTold && !notes.test(label) ? [{ line: block.line + at, text: order }] : [];
    });
    return lines.filter((text) => labelledLine.test(text)).length < 2
      ? []
      : orders.map(({ line, text }) => ({ at: { line, endLine: line }, text, section }));
  });

const notes = /^\W*(?:notes?|warnings?|caution|important|tips?|why|goal|when|who|owner|expected|result)\b/i;

/** What stands below the title of the whole document describes it. */
const isStepOrRemedy = (document: LintDocument, section: number): boolean =>
  (document.runbook.sections[section]?.parent !== null && isRemedy(document, section)) ||
  (!isReference(document, section) &&
    document.runbook.sections[section]?.role === null &&
    /^(?:step|phase)\s*\d/i.test(document.runbook.sections[section].title));

const proseOf = ({ lines }: LintDocument, { line, endLine }: Block): string =>
  lines
    .slice(line - 1, endLine)
    .join(' ')
    .replace(/\*\*|__/g, '')
    .replace(/\s+/g, ' ')
    .trim();

const isOrder = (sentence: string): boolean => {
  const bare = sentence.replace(lead, '').trim();
  return (
    verbs.test(bare) &&
    bare.split(' ').length > 2 &&
    !isJudgement(bare) &&
    !/^\w+\s+(?:is|are|was|were|has|have|will)\b/i.test(bare)
  );
};

const isRemedy = (document: LintDocument, index: number): boolean => {
  const section = document.runbook.sections[index];
  if (section === undefined || isReference(document, index) || isAccount(document, section)) return false;
  const { role } = section;
  if (role === 'remediation' || role === 'rollback') return true;
  return (
    (role === null || role === 'trigger') &&
    followed.test(titlesAt(document, index).split(' / ').slice(-2).join(' / '))
  );
};

const heavy =
  /^(?:rebuild|re-?join|restore|re-?init\w*|re-?sync\w*|promote|fail ?(?:over|back)|re-?create|re-?provision|rotate|revoke|re-?attach|redeploy|roll ?back|replay|decommission|reseed|re-?shard)\b/i;
const systems =
  /\b(?:nodes?|clusters?|replicas?|database|db|ind(?:ex|exes|ices)|pods?|instances?|servers?|brokers?|hosts?|images?|secrets?|keys?|credentials?|certificates?|passwords?|tokens?|backups?|volumes?|queues?|messages?|primary|standby|members?|shards?|partitions?|snapshots?|services?|deployments?|containers?|webhooks?|events?|jobs?|vm)\b/i;

/** "- [ ] Rebuild the failed node and rejoin the cluster", also where the tasks are for later: nobody does that by heart. */
export const heavyTasks = (document: LintDocument): readonly Commandless[] =>
  isForOperators(document)
    ? document.runbook.sections.flatMap((section) =>
        isReference(document, section.index) || isAccount(document, section)
          ? []
          : flatSteps(section.steps).flatMap((step) => {
              const raw = textOf(document, step);
              return isTask.test(raw) && isHeavy(step) && !pointsSomewhere(raw.replace(isTask, ''))
                ? [
                    {
                      at: { line: step.line, endLine: step.endLine },
                      text: bareTask(step.text),
                      section: section.index,
                    },
                  ]
                : [];
            }),
      )
    : [];

const isTask = /^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]\]\s*/;
const bareTask = (text: string): string => text.replace(/^\[[ xX]\]\s*/, '');

const isHeavy = ({ text, commands, steps }: Step): boolean =>
  commands.length === 0 &&
  steps.length === 0 &&
  heavy.test(bareTask(text)) &&
  systems.test(text) &&
  !isJudgement(bareTask(text));

export interface Echo {
  readonly line: number;
  readonly endLine: number;
  readonly label: string;
  readonly hasAddress: boolean;
}

const told =
  /^(?:check|go to|open|visit|see|look|review|navigate|run|verify|manually|please|log ?in|find)\b/i;
const asks =
  /^(?:\d+[.)]\s*)?(?:get|check|find|look|show|verify|view|collect|fetch|list|see|query|inspect|restart|run|update)\b/i;

/** "# Get the trace" above `echo "Check Datadog: …"`: a command that gets nothing. */
export const echoedSteps = (document: LintDocument): readonly Echo[] =>
  document.runbook.commands.flatMap((command, at): readonly Echo[] => {
    const { label, block, line, endLine } = command;
    const next = document.runbook.commands[at + 1];
    if (label === null || block === null || !asks.test(label) || isFollowed(endLine, block, next)) return [];
    const [call, ...others] = callsIn(document, command);
    if (
      call === undefined ||
      others.length > 0 ||
      !/^(?:echo|printf)$/.test(call.program) ||
      />/.test(command.command)
    )
      return [];
    const text = call.words
      .filter((word) => !word.startsWith('-'))
      .join(' ')
      .trim();
    return told.test(text) ? [{ line, endLine, label, hasAddress: /https?:\/\//.test(text) }] : [];
  });

/** The next line goes on with it. */
const isFollowed = (
  endLine: number,
  block: number,
  next: { line: number; block: number | null } | undefined,
): boolean => next !== undefined && next.block === block && next.line === endLine + 1;

/** "- [ ] Brokers healthy?" in a diagnosis: a question for each box, and nothing that answers any of them. */
export const askedChecks = (document: LintDocument): readonly Commandless[] =>
  document.runbook.sections.flatMap((section): readonly Commandless[] => {
    const { role, steps, index } = section;
    if (role !== 'diagnosis' && role !== 'verification') return [];
    const asked = steps.filter((step) => {
      const raw = textOf(document, step);
      return isTask.test(raw) && /\?\s*$/.test(raw) && !pointsSomewhere(raw.replace(isTask, ''));
    });
    return asked.length < 2 ||
      asked.length < steps.length ||
      within(document.runbook.commands, section).length > 0
      ? []
      : asked.map(({ line, endLine, text }) => ({
          at: { line, endLine },
          text: bareTask(text),
          section: index,
        }));
  });
