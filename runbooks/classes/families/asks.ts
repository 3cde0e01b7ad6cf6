// What is sent over a bare connection: lines that ask a server for its state, or nobody knows what.
import { unknown, verdict, type Stdin, type Verdict } from '../class-table.ts';

const asking =
  /^(stats( (items|slabs|sizes|settings))?|ruok|mntr|srvr|stat|conf|version|PING|INFO( \w+)?|QUIT|Q)?$/i;
const httpAsks = /^(GET|HEAD|OPTIONS) \S+( HTTP\/[\d.]+)?$/i;
const header = /^([\w-]+:.*)?$/;

/** Every line counts: `INFO` may have another one behind it. */
export const sent = (stdin: Stdin): readonly Verdict[] => {
  if (stdin.kind !== 'text') return [verdict('W2', 'it sends what it gets')];
  const [first = '', ...rest] = stdin.text.split(/\r?\n|(?:\\r)?\\n|\\r/).map((line) => line.trim());
  const asks = httpAsks.test(first)
    ? rest.every((line) => header.test(line))
    : [first, ...rest].every((line) => asking.test(line));
  return asks
    ? [verdict('R0', 'it asks a server for its state')]
    : unknown('what the text does to the server is not known');
};
