// What was typed without a prompt: lines that can be no output, and fences that hold a command and the table it shows.
import type { SourceLine } from '../markdown/code-text.ts';
import { looksLikeCommand } from './known-programs.ts';

// What prints texts, names of programs or whatever it is told to: commands may be among that.
const printers =
  /(?:^|[|;&(]\s*|\bsudo\s+)(?:cat|less|more|head|tail|history|echo|printf|[ezr]?grep|rg|sed|awk|crontab|alias|type|which|man|env|export|set|declare|xargs|find|ls|ps|pgrep|diff|git|make|ssh|jq|yq|curl|wget|base64|bash|sh|vim?|nano)(?=\s|$)|--?(?:version|help|dry-run)\b|\s-[hVv]\b|\s(?:version|help|config|inspect|history|logs?|exec|run|top|describe|show|explain)(?=\s|$)/;
// Services, too: `nginx started` is a row of what runs.
const services =
  /^(?:nginx|haproxy|vault|consul|nomad|nats|mongo|mysql|influx|flux|argocd|redis-server|node|java|docker) (?!-)(?!.* (?:-|\.?\/))/;
const wholeCommand =
  /^(?:docker|docker-compose) (?:compose|container|service|stack|volume|network|image|system|ps|start|stop|restart|kill|rm|pull|up|down|logs) ?/;

/** A known program with arguments at the start of a line, behind `above` ('' for nothing), which shows nothing that looks like that. */
export const isTypedBare = ({ text }: SourceLine, above: string): boolean =>
  looksLikeCommand(text) &&
  /^\S+ +(?:-|[a-z./~$<"'{*])/.test(text) &&
  !/\S {2,}\S|\t/.test(text) &&
  (!services.test(text) || wholeCommand.test(text)) &&
  !printers.test(above);

/** The titles of columns, or columns. */
const isTable = (text: string): boolean =>
  /^[A-Z][A-Z0-9_%()/-]+(?: +[A-Z][A-Z0-9_%()/-]+)+\s*$/.test(text) ||
  (/\S(?: {2,}|\t)\S/.test(text) && !text.includes('#') && !looksLikeCommand(text));

/** A command, and below it the table that it shows. */
export const isTranscript = (lines: readonly SourceLine[]): boolean => {
  const first = lines.findIndex(({ text }) => text.trim() !== '' && !text.trimStart().startsWith('#'));
  const [command, shown] = [lines[first], lines[first + 1]];
  return command !== undefined && shown !== undefined && isTypedBare(command, '') && isTable(shown.text);
};
