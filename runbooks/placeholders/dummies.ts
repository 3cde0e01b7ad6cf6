// Words that nobody takes for real: your-domain.com, example.com, your-api-key, YYYYMMDD, xxx.
import type { FoundPlaceholder } from './found-placeholder.ts';

const dummy = new RegExp(
  [
    // A host that only examples have, with what stands around it in a name.
    String.raw`(?<![\w.-])(?:[\w-]+\.)*(?:your|my)-?(?:domain|company|org|site|host|server|app|cluster|bucket|registry|project)[\w-]*(?:\.[\w-]+)+`,
    String.raw`(?<![\w.@-])(?:[\w-]+\.)*example\.(?:com|org|net)\b(?!\.\w)`,
    String.raw`(?<![\w.-])(?:[\w-]+\.)+example(?![\w.-])`,
    // your-api-key, YOUR_TOKEN, <…> excepted
    String.raw`(?<![\w<-])(?:your|YOUR|Your)[-_][A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*`,
    String.raw`(?<![\w-])(?:changeme|CHANGEME|change-me|CHANGE_ME|replace-me|REPLACE_ME|REPLACEME|TODO_\w+|FIXME_\w+)(?![\w-])`,
    String.raw`(?<![A-Za-z0-9])(?:YYYY[-_/.]?MM[-_/.]?DD(?:[-_T/.]?HH[-_:]?MM(?:[-_:]?SS)?)?|HHMMSS|yyyy-?mm-?dd)(?![A-Za-z0-9])`,
    String.raw`(?<![\w-])(?:[Xx]{3,}(?:-[Xx]{2,})*)(?![\w-])`,
    String.raw`(?<![\w.])(?:[xX]\.){3}[xX](?![\w.])`,
    String.raw`(?<![\w.@-])user(?:name)?@(?:host(?:name)?|server)\b`,
  ].join('|'),
  'g',
);
const hint = /your|my-?|example|change|replace|YYYY|yyyy|HHMM|xxx|XXX|x\.x|X\.X|user|TODO_|FIXME_/i;
const login = /(?<![\w.@-])user@(?=[\w<$[.-])/g;

export const dummiesIn = (text: string): readonly FoundPlaceholder[] => {
  if (!hint.test(text)) return [];
  const found: FoundPlaceholder[] = [];
  for (const match of text.matchAll(dummy))
    found.push({ form: 'dummy', name: match[0], from: match.index, to: match.index + match[0].length });
  // `user@staging-server`: the login is made up, the host may be real.
  for (const match of text.matchAll(login))
    found.push({ form: 'dummy', name: 'user', from: match.index, to: match.index + 'user@'.length });
  return found;
};
