// Which lines of a runbook a game day has proved: a fold over the steps that were played, as code coverage is over calls.
import type { SkipColour, Via } from '../../core/journal/events.ts';
import type { Block, Runbook } from '../model.ts';

/** `observed`: ran, and was seen to do what it is for. `ran`: it only exited with 0. */
export type StepColour = 'observed' | 'ran' | 'failed' | SkipColour;
export type LineColour = StepColour | 'prose' | 'output';

export interface PlayedStep {
  readonly line: number;
  readonly endLine: number;
  readonly colour: StepColour;
  readonly via: Via;
  /** Who played it, e.g. `flash-sale-engine/broker-killed`. */
  readonly drill: string;
  /** What came of it, for people. */
  readonly reason: string;
}

export interface CoveredCommand {
  readonly line: number;
  readonly endLine: number;
  readonly command: string;
  readonly section: string | null;
  readonly colour: StepColour;
  /** Null for a command that nobody ran. */
  readonly via: Via | null;
  readonly drills: readonly string[];
  /** Why it has this colour; null for one that nobody played. */
  readonly reason: string | null;
}

export interface CoveredLine {
  readonly line: number;
  readonly colour: LineColour;
  readonly via: Via | null;
}

export interface Coverage {
  readonly commands: readonly CoveredCommand[];
  /** One for each line that isn't blank. */
  readonly lines: readonly CoveredLine[];
}

/** Where a command was played several times, the first of these is told: a promise that was broken once is broken. */
const order: readonly StepColour[] = [
  'failed',
  'observed',
  'ran',
  'unreachable',
  'blocked',
  'unbound',
  'waived',
  'not-taken',
];

export const coverageOf = (runbook: Runbook, text: string, steps: readonly PlayedStep[]): Coverage => {
  const commands = commandsOf(runbook).map((command): CoveredCommand => {
    const played = steps.filter(({ line, endLine }) => line === command.line && endLine === command.endLine);
    const best = played.toSorted((one, other) => order.indexOf(one.colour) - order.indexOf(other.colour))[0];
    return {
      ...command,
      colour: best?.colour ?? 'not-taken',
      via: best === undefined || !wasRun(best.colour) ? null : best.via,
      drills: [...new Set(played.map(({ drill }) => drill))],
      reason: best?.reason ?? null,
    };
  });
  return { commands, lines: linesOf(runbook, text, commands) };
};

export const wasRun = (colour: StepColour): boolean =>
  colour === 'observed' || colour === 'ran' || colour === 'failed';

type Unplayed = Pick<CoveredCommand, 'line' | 'endLine' | 'command' | 'section'>;

/** What a reader would type: the commands, and those that a wait repeats. */
const commandsOf = ({ commands, waits, sections }: Runbook): readonly Unplayed[] =>
  [...commands, ...waits.filter((wait) => wait.kind === 'wait-until')]
    .map(({ line, endLine, command, section }) => ({
      line,
      endLine,
      command,
      section: section === null ? null : (sections[section]?.path.join(' > ') ?? null),
    }))
    .sort((one, other) => one.line - other.line);

const linesOf = (
  { blocks }: Runbook,
  text: string,
  commands: readonly CoveredCommand[],
): readonly CoveredLine[] => {
  const lines = text.split(/\r\n|[\n\r]/);
  const colours = lines.map((): Omit<CoveredLine, 'line'> => ({ colour: 'prose', via: null }));
  for (const block of blocks) paint(colours, block, { colour: colourOf(block), via: null });
  for (const command of commands) paint(colours, command, { colour: command.colour, via: command.via });
  return colours.flatMap((colour, index) =>
    (lines[index] ?? '').trim() === '' ? [] : [{ line: index + 1, ...colour }],
  );
};

// What stands in a fence and is no command: comments, and what commands show.
const colourOf = ({ fence }: Block): LineColour => (fence === null ? 'prose' : 'output');

const paint = <Colour>(
  colours: Colour[],
  { line, endLine }: { readonly line: number; readonly endLine: number },
  colour: Colour,
): void => {
  for (let at = line - 1; at < Math.min(endLine, colours.length); at += 1) colours[at] = colour;
};
