// `curl …`: its URLs, and which of its options matter to a reader of its result.
import type { Invocation, ShellWord } from '../../shell/shell-model.ts';
import type { OptionUse } from '../../tools/options.ts';
import { readArgs } from '../../tools/read-args.ts';
import { oncePer } from './once.ts';

export interface CurlCall {
  readonly urls: readonly ShellWord[];
  readonly options: readonly OptionUse[];
}

export const curlCallOf = (run: Invocation): CurlCall | null =>
  run.program === 'curl' ? readCurl(run) : null;

const readCurl = oncePer(({ program, args }: Invocation): CurlCall | null => {
  const read = readArgs(program, args);
  if (read === null) return null;
  const options = [...read.options.values()].flat();
  const named = options.flatMap(({ name, value }) => (name === '--url' && value !== null ? [value] : []));
  return { urls: [...read.positionals, ...named], options };
});

export const curlHas = ({ options }: CurlCall, ...names: readonly string[]): boolean =>
  options.some(({ name }) => names.includes(name));

/** `http://host:8080/health/ready?x=1` → its parts; null when there is no host to read. */
export const partsOfUrl = (url: string): { host: string; port: number | null; path: string } | null => {
  const found = /^(https?:\/\/)?(?:[^/@\s]*@)?(\[[^\]]*\]|[^/:?#\s]+)(?::(\d+))?([^?#]*)/.exec(url);
  const [, scheme, host, port, path = ''] = found ?? [];
  if (host === undefined) return null;
  const standard = scheme === 'https://' ? 443 : 80;
  return { host, port: port === undefined ? standard : Number(port), path };
};
