// A command line with its placeholders filled in.
import type { Placeholder, Place } from '../../runbooks/model.ts';
import type { Values } from './values.ts';

export interface BoundCommand {
  readonly command: string;
  /** Variables that the command is run with: `$NAME` stays as the runbook writes it. */
  readonly env: Readonly<Record<string, string>>;
  /** As written, e.g. `<USER_ADDRESS>`, `$RPC_URL`. */
  readonly unbound: readonly string[];
}

type Named = Pick<Placeholder, 'form' | 'text' | 'name'>;

export const bindCommand = (
  command: string,
  placeholders: readonly Named[],
  values: Values,
): BoundCommand => {
  const env: Record<string, string> = {};
  const unbound: string[] = [];
  // The longest first: `item-N` is not to be taken for an `item-NAME` that is half filled in.
  const ordered = [...placeholders].sort((one, other) => other.text.length - one.text.length);
  let bound = command;
  for (const { form, text, name } of ordered) {
    const value = values.get(name);
    if (value === null) unbound.push(text);
    else if (form === 'variable') env[name] = value;
    else bound = bound.replaceAll(text, () => value);
  }
  return { command: bound, env, unbound: [...new Set(unbound)] };
};

/** Those of a command, by its lines: a wait's command is no entry of its own in the model. */
export const placeholdersOf = (
  placeholders: readonly Placeholder[],
  { line, endLine, command }: Place & { readonly command: string },
): readonly Placeholder[] =>
  placeholders.filter((one) => one.line >= line && one.endLine <= endLine && command.includes(one.text));
