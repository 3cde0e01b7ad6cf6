// Sentences that say by its path where one works: "Run every command in /srv/shop", "the Compose project lives in ~/shop".
import type { Block } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { oncePer } from './once.ts';
import { around, procedureOf, textOf } from './sections.ts';

interface ToldFolder {
  readonly section: number | null;
  readonly line: number;
  /** It says so of everything, not only of what comes next. */
  readonly forAll: boolean;
}

/** True where the text says in which folder a command is to be run: for all of them, above it, or on the way to the system. */
export const tellsFolder = (
  document: LintDocument,
  { section, line }: { readonly section: number | null; readonly line: number },
): boolean => {
  const sections = around(document, section);
  const root = procedureOf(document, section)?.index;
  return toldFolders(document).some(
    (told) =>
      told.forAll ||
      leadsToSystem(document, told.section) ||
      (told.line <= line &&
        (told.section === null ||
          sections.some(({ index }) => index === told.section) ||
          (root !== undefined && procedureOf(document, told.section)?.index === root))),
  );
};

/** A chapter on how one gets to the system holds for all others. */
export const leadsToSystem = (document: LintDocument, section: number | null): boolean =>
  around(document, section).some(
    ({ role, title }) =>
      role === 'pre-flight' ||
      /\b(?:access|connect\w*|log ?in|prerequisit\w*|before|set-?up|getting)\b/i.test(title),
  );

const toldFolders = oncePer((document): readonly ToldFolder[] =>
  document.runbook.blocks.flatMap((block) =>
    sentencesOf(document, block).flatMap((text): readonly ToldFolder[] => {
      if (denied.test(text)) return [];
      const forAll = ofAll.some((pattern) => pattern.test(text));
      return forAll || ofNext.some((pattern) => pattern.test(text))
        ? [{ section: block.section, line: block.line, forAll }]
        : [];
    }),
  ),
);

/** In front of the first path: "do not run them in /srv/old". */
const denied = /^[^/]*\b(?:do not|don['’]t|never|no longer|used to|(?:must|should)(?: not|n['’]t))\b/i;

/** Without marks of code and emphasis, in one line each; a row of a table as "Project: /srv/shop". */
const sentencesOf = (document: LintDocument, block: Block): readonly string[] => {
  if (block.table !== null)
    return block.table.rows.map((row) => row.map(({ text }) => text.replaceAll('`', '')).join(': '));
  if (block.kind !== 'prose' && block.kind !== 'list-item') return [];
  const text = textOf(document, block).slice(0, 5000);
  return text.includes('/') ? plain(text).split(/(?<=[.!?;])\s+(?=\S)/) : [];
};

const plain = (text: string): string =>
  text
    .replace(/^\s*(?:>\s*)*(?:[-*+]\s+|\d+[.)]\s+)?/gm, '')
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

// Nobody works in these, nor in a file.
const path =
  '(?:~|\\$HOME|\\$\\{HOME\\})?/(?!(?:dev|proc|sys|var/log|api|v\\d|health\\w*|metrics|admin)\\b)[\\p{L}\\d_.@${}<>/-]*[\\p{L}\\d_}>/](?<!\\.(?:log|gz|sql|dump|sock|conf|pid|sh|py|[jt]sx?|go|rs|java|rb|php|txt|html?|md))(?![\\p{L}\\d_/-]|\\.[\\p{L}\\d])';
/** Words in between: no second deed, and nothing that is kept somewhere. */
const word =
  "(?: (?!(?:and|or|but|look|see|log\\w*|writ\\w*|stor\\w*|sav\\w*|record\\w*|document\\w*|describ\\w*|list\\w*|dump\\w*|back\\w*|cop\\w*|put|output|data|config\\w*|secrets?|volumes?|cert\\w*|reach\\w*|serv\\w*|listen\\w*|expos\\w*|endpoints?|never|not|n[o']t)\\b)[\\p{L}\\d_.'’()@-]+,?)";
const within =
  '(?:in|from|inside|into|within|under|below|at|out of|relative to)(?: the)?(?: (?:folder|directory))?';
const work =
  '(?:commands?|everything|all|anything|them|these|those|this|following|below|compose|make|npm|scripts?|steps?|procedures?|runbook)';
const begins = '(?:^|[,:(–—-] ?|\\b(?:and|then|please|you|we|must|should|always|only|first|to) )';
const project =
  '(?:project|stack|compose(?: file)?|(?:docker-)?compose\\.ya?ml|check-?out|code|sources?|repo(?:sitory)?|clone|app(?:lication)?|deployment|makefile|playbooks?|scripts|manifests|installation)';

const patternOf = (...parts: readonly string[]): RegExp => new RegExp(parts.join(''), 'iu');

const ofAll: readonly RegExp[] = [
  // "All commands are run in /srv/shop", "everything here assumes that you are in /srv/shop".
  patternOf(
    `\\b(?:commands|every command|everything|steps|scripts|all of (?:it|them|this))\\b${word}{0,8} ${within} ${path}`,
  ),
  patternOf(
    `\\b(?:befehle|kommandos|alles|commandes|comandos)\\b${word}{0,8} (?:in|aus|von|dans|depuis|en|desde|em) ${path}`,
  ),
  // "The Compose project lives in /srv/shop", "Project: /srv/shop".
  patternOf(
    `\\b${project}\\b${word}{0,4}(?: (?:is|are|lives?|sits?|resides?|stays?|found|located|installed|kept)\\b${word}{0,6}|${word}{0,3})(?: (?:in|at|under|below|inside|to))? (?=\\S+/)${path}`,
  ),
  patternOf(`\\b${project}${word}{0,3} ?[:=] ?${path}`),
  patternOf(
    `(?<!\\b(?:logs?|backups?|data|dumps?|config\\w*|output|cache|te?mp|uploads?) )\\b(?:working |project |deploy\\w* |home )?(?:folder|directory|dir|root)(?: (?:is|on \\S+)| ?[:=])+ ?${path}`,
  ),
];

const ofNext: readonly RegExp[] = [
  // "In /srv/shop on shop-1:" above what is typed there.
  patternOf(`^(?:then )?(?:in|from|inside) ${path}(?: on \\S+)?:$`),
  // "Run them from /srv/shop", "work in /srv/shop".
  patternOf(
    `${begins}(?:run|execute|type|enter|issue|perform|invoke|call|do|use)\\b(?:${word}{0,6}? ${work}\\b${word}{0,4})? ${within} ${path}`,
  ),
  patternOf(`${begins}(?:work|start|stay|be|stand)(?: on \\S+)? ${within} ${path}`),
  patternOf(
    `\\byou(?:['’]re| are| stand| work| start|${word} be)(?: (?:now|logged in|on \\S+|always|already))* ${within} ${path}`,
  ),
  // "Change to /srv/shop first", "SSH to shop-1 and go to ~/shop".
  patternOf(
    `${begins}(?:go|change|switch|move|navigate|step)(?: (?:over|back|down|your|the|shell|there|straight|first|then|always))* (?:to|into|in) ${path}`,
  ),
  patternOf(`\\b(?:cd|chdir|pushd)(?: (?:to|into))? ${path}`),
];
