// Whether a sentence tells people to type the code that stands in it, or only speaks of it.
import type { CodeSpan } from '../markdown/plain-writer.ts';

/** Those of a text's codes that people are told to type; each is judged by its own sentence and by the code before it. */
export const toldCodes = (
  plain: string,
  codes: readonly CodeSpan[],
  /** Whether code in a line by itself is to be typed. */
  alone = true,
  place: { readonly inItem: boolean; readonly verifies: boolean } = { inItem: false, verifies: false },
): readonly CodeSpan[] => {
  const told: CodeSpan[] = [];
  for (const [at, code] of codes.entries()) {
    const before = codes[at - 1];
    const goesOn =
      before !== undefined && before === told.at(-1) && joins.test(between(plain, before.to, code.from));
    const lead = leadOf(plain, code);
    const rest = between(plain, code.to);
    // "- `docker compose ps -a`: who runs", "`curl -s x` returns `ok`." where something is checked.
    const opens =
      lead === '' && ((place.inItem && explained.test(rest)) || (place.verifies && shown.test(rest)));
    if (goesOn || opens || (alone && standsAlone(plain, code)) || isTold(lead, rest)) told.push(code);
  }
  return told;
};

/** "Do not run `x`", "never use `x`", "instead of `x`": what nobody shall type, in a list item neither. */
export const isForbidden = (plain: string, code: CodeSpan): boolean => forbidden.test(leadOf(plain, code));

// A sentence of a runbook is shorter than this.
const longest = 300;

const between = (plain: string, from: number, to = plain.length): string =>
  plain.slice(from, Math.min(to, from + longest));

const standsAlone = (plain: string, { from, to }: CodeSpan): boolean =>
  /(?:^|\n)[ \t]*$/.test(plain.slice(Math.max(0, from - 80), from)) &&
  /^[ \t]*[.:;]?[ \t]*(?:\n|$)/.test(between(plain, to));

/** The words of its sentence in front of it. */
const leadOf = (plain: string, code: CodeSpan): string => {
  const text = plain.slice(Math.max(0, code.from - longest), code.from);
  let start = 0;
  for (const found of text.matchAll(/[.!?;](?=\s)|\n[ \t]*\n/g)) start = found.index + found[0].length;
  return text.slice(start).replace(/\s+/g, ' ').trimStart();
};

/** The sentence that a code stands in. */
export const sentenceOf = (plain: string, code: CodeSpan): string =>
  leadOf(plain, code) + code.text + (/^[^.!?;\n]*/.exec(between(plain, code.to))?.[0] ?? '');

const explained =
  /^:\s+(?!(?:exit|never|do not|don['’]t|not |deprecated|obsolete|dangerous|forbidden|removed|niemals|nie |nicht |jamais|ne )\b)\S/i;
const shown =
  /^\s*(?:should|must|returns?|shows?|prints?|reports?|responds?|answers?|says?|gives?|lists?|exits?|liefert|zeigt|meldet|renvoie|affiche|->|=>|→)(?![\p{L}])/iu;

const joins = /^\s*(?:,\s*)?(?:and|then|and then|or|followed by|&&|,|or with|and also|→|->)\s*$/i;
const forbidden =
  /\b(?:do not|don['’]t|never|not|avoid|instead of|rather than|mustn['’]t|shouldn['’]t|cannot|can['’]t|without|unlike|refrain from)\b[^,:]{0,40}$/i;

const isTold = (lead: string, rest: string): boolean => {
  if (forbidden.test(lead)) return false;
  const words = lead.toLowerCase().match(/[\p{L}\d’'.-]+|[^\s\p{L}\d]/gu) ?? [];
  if (isTyping(words)) return true;
  if (words.at(-1) === ':')
    return (
      endsThere.test(rest) &&
      (tells(words) ||
        tells(lastClause(words)) ||
        purpose.test(lead) ||
        (circumstance.test(lead) && !example.test(lead)))
    );
  // "Then restart it (`docker compose restart db`)."
  if (bracket.test(lead) && /^\s*\)/.test(rest)) {
    const order = words.slice(
      0,
      words.findLastIndex((word) => word === '('),
    );
    return (tells(order) && order[0] !== 'see') || (order.includes('then') && tells(lastClause(order)));
  }
  return tells(words) && means.test(lead);
};

const endsThere = /^\s*(?:$|[.;,)]|\n|\(|[-–—] |(?:and|then|or)\b)/;
const bracket = /\((?:e\.g\.,? |for example,? |i\.e\.,? |with |using |via )?$/i;
/** "As a last resort: `…`", "If that fails: `…`": when it is to be typed, and nothing else. */
const circumstance =
  /^(?:(?:and|or|but|und|oder|et|ou)\s+)?(?:as (?:an?|the|your|our) [\w ,-]{1,60}|(?:if|once|unless|until|wenn|falls|sobald|si|quand|dès que) [^:]{2,160}|then|next|first(?:ly)?|finally|lastly|afterwards|otherwise|else|alternatively|in (?:an? |any |the )?(?:emergency|emergencies|doubt|need|worst case)|dann|danach|zuerst|zuletzt|sonst|andernfalls|notfalls|im notfall|als [\p{L} ]{1,40}|puis|ensuite|alors|enfin|sinon|en (?:dernier recours|cas [^:]{1,80})): ?$/iu;
const example =
  /\b(?:example|e\.g|output|usage|syntax|entry ?point|looks? like|logs?|says?|message|prints?|shows?|reports?|runs?|ran)\b[^:]*: ?$/i;
/** "To scale by hand: `…`". */
const purpose = /^(?:to|for) [^:]{2,160}: ?$/i;
/** "Stop it using `…`", "remove them by running: `…`". */
const means =
  /\b(?:with|using|via|by|through)(?: (?:running|executing|typing|issuing|doing|using|calling))?(?: (?:the|following|this|command|a|quick|simple))*:? ?$/i;

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const typing = setOf(
  'run re-run rerun execute type enter issue invoke use do try call perform running executing issuing using typing invoking',
);
const filler = setOf(
  'the this these a an following same command commands one-liner query out it them with from on as by using again via host ' +
    'server node machine shell inside in your terminal root each every affected both all any either first something like manually ' +
    'simply just pod container primary replica master e.g. eg for example , : ( quick simple below',
);
const goesBefore = setOf(
  'and then to please can should must now first next just simply also you try consider manually again , : ; ( - – — · * or otherwise either could may',
);
// Who does what is told of here: no reader.
const others =
  /\b(?:after|when|while|whenever|because|since|they|was|were|had|been|jobs?|scripts?|cron\w*|pipelines?|hooks?|services?|systems?|controllers?|operators?|which|who|it|will|would|used|automatically|previously|example|usage|syntax)$/;

/** "Run", "you can then run the command", "it can be useful to run". */
const isTyping = (words: readonly string[]): boolean => {
  // "You can run a `velero restore` command": its name.
  if (/^an?$/.test(words.at(-1) ?? '')) return false;
  let at = words.length - 1;
  for (let skipped = 0; at >= 0 && skipped < 10; skipped += 1, at -= 1) {
    const word = words[at] ?? '';
    if (typing.has(word) && !(filler.has(word) && typing.has(words[at - 1] ?? ''))) break;
    if (!filler.has(word)) return false;
  }
  const verb = words[at] ?? '';
  if (!typing.has(verb)) return false;
  const front = words.slice(Math.max(0, at - 6), at);
  const last = front.at(-1);
  if (verb.endsWith('ing')) return last === 'try' || last === 'by' ? tells(words) || last === 'try' : false;
  if (last === undefined) return true;
  if (!goesBefore.has(last)) return /^\d+[.)]?$/.test(last);
  const subject = front.filter((word) => !goesBefore.has(word)).join(' ');
  return (
    !others.test(subject) &&
    !/\b(?:when|if|after|while|before|once) you (?:\w+ )?$/.test(`${front.join(' ')} `)
  );
};

const verbs = setOf(
  'check verify confirm inspect look list find see show view get restart start stop kill delete remove clear clean free purge flush ' +
    'truncate scale roll revert undo drain cordon uncordon deploy redeploy apply reload reset rebuild recreate restore back dump take ' +
    'make create add install update upgrade edit change set unset enable disable pause resume connect log ssh open go switch promote ' +
    'fail force trigger test ping query watch tail follow read capture collect save copy move download upload fetch pull push rotate ' +
    'renew revoke increase decrease reduce raise lower identify determine describe compare count mount unmount detach attach terminate ' +
    'cancel abort shut bring turn put wipe drop rename replay reprocess requeue repair resync rebalance bounce cycle evict prune ' +
    'manually gracefully forcibly run execute monitor ensure validate review examine',
);
/** "… and then truncate that log:" */
const lastClause = (words: readonly string[]): readonly string[] => {
  const from = words.findLastIndex((word) => word === 'then' || word === 'and' || word === ',');
  return from < 0 ? [] : words.slice(from + 1);
};

const opening = setOf(
  'please then next now first firstly finally second and or otherwise alternatively optionally also just you can should must may need to could quickly entirely completely gently again - – — * · ,',
);

/** Begins as an order does, be it behind "If …," or "You can". */
const tells = (words: readonly string[]): boolean => {
  let at = 0;
  if (/^(?:if|once|after|on|from|in|to|when|for)$/.test(words[0] ?? '')) {
    const comma = words.indexOf(',');
    if (comma < 0) return false;
    at = comma + 1;
  }
  while (at < words.length && (opening.has(words[at] ?? '') || /^\d+[.)]?$/.test(words[at] ?? ''))) at += 1;
  return verbs.has(words[at] ?? '');
};
