// SH-QUOTE: characters that the shell acts on where the program should get them, and quotes without an end.
import { gatherBy, type Hit } from '../looking/gather.ts';
import { spanIn } from '../looking/runs.ts';
import { unclosedQuotes } from '../looking/unclosed-quotes.ts';
import { eatenWords } from '../looking/unquoted-words.ts';
import { eatenInUrls, eatenVariables, splitFolders, type Eaten } from '../looking/unquoted.ts';
import type { Rule } from '../rule.ts';

export const shQuote: Rule = {
  id: 'SH-QUOTE',
  level: 'low',
  summary:
    'unquoted `?`, `&`, `*`, `(` or `$` that the shell takes for itself, or a quote that is never closed',
  why: 'An unquoted `&` in a URL ends the command there, `(` is a syntax error, `?` and `*` stop zsh with "no matches found", and in double quotes the shell fills in `$1` before awk sees it. Behind a quote that is never closed the shell waits for more, and what was pasted does not run.',
  bad: '```bash\ncurl http://localhost:9090/api/v1/query?query=up&time=0\n```\n',
  good: "```bash\ncurl 'http://localhost:9090/api/v1/query?query=up&time=0'\n```\n",
  check: (document) =>
    gatherBy(
      document.runbook.commands.flatMap((command, index): readonly (Hit & Eaten)[] => {
        const read = document.commands[index];
        if (read === undefined) return [];
        const eaten = [
          ...eatenInUrls(read.text),
          ...eatenVariables(read.text),
          ...splitFolders(read.text),
          ...eatenWords(read),
          ...unclosedQuotes(command, read),
        ];
        return eaten.map((one) => ({ ...one, at: spanIn(document, command, one) }));
      }),
      ({ cause }) => cause,
    ),
};
