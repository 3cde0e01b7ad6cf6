// Scripts of sed: two of its commands leave the text that it reads.
import { unknown, verdict, type Call, type Verdict } from '../class-table.ts';
import { isSecretPath, writesTo } from '../paths.ts';

/** `e` runs what it finds, `w` writes files, both as commands and as flags of `s`. */
export const judgeSed = (call: Call): readonly Verdict[] => {
  const { args } = call;
  const scripts = [
    ...(args.options.get('--expression') ?? []).flatMap(({ value }) => (value === null ? [] : [value])),
  ];
  const files =
    scripts.length > 0 || args.options.has('--file') ? args.positionals : args.positionals.slice(1);
  if (scripts.length === 0 && !args.options.has('--file')) scripts.push(...args.positionals.slice(0, 1));
  if (args.options.has('--file')) return unknown('its script is in another file');
  if (scripts.length === 0) return unknown('sed without a script');
  const found: Verdict[] = scripts.flatMap(({ value }) => judgeSedScript(value));
  if (args.options.has('--in-place'))
    found.push(
      ...(files.length === 0
        ? unknown('no file is named')
        : files.map((file) => inPlace(writesTo(file, 'rewrites')))),
    );
  return [
    verdict('R0', 'it reads'),
    ...found,
    ...(files.some(({ value }) => isSecretPath(value)) ? [verdict('X4', 'the file holds secrets')] : []),
  ];
};

/** What was in the file is not kept. */
export const inPlace = (found: Verdict): Verdict =>
  found.commandClass === 'W1' ? { ...found, commandClass: 'W2', reason: `${found.reason}, in place` } : found;

const judgeSedScript = (script: string): readonly Verdict[] => {
  for (const command of sedCommands(script)) {
    if (command === 'e') return [verdict('U', 'sed runs what it reads')];
    if (command === 'w' || command === 'W') return [verdict('W2', 'sed writes a file')];
    if (command === '?') return [verdict('U', 'the script of sed can’t be followed')];
  }
  return [];
};

/** The letters of the commands, and of the flags of `s`, one after the other; `?` where it can't be followed. */
const sedCommands = (script: string): readonly string[] => {
  const found: string[] = [];
  let rest = script.trim();
  while (rest !== '') {
    rest = rest
      .replace(/^[\s;{}]+/, '')
      .replace(
        /^(?:(?:\d+(?:~\d+)?|\$|\/(?:[^/\\[]|\\.|\[\^?\]?[^\]]*\])*\/[IM]*|\\(.)(?:(?!\1).)*\1|\+\d+)\s*,?\s*)*!?\s*/,
        '',
      );
    const [letter] = rest;
    if (letter === undefined) break;
    // What stands in the brackets is read as what stands outside of them.
    if (letter === '{') continue;
    if (letter === 's' || letter === 'y') {
      const flags = flagsOf(rest);
      if (flags === null) return [...found, '?'];
      found.push(letter, ...flags.letters);
      rest = flags.rest;
    } else if (/[aic#:btTrR]/.test(letter)) {
      // Text, label or file name up to the end of the line.
      rest = rest.slice(
        /[btT]/.test(letter)
          ? (/^.[^;\n]*/.exec(rest)?.[0].length ?? 1)
          : (/^[^\n]*/.exec(rest)?.[0].length ?? 1),
      );
    } else if (/[=dDgGhHlnNpPqQxzF]/.test(letter)) rest = rest.slice(1).replace(/^\s*\d*/, '');
    else if (/[eEwW]/.test(letter)) return [...found, letter];
    else return [...found, '?'];
  }
  return found;
};

const flagsOf = (text: string): { readonly letters: readonly string[]; readonly rest: string } | null => {
  const mark = text[1] ?? '';
  let at = 2;
  for (let parts = 0; parts < 2; at += 1) {
    if (at >= text.length) return null;
    if (text[at] === '\\') at += 1;
    else if (text[at] === '[' && parts === 0 && mark !== '[' && text[0] === 's') {
      // A mark between square brackets is one of the letters there; with a backslash beside it seds differ.
      const [list] = /^\[\^?\]?(?:\[[:.=][^\]]*\]|[^\]])*\]/.exec(text.slice(at)) ?? [];
      if (list === undefined || (list.includes(mark) && list.includes('\\'))) return null;
      at += list.length - 1;
    } else if (text[at] === mark) parts += 1;
  }
  const flags = /^[gpiImMe\d]*w?/.exec(text.slice(at))?.[0] ?? '';
  return { letters: [...flags], rest: flags.endsWith('w') ? '' : text.slice(at + flags.length) };
};
