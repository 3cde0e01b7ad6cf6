// A chapter that creates by its title, and destroys by its only commands: pasted from the one before.
import type { Found, LintDocument } from '../rule.ts';
import { quoted } from './listing.ts';
import { commandsIn } from './section-tree.ts';
import { subtreeOf } from './section-tree.ts';

const creates =
  /^(?:\W*(?:\d+[.)]?)*\s*)?(?:\w{1,12} )?(?:create|creating|creation|provision(?:ing)?|set ?up|install(?:ing)?|launch)\b/i;
const both =
  /\b(?:re-?creat\w*|destroy|delete|remove|replace|tear|clean|reset|rebuild|drop|uninstall|or|and)\b/i;
const destroys =
  /\b(?:terraform|tf|tofu|terragrunt|pulumi|eksctl|cdk)\s+(?:destroy|delete)\b|\bkubectl\s+delete\b|\bhelm\s+(?:uninstall|delete)\b|\bdocker\s+(?:rm|volume rm|network rm)\b|\bdrop\s+(?:table|database|schema)\b|\baws\s+\S+\s+(?:delete|terminate)-/i;
const harmless = /^(?:cd|ls|export|git|echo|source)\b|^\w+=/;

export const createsByDestroying = (document: LintDocument): readonly Found[] =>
  document.runbook.sections.flatMap((section) => {
    if (!creates.test(section.title) || both.test(section.title) || subtreeOf(document, section).length > 1)
      return [];
    const commands = commandsIn(document, section).filter(({ command }) => !harmless.test(command.trim()));
    const [first] = commands;
    if (first === undefined || !commands.every(({ command }) => destroys.test(command))) return [];
    return [
      {
        at: { line: first.line, endLine: first.endLine },
        level: 'high' as const,
        message: `"${quoted(section.title)}" is to create, and all that it runs destroys: \`${quoted(first.command)}\``,
        related: [{ at: { line: section.line, endLine: section.line }, message: 'the title' }],
      },
    ];
  });
