// What a fence holds: by its language, by what stands right above it, and where these say nothing, by its lines.
import type { FenceUse } from '../model.ts';
import { parsePromql } from '../../core/promql/parse.ts';
import { looksLikePromql, splitExpressions } from '../promql/expressions.ts';
import { isPlausiblePromql } from '../promql/plausible.ts';
import { isSession, promptOf } from '../steps/prompts.ts';
import { startsLikeCommand } from '../steps/known-programs.ts';
import { splitCommands } from '../steps/shell-lines.ts';
import { isTranscript } from '../steps/transcripts.ts';
import type { CodeText } from '../markdown/code-text.ts';

/** What stands above a fence. */
export interface FenceContext {
  /** The end of the text right above it: a paragraph, a list item's text or a heading. '' when it is something else. */
  readonly textAbove: string;
  /** A fence with commands is the thing right above it. */
  readonly behindCommands: boolean;
}

export const fenceUse = (code: CodeText, context: FenceContext): FenceUse => {
  const use = useOfLanguage(code.language);
  if (use === 'shell') return isAnnounced(context.textAbove) && !hasCommand(code) ? 'output' : 'shell';
  // Commands of the shell alone, whatever the author has called them.
  if (use === 'code' && isOrchestration(code)) return 'shell';
  if (use !== 'text' && use !== 'data') return use;
  const typed = code.language !== '';
  if (!typed && hasPrompt(code)) return 'shell';
  // "It should show two containers" says it of what stands above; only a colon points to what follows.
  const isCommands = !typed && isShell(code);
  if (isCommands && !pointsDown.test(context.textAbove)) return 'shell';
  if (isAnnounced(context.textAbove)) return 'output';
  if (isCommands || (!typed && isTranscript(code.lines))) return 'shell';
  if (canBeOutput(code.language) && (context.behindCommands || isExample(context.textAbove))) return 'output';
  if (use === 'data') return 'data';
  if (isDiagram(code)) return 'diagram';
  if (typed) return 'text';
  return isPromql(code) ? 'promql' : isJson(code) ? 'data' : 'text';
};

const languages: readonly (readonly [FenceUse, string])[] = [
  [
    'shell',
    'bash sh shell zsh ksh dash fish console terminal shell-session shellsession sh-session shellscript commandline command',
  ],
  ['promql', 'promql prometheus metricsql'],
  ['output', 'output stdout log logs'],
  ['data', 'json json5 jsonc ndjson yaml yml toml xml ini env dotenv properties csv conf cfg config'],
  ['diagram', 'mermaid plantuml puml dot graphviz svgbob d2 ditaa asciiart'],
  ['text', 'text txt plain plaintext none md markdown'],
];
const useByLanguage = new Map(
  languages.flatMap(([use, names]) => names.split(' ').map((name) => [name, use])),
);

const useOfLanguage = (language: string): FenceUse =>
  language === '' ? 'text' : (useByLanguage.get(language) ?? 'code');

const canBeOutput = (language: string): boolean => /^(?:|json|text|txt|plain|plaintext)$/.test(language);

// "Response:", "Expected output", "You should see something like this:" at the end of the text.
const announced =
  /(?:^|[.\n:*(] ?)(?:the |an? )?(?:expected|sample|example|typical|successful|healthy|good|correct|normal)?\s*(?:outputs?|responses?|results?)(?: (?:is|are|looks?|will be|should be)\b[^.:\n]{0,40})?\s*:?\s*$|\b(?:should (?:see|look|be|return|show|print|output|get|respond)|(?:will|you) (?:see|look|return|get|print)|looks? like|similar to this|expected(?: output| response| result)?)\b[^.\n]{0,60}:?\s*$/i;
const pointsDown = /:\W*$|^\W*(?:expected |sample |example )?(?:outputs?|responses?|results?)\W*$/i;
const example = /\b(?:example|sample|e\.g\.)[^.\n]{0,60}:?\s*$/i;

const tail = (text: string): string => text.trimEnd().slice(-160);
const isAnnounced = (text: string): boolean => announced.test(tail(text));
const isExample = (text: string): boolean => example.test(tail(text));

const hasPrompt = ({ lines, language }: CodeText): boolean =>
  lines.some(({ text }) => promptOf(text, isSession(language)) !== null);

const hasCommand = (code: CodeText): boolean =>
  hasPrompt(code) || code.lines.some(({ text }) => startsLikeCommand(text));

const isShell = ({ lines }: CodeText): boolean => {
  const first = lines.find(({ text }) => text.trim() !== '' && !text.trimStart().startsWith('#'));
  if (first === undefined || !looksTyped(first.text)) return false;
  return splitCommands(lines).every(({ command }) => looksTyped(command));
};

// A console of Windows has words of its own.
const mistaken =
  /^(?:python|py|javascript|js|typescript|ts|go|java|ruby|rb|php|sql|docker|dockerfile|kubernetes|k8s)$/;

const isOrchestration = ({ lines, language }: CodeText): boolean => {
  if (!mistaken.test(language)) return false;
  const commands = splitCommands(lines);
  return (
    commands.length > 0 &&
    commands.every(({ command }) =>
      /^(?:sudo )?(?:kubectl|oc|helm|docker|docker-compose|curl|aws|gcloud|az|systemctl|redis-cli|terraform|ssh) +[\w.\/-]+(?! *[:=(])/.test(
        command,
      ),
    )
  );
};

// Every house has tools of its own: a word in small letters with an option behind it is one, where nothing else says so.
const ownTool = /^[a-z][a-z0-9_.-]*(?: [\w./@:=,-]+){0,6} --?[A-Za-z][\w-]*(?:[ =]|$)/;

const looksTyped = (line: string): boolean => startsLikeCommand(line) || ownTool.test(line.trim());

const isDiagram = ({ lines }: CodeText): boolean =>
  lines.some(({ text }) => /[─-╿▲▼◀▶]|^\s*[+|][-=+]{3,}|<?--+>|==+>/.test(text));

const isJson = ({ lines }: CodeText): boolean =>
  /^\s*[[{]["\s\]}{]*$|^\s*[[{]\s*"/.test(lines[0]?.text ?? '');

const isPromql = ({ lines }: CodeText): boolean => {
  if (lines.length > 60) return false;
  const expressions = splitExpressions(lines);
  return (
    expressions.length > 0 &&
    expressions.every(
      ({ text }) => looksLikePromql(text) && isPlausiblePromql(text) && parsePromql(text).problem === null,
    )
  );
};
