// What a pty shows, as text for people: the lines as they stood in the end, without the sequences that moved them about.
import { StringDecoder } from 'node:string_decoder';
import type { OutputCollector } from './output-frames.ts';
import { createScreen } from './terminal-screen.ts';

export interface TerminalText extends OutputCollector {
  /** As they stand now; of more than is kept nothing is known. */
  lastLines(most: number): readonly string[];
}

/** Keeps at most `maxBytes` of text, whatever comes and however it is cut; what comes after them is read and forgotten. */
export const createTerminalText = (maxBytes: number): TerminalText => {
  const decoder = new StringDecoder('utf8');
  const screen = createScreen(maxBytes);
  // A sequence that the end of a chunk has cut.
  let cut = '';
  let missed = false;
  let readBytes = 0;

  const read = (text: string): void => {
    for (const [token] of (cut + text).matchAll(tokens)) {
      cut = isCut(token) ? token : '';
      if (cut === '') act(token);
    }
  };
  const act = (token: string): void => {
    if (token === '\n') screen.newLine();
    else if (token.startsWith('\r')) screen.toColumn(0);
    else if (token === '\b') screen.back();
    else if (token.startsWith('\u001b') || token.startsWith('\u009b')) move(token);
    else if (!control.test(token)) screen.write(token);
  };
  const move = (sequence: string): void => {
    const [, digits = '', letter = ''] =
      /^(?:\u001b\[|\u009b)(\d*)(?:;\d*)*([ABCDGJK])$/.exec(sequence) ?? [];
    const count = Math.max(1, Number(digits || 1));
    if (letter === 'A') screen.up(count);
    else if (letter === 'B') screen.down(count);
    else if (letter === 'C') screen.forward(count);
    else if (letter === 'D') screen.back(count);
    else if (letter === 'G') screen.toColumn(count - 1);
    else if (letter === 'K') screen.eraseLine(digits);
    else if (letter === 'J' && (digits === '' || digits === '0')) screen.eraseBelow();
  };

  return {
    push: (chunk) => {
      // Not even decoded where it can't change what is kept, so that a flood costs nothing.
      if (screen.full() || readBytes > mostReadBytes) missed ||= chunk.length > 0;
      else read(decoder.write(chunk));
      readBytes += chunk.length;
    },
    lastLines: (most) => (missed ? null : screen.linesAbove(most))?.map(toldLine) ?? ['(more than is kept)'],
    finish: () => {
      if (!screen.full()) read(decoder.end());
      const { text, truncated } = screen.finish();
      return { stdout: text, stderr: '', output: text, truncated: truncated || missed };
    },
  };
};

const longestLine = 500;

/** Not cut, or a secret might be cut in two and no longer be known as one. */
const toldLine = (line: string): string =>
  line.length <= longestLine ? line.toWellFormed() : `(a line of ${line.length} characters)`;

// Nothing that people read consists of more: it is noise that would keep us busy.
const mostReadBytes = 32 * 1024 * 1024;

const control = /^[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

// A control string ends at its terminator, or at the end of its line: what follows must not vanish in an unfinished one.
const strings = String.raw`\u001b[\]PX^_][^\u0007\u001b\n\r]*(?:\u0007|\u001b\\|(?=[\n\r\u001b])|$)`;
const sequences = String.raw`(?:\u001b\[|\u009b)[0-?]*[ -/]*(?:[@-~]|(?=[^ -~])|$)`;
const escapes = String.raw`\u001b[ -/]*(?:[0-~]|(?=[^ -~])|$)`;
const plain = String.raw`[^\u0000-\u0008\u000a-\u001f\u007f-\u009f]+`;
const silent = String.raw`[\u0000-\u0007\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009a\u009c-\u009f]+`;
const tokens = new RegExp(`${plain}|\r+|${silent}|${strings}|${sequences}|${escapes}|[^]`, 'gu');

/** Longer than any sequence that means something: then it is rubbish, and not waited for. */
const longestSequence = 4096;

const isCut = (token: string): boolean =>
  token.startsWith('\u001b') || token.startsWith('\u009b')
    ? token.length < longestSequence && unfinished.test(token)
    : false;

const unfinished = /^(?:\u001b[ -/]*|(?:\u001b\[|\u009b)[0-?]*[ -/]*|\u001b[\]PX^_][^\u0007\u001b\n\r]*)$/u;
