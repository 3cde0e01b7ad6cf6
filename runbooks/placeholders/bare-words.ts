// Bare capitals where an argument is wanted: `--replicas=N`, `docker logs CONTAINER_ID`.
import type { FoundPlaceholder } from './found-placeholder.ts';
import type { QuotingAt } from './shell-text.ts';

// A letter for a number: `--tail=N`, `-n N`.
const letter = /(?<=\s-{1,2}[A-Za-z][\w-]*[= ])[NXYZ](?=\s|$)/g;
const word =
  /(?<=[\s=/:@])(?:(?:[A-Z][A-Z0-9]*_)+(?:ID|IDS|UUID|NAME|IP|HOST|HOSTNAME|URL|URI|PORT|ADDRESS|ADDR|TOKEN|KEY|PATH|FILE|FILENAME|DATE|TIME|TIMESTAMP|VERSION|TAG|HASH|SHA|PASSWORD|SECRET|USER|USERNAME|NUMBER|COUNT|HERE|NODE|POD|TOPIC|GROUP|BUCKET|REGION|NAMESPACE|REVISION|REPLICAS)|POD|PODNAME|NAMESPACE|NODE|NODENAME|CONTAINER|PID|HOSTNAME|DEPLOYMENT|REVISION|BACKUP_FILE|TIMESTAMP|USERNAME)(?=[\s/:.,;|&)"']|$)/g;

/** Programs whose own language is written in capitals, and those that look for a text or name a variable. */
const speaksCapitals =
  /(?:^|[\s|;&(/])(?:psql|mysql|sqlite3|mongosh|mongo|cqlsh|redis-cli|grep|egrep|fgrep|rg|ag|awk|sed|jq|echo|printf|printenv|export|unset|read|declare|local|env|set|iptables|nft|sqlplus|clickhouse-client|influx|ksql|kill|trap|rabbitmqctl|ps|sort|test)(?:\s|$)|\[\s/;

export const bareWordsIn = (command: string, quotingAt: QuotingAt): readonly FoundPlaceholder[] => {
  if (!/[A-Z]/.test(command)) return [];
  const found: FoundPlaceholder[] = [];
  let from = 0;
  for (const part of command.split(/(?<=[|;&\n])/)) {
    if (!speaksCapitals.test(part) && !/\s-e\s|--env[\s=]|--build-arg|-X\s/.test(part)) {
      for (const match of part.matchAll(word)) add(found, match, from, quotingAt);
    }
    for (const match of part.matchAll(letter)) add(found, match, from, quotingAt);
    from += part.length;
  }
  return found;
};

/** `nano .env  # Set APP_NAME`: it is told, not typed. */
const isInComment = (part: string, at: number): boolean => /(?:^|\s)#\s[^'"]*$/.test(part.slice(0, at));

const add = (
  found: FoundPlaceholder[],
  match: RegExpExecArray,
  offset: number,
  quotingAt: QuotingAt,
): void => {
  const from = offset + match.index;
  if (quotingAt(from) === 'single' || isInComment(match.input, match.index)) return;
  found.push({ form: 'bare', name: match[0], from, to: from + match[0].length });
};
