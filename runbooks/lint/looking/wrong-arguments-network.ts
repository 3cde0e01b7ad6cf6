// Hosts, ports and URLs in a form that network tools don't take.
import type { Wrong } from './report.ts';
import type { Run } from './runs.ts';

export const wrongNetworkArguments = ({ run: { program, args } }: Run): Wrong | null => {
  const words = args.map(({ value }) => value).filter((word) => !word.startsWith('-'));
  const url = words.find((word) => /^https?:\/\//.test(word));
  if (url !== undefined && takesHost.test(program)) {
    return {
      message: `\`${program}\` takes a host, not a URL: \`${url}\` is looked up as a name.`,
      suggestion: `use \`${hostOf(url)}\``,
    };
  }
  const pair = words.find((word) => /^[\w.-]+:\d{1,5}$/.test(word));
  if (pair === undefined) return null;
  if (takesPortApart.test(program)) {
    return {
      message: `\`${program}\` takes host and port as two words: \`${pair}\` is looked up as a name.`,
      suggestion: `write \`${pair.replace(':', ' ')}\``,
    };
  }
  return program === 'ping' || program === 'traceroute'
    ? {
        message: `\`${program}\` knows no ports: \`${pair}\` is looked up as a name.`,
        suggestion: `use \`nc -zv ${pair.replace(':', ' ')}\``,
      }
    : null;
};

const takesHost = /^(ping6?|traceroute|nslookup|dig|host|nc|ncat|telnet|mtr)$/;
const takesPortApart = /^(nc|ncat|telnet)$/;

const hostOf = (url: string): string => url.replace(/^https?:\/\//, '').replace(/[:/?#].*$/, '');
