// Counts without a comparator: "10+ errors in 5 minutes", "5 or more restarts", "zero successful mints in 10 minutes".
import { guardedPattern } from '../guarded-pattern.ts';
import { durationMs, durationPattern, durationStart, numberOf, numberPattern } from './amounts.ts';
import { conditionAt, type FoundCondition, type Statement } from './statement.ts';
import { mayHaveWindow, readTimes } from './times.ts';

const letter = String.raw`[\p{L}_\/-]`;
const letters = String.raw`[\p{L}\p{N}_\/-]*`;
const words = String.raw`((?:(?!(?:in|within|per|over|during|for)\s)${letter}${letters}\s+){0,5}(?!(?:in|within|per|over|during|for)\s)${letter}${letters})`;
const numberAlone = String.raw`(?<![\p{L}\p{N}.,>=<$+-])`;
const orMore = guardedPattern(
  /\d(?:\+|\s+(?:or|und|ou)\s)/i,
  String.raw`${numberAlone}(${numberPattern})(?:\+|\s+(?:or|und|ou)\s+(?:more|mehr|plus))\s+${words}(?=\s|[.,;)]|\/|$)`,
  'giu',
);
const failing =
  /\b(?:error|fail|restart|crash|timeout|exception|retr|reject|attempt|violation|miss|drop|kill|5xx|4xx|50\d|event)/i;
// "3 errors in 5 minutes", "3 consecutive failures": a plain number counts only with a time, or in a row.
const plain = guardedPattern(
  failing,
  String.raw`(?<![\p{L}\p{N}.,>=<$+-]|than |over |above |below |under |least |most )(${numberPattern})\s+(consecutive\s+)?${words}(?=\s|[.,;)]|\/|$)`,
  'giu',
);
const inTime = String.raw`\s+(?:in|for|within|over|during|since|seit|depuis|pendant)\s+(?:(?:the|at|least|last|past|more|than|over|den|letzten)\s+)*`;
const none = guardedPattern(
  new RegExp(inTime + durationStart, 'i'),
  String.raw`(?<![\p{L}\p{N}])(?:zero|no|keine?|aucune?|0)\s+${words}${inTime}(${durationPattern})`,
  'giu',
);
// "14.4x error budget burn rate": how fast a budget is spent.
const burn = guardedPattern(
  /burn/i,
  String.raw`${numberAlone}(${numberPattern})\s?(?:x|×|times)\s+((?:the\s+)?(?:error[ -])?(?:budget\s+)?burn(?:[ -]?rate)?)`,
  'giu',
);

export const countConditions = (statement: Statement): readonly FoundCondition[] => {
  const { inline, from, to } = statement;
  const text = inline.plain.slice(from, to);
  const found: FoundCondition[] = [];
  const add = (match: RegExpExecArray, count: string, metric: string, comparator: '>=' | '=='): void => {
    const behind = match.index + match[0].length;
    const times = readTimes(text.slice(behind));
    found.push(
      conditionAt(statement, from + match.index, from + behind + times.length, {
        form: 'T4',
        metric: metric.trim(),
        comparator,
        value: numberOf(count),
        windowMs: times.windowMs,
        holdMs: times.holdMs,
      }),
    );
  };
  for (const match of burn.matchAll(text)) add(match, match[1] ?? '', match[2] ?? '', '>=');
  for (const match of orMore.matchAll(text)) add(match, match[1] ?? '', match[2] ?? '', '>=');
  for (const match of mayBeTimed(text) ? plain.matchAll(text) : []) {
    const metric = match[3] ?? '';
    const timed = readTimes(text.slice(match.index + match[0].length)).windowMs !== null;
    if (failing.test(metric) && (timed || match[2] !== undefined)) add(match, match[1] ?? '', metric, '>=');
  }
  for (const match of mayBeNone.test(text) ? none.matchAll(text) : []) {
    const windowMs = durationMs(match[2] ?? '');
    const end = from + match.index + match[0].length;
    found.push(
      conditionAt(statement, from + match.index, end, {
        form: 'T4',
        metric: match[1]?.trim() ?? null,
        comparator: '==',
        value: 0,
        windowMs,
      }),
    );
  }
  return found;
};

const mayBeNone = /(?<![A-Za-z0-9])(?:zero|no|keine?|aucune?|0)\s/i;

const mayBeTimed = (text: string): boolean =>
  /\d\s/.test(text) && (mayHaveWindow(text) || /consecutive/i.test(text));
