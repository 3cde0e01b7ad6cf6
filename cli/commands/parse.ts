// gameday parse: what is understood of a runbook, without judging it: sections, alerts, commands, each with its place.
import { readRunbooks } from '../lint/runbook-files.ts';
import { print, printJson } from '../output.ts';
import { runbookOutline } from '../parse/outline.ts';
import { parseRunbook } from '../../runbooks/parse.ts';

interface ParseArgs {
  readonly file?: readonly string[];
  readonly format: 'outline' | 'json';
  readonly stdinName: string;
}

export const handle = ({ file = [], format, stdinName }: ParseArgs): number => {
  const files = readRunbooks(file, stdinName).map(({ uri, text }) => ({ uri, runbook: parseRunbook(text) }));
  if (format === 'json') {
    const models = files.map(({ uri, runbook }) => ({ schema: 1, uri, ...runbook }));
    // One runbook is printed as it is, several in a list.
    printJson(models.length === 1 ? models[0] : { schema: 1, files: models });
  } else {
    const width = Math.min(process.stdout.columns || 80, 120);
    print(files.map(({ uri, runbook }) => runbookOutline(uri, runbook, width)).join('\n\n'));
  }
  return 0;
};
