// Rules that are there already: several files as one, and each alert with what the runbook says about it.
import { Document, parseDocument, visit, type YAMLMap, type YAMLSeq } from 'yaml';
import { alertRules, readRules } from '../../core/rules.ts';
import { parseYaml } from '../../core/yaml/yaml-file.ts';
import type { Runbook } from '../../runbooks/model.ts';
import type { InitAlert } from './init-alerts.ts';
import { sameWords } from './init-sections.ts';

/** In their order, with their comments; each text has passed `readRules`. Names of groups have to differ within a file. */
export const joinRules = (texts: readonly string[]): string => {
  const [first, ...others] = texts.map(withoutAliases);
  if (first === undefined || others.length === 0) return texts[0] ?? '';
  const groups = groupsOf(first);
  groups.flow = false;
  for (const document of others) {
    first.comment = [first.comment, document.comment].filter(Boolean).join('\n') || null;
    for (const [index, group] of groupsOf(document).items.entries()) {
      if (index === 0) group.commentBefore = commentsAbove(document, group);
      group.set('name', freeName(String(group.get('name')), groups.items));
      groups.add(group);
    }
  }
  return first.toString({ lineWidth: 0 });
};

/** What an alias stands for is written out, without the comments: in another document it would stand for something else. */
const withoutAliases = (text: string): Document<YAMLMap> => {
  const document = parseDocument<YAMLMap>(text, { merge: true });
  let hasAlias = false;
  visit(document, { Alias: () => void (hasAlias = true) });
  return hasAlias ? new Document(document.toJS(), { aliasDuplicateObjects: false }) : document;
};

const groupsOf = (document: Document<YAMLMap>): YAMLSeq<YAMLMap> =>
  document.get('groups') as YAMLSeq<YAMLMap>;

/** What stands above a file's first group, which the parser keeps with the document, with the key, or with the group. */
const commentsAbove = (document: Document<YAMLMap>, group: YAMLMap): string =>
  [document, document.contents?.items[0]?.key, group]
    .map((node) => (node as Pick<YAMLMap, 'commentBefore'>).commentBefore ?? '')
    .filter((comment) => comment !== '')
    .join('\n');

const freeName = (name: string, groups: readonly YAMLMap[]): string => {
  const taken = new Set(groups.map((group) => group.get('name')));
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name}-${count}`;
  return free;
};

/** `text` has passed `readRules`. An alert with several rules is one, with the longest hold. */
export const alertsOfRules = (text: string, runbook: Runbook): readonly InitAlert[] => {
  const rules = readRules(parseYaml('alerts.yaml', text)).value;
  const byName = Map.groupBy(rules === null ? [] : alertRules(rules), ({ name }) => name);
  return [...byName].map(([name, found]) => ({
    name,
    said: runbook.alerts.filter((alert) => sameWords(alert.name ?? '', name)),
    expression: found[0]?.expr ?? null,
    holdMs: Math.max(...found.map(({ forMs }) => forMs)),
    intervalMs: Math.max(...found.map(({ intervalMs }) => intervalMs ?? 0)) || null,
    annotations: Object.assign(
      {},
      ...found.map(({ annotations }) => annotations),
    ) as InitAlert['annotations'],
  }));
};
