// A script with the values that are known of its variables in their place, as the shell would put them there.
import { forEachChild, type ParsedScript, type SyntaxNode } from 'unbash';

type Where = 'plain' | 'quoted' | 'here-document' | 'assigned';

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Null where nothing in it is known. */
export const substitute = (
  text: string,
  script: ParsedScript,
  values: ReadonlyMap<string, string>,
): string | null => {
  const edits: Edit[] = [];
  visit(script, 'plain', values, edits);
  if (edits.length === 0) return null;
  let done = '';
  let at = 0;
  for (const { from, to, text: now } of edits.toSorted((a, b) => a.from - b.from)) {
    done += text.slice(at, from) + now;
    at = to;
  }
  return done + text.slice(at);
};

const visit = (node: SyntaxNode, where: Where, values: ReadonlyMap<string, string>, edits: Edit[]): void => {
  // In escaped backticks offsets are those of another text.
  if ('script' in node && node.script?.source !== undefined) return;
  const name =
    node.type === 'SimpleExpansion'
      ? node.text.slice(1)
      : node.type === 'ParameterExpansion' && node.prefix === undefined
        ? node.parameter
        : null;
  const value = name === null ? undefined : values.get(name);
  if (value !== undefined) {
    edits.push({ from: node.pos, to: node.end, text: expanded(value, where) });
    return;
  }
  forEachChild(node, (child) => visit(child, whereIn(child, where), values, edits));
};

const whereIn = ({ type }: SyntaxNode, where: Where): Where => {
  if (type === 'DoubleQuoted' || type === 'LocaleString') return 'quoted';
  if (type === 'HereDocBody') return 'here-document';
  if (type === 'Assignment') return 'assigned';
  return type === 'Script' || type === 'CommandExpansion' ? 'plain' : where;
};

/** What stands in the value for something else stays so: it was put together from what nobody knows. */
const expansion = /(\$\((?:[^()]|\([^()]*\))*\)|`[^`]*`|\$\{[^}]*\}|\$\w+)/;

const expanded = (value: string, where: Where): string => {
  const list = /^\(([^]*)\)$/.exec(value)?.[1];
  if (list !== undefined) return where === 'quoted' ? `" ${list} "` : ` ${list} `;
  const parts = value.split(expansion);
  if (where === 'plain')
    return parts.map((part, index) => (index % 2 === 1 ? `"${part}"` : words(part))).join('');
  const inside = parts.map((part, index) => (index % 2 === 1 ? part : escaped(part, where))).join('');
  return where === 'assigned' ? `"${inside}"` : inside;
};

/** Blanks part words; nothing else in a value is read by the shell again. */
const words = (text: string): string =>
  text.replace(/[^\s]+/g, (word) => `'${word.replaceAll("'", `'\\''`)}'`).replace(/\s+/g, ' ');

const escaped = (text: string, where: Where): string =>
  text.replace(where === 'here-document' ? /[\\$`]/g : /[\\$`"]/g, '\\$&');
