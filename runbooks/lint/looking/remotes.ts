// What a quoted text runs on other machines: `knife ssh q "…"`, `ansible -a "…"`, `salt x cmd.run "…"`, `gcloud compute ssh --command "…"`.
import { optionValue, type Call } from './calls.ts';
import { oncePer } from './once.ts';

export interface Remote {
  /** What the other machine's shell gets. */
  readonly text: string;
  /** On every machine that a query, a group or a list of hosts finds. */
  readonly everywhere: boolean;
}

const fanOut = /^(?:knife|ansible|salt|pssh|parallel-ssh|pdsh|clush|dsh|mco|bolt)\b/;

export const remoteOf = oncePer((call: Call): Remote | null => {
  const { program, words, invocation } = call;
  const wrapper = invocation.wrappers.findLast(({ kind }) => fanOut.test(kind) || /\bssh$/.test(kind));
  if (wrapper !== undefined)
    return { text: [program, ...words].join(' '), everywhere: fanOut.test(wrapper.kind) };
  const text = quotedText(program, words);
  return text === null || !/\s/.test(text) ? null : { text, everywhere: fanOut.test(program) };
});

const quotedText = (program: string, words: readonly string[]): string | null => {
  if (program === 'ansible') return optionValue(words, '-a', '--args');
  if (program === 'gcloud' || program === 'az' || program === 'aws')
    return words.includes('ssh') ? optionValue(words, '--command') : null;
  if (program === 'knife') return words[0] === 'ssh' ? (words.at(-1) ?? null) : null;
  if (program === 'salt') return words.includes('cmd.run') ? (words.at(-1) ?? null) : null;
  return fanOut.test(program) ? (words.at(-1) ?? null) : null;
};
