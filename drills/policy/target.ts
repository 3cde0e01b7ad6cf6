// What a command would hit, by what it says of it.
import type { ReadArgs } from '../../runbooks/tools/read-args.ts';

export interface Target {
  /** `untold`: nobody can tell before it runs; `name` is then a sentence that says why and what to do. */
  readonly kind: 'container' | 'service' | 'project' | 'host' | 'unknown host' | 'engine' | 'untold';
  readonly name: string;
}

export const untold = (name: string): Target => ({ kind: 'untold', name });

/** Hosts of a URL, of `user@host:port`, of a list of them with commas; a path or an empty text is a socket of this machine. */
export const hostsIn = (text: string): readonly Target[] => {
  const authority = text.replace(/^[\w+.-]+:\/\//, '').replace(/[/?#][^]*$/, '');
  return authority
    .slice(authority.lastIndexOf('@') + 1)
    .split(',')
    .flatMap(hostOf);
};

const hostOf = (text: string): readonly Target[] => {
  const host = /^(?:\[[^\]]+\]|[^:\s]+)/.exec(text.trim())?.[0];
  if (host === undefined) return [];
  return [{ kind: /[$`]/.test(host) ? 'unknown host' : 'host', name: host }];
};

/** Every value of an option that may be given several times. */
export const optionValues = ({ options }: ReadArgs, name: string): readonly string[] =>
  (options.get(name) ?? []).flatMap(({ value }) => (value === null ? [] : [value.value]));
