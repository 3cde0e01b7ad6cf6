// SH-CURLGLOB: brackets in a URL, which curl takes for a list or a range.
import type { Placeholder } from '../../model.ts';
import type { ShellWord } from '../../shell/shell-model.ts';
import { curlCallOf, curlHas } from '../looking/curl-calls.ts';
import { gatherBy, type Hit } from '../looking/gather.ts';
import { runsOf, spanIn, type Run } from '../looking/runs.ts';
import type { LintDocument, Rule } from '../rule.ts';

export const shCurlglob: Rule = {
  id: 'SH-CURLGLOB',
  level: 'high',
  summary: '`{…}` or `[…]` in a URL that curl globs',
  why: "curl expands `{a,b}` and `[1-3]` in URLs itself, inside quotes too. A PromQL selector loses its braces, and a range like `[5m]` ends in 'bad range': the question never reaches the server as it was written.",
  bad: "```bash\ncurl 'http://localhost:9090/api/v1/query?query=rate(http_requests_total[5m])'\n```\n",
  good: "```bash\ncurl -g 'http://localhost:9090/api/v1/query?query=rate(http_requests_total[5m])'\ncurl -G http://localhost:9090/api/v1/query --data-urlencode 'query=up{job=\"api\"}'\n```\n",
  check: (document) =>
    gatherBy(
      [
        ...runsOf(document).flatMap((one): readonly (Hit & Eaten)[] => hitsOf(document, one)),
        ...unparsed(document),
      ],
      ({ kind }) => kind,
    ),
};

interface Eaten {
  readonly kind: 'range' | 'list';
  readonly text: string;
}

const hitsOf = (document: LintDocument, { command, run }: Run): readonly (Hit & Eaten)[] => {
  const call = curlCallOf(run);
  if (call === null || curlHas(call, '--globoff')) return [];
  for (const url of call.urls) {
    const eaten = eatenIn(url, command.placeholders);
    if (eaten === null) continue;
    const says =
      eaten.kind === 'range'
        ? `curl takes \`${eaten.text}\` in a URL for a range and refuses it ("bad range")`
        : `curl takes \`${eaten.text}\` in a URL for a list and sends it without its braces`;
    return [
      {
        ...eaten,
        at: spanIn(document, command, url),
        message: `${says}.`,
        suggestion: 'add `-g`, or send the query with `-G --data-urlencode`',
      },
    ];
  }
  return [];
};

/** A command that the shell refuses for another reason: once its URL is quoted, curl is next. */
const unparsed = (document: LintDocument): readonly (Hit & Eaten)[] =>
  document.runbook.commands.flatMap((command, index): readonly (Hit & Eaten)[] => {
    if (document.commands[index]?.problem === null || !/^\s*curl\s/.test(command.command)) return [];
    const [, options = '', url = ''] =
      /^\s*curl\s+((?:-\S+\s+)*)["']?(https?:\/\/[^\s"'|]+)/.exec(command.command) ?? [];
    if (/(^|\s)(-[a-zA-Z]*g|--globoff)/.test(options)) return [];
    const eaten = eatenText(url, command.placeholders);
    if (eaten === null) return [];
    const message = `once the URL is quoted, curl takes \`${eaten.text}\` in it for a ${eaten.kind}.`;
    return [
      {
        ...eaten,
        at: command,
        message,
        suggestion: 'add `-g`, or send the query with `-G --data-urlencode`',
      },
    ];
  });

const eatenIn = (url: ShellWord, placeholders: readonly Placeholder[]): Eaten | null =>
  eatenText(url.value, placeholders);

const eatenText = (url: string, placeholders: readonly Placeholder[]): Eaten | null => {
  // Written for people to fill in: `/orders/{id}`, `/api/[endpoint]`.
  const text = placeholders.reduce((rest, placeholder) => rest.replaceAll(placeholder.text, '_'), url);
  const bare = text
    .replace(/^(\w+:\/\/)?\[[0-9a-fA-F:.]+\]/, '$1host')
    .replace(/\$\{[^}]*\}/g, '_')
    .replace(/\\[[\]{}]/g, '_');
  const range = /\[(?!\]|\d+-\d+(:\d+)?\]|[a-z]-[a-z](:\d+)?\]|[A-Z]-[A-Z](:\d+)?\])[^\]]*\]/.exec(bare);
  const list = /\{[^{}]*\}/.exec(bare);
  if (range !== null && !/^\[[A-Za-z][\w -]*\]$/.test(range[0])) return { kind: 'range', text: range[0] };
  if (list === null || isMeant(list[0])) return null;
  return { kind: 'list', text: list[0] };
};

/** `{id}` is a placeholder, `{a,b}` a list on purpose. */
const isMeant = (list: string): boolean => /^\{[\w.-]+\}$|^\{[\w./-]+(,[\w./-]+)+\}$/.test(list);
