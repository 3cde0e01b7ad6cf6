// "You can change `/data12` to the one in use", said of a path that a destroying command has written out.
import type { Found, LintDocument } from '../rule.ts';
import { around, textOf } from './sections.ts';
import { spanOfRun, runsOf } from './runs.ts';

const says = /\b(?:change|replace|adjust|substitute|adapt)\b[^`]{0,30}`([^`\s]{4,})`/i;

export const changeablePaths = (document: LintDocument): readonly Found[] => {
  const told = new Set<string>();
  return runsOf(document).flatMap((one) => {
    const { command, run } = one;
    if (command.commandClass !== 'X1' && !removes.test(command.command)) return [];
    const [section] = around(document, command.section);
    if (section === undefined) return [];
    const behind = textOf(document, {
      line: command.endLine + 1,
      endLine: Math.min(section.endLine, command.endLine + 10),
    });
    const path = says.exec(behind)?.[1];
    if (
      path === undefined ||
      told.has(path) ||
      !/[/\d]/.test(path) ||
      !run.args.some(({ value }) => value.includes(path))
    )
      return [];
    told.add(path);
    return [
      {
        at: spanOfRun(document, one),
        message: `${path} is written out in a command that destroys, and only the text below it says that it has to be changed`,
      },
    ];
  });
};

// Also inside of what another machine is told to run.
const removes = /\brm\s+-\w*r|\bmkfs|\bdd\s+if=|\bdrop\s+(?:table|database)\b/i;
