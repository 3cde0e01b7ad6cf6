// A warm `gameday up`: everything is built, the engine and the containers are not there yet.
import { gamedayProgram, median, promise, seconds, table, timed, type Timed } from './measure.ts';

const system = 'flash-sale-engine';
const turns = 3;
const limitMs = 10_000;

export const benchStack = async (): Promise<string> => {
  const starts: Timed[] = [];
  const ends: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    starts.push(await timed([...gamedayProgram, 'up', system]));
    ends.push((await timed([...gamedayProgram, 'down', system])).ms);
  }
  const splits = starts.map(split);
  const row = (name: string, of: (one: Split) => number): readonly string[] => [
    name,
    seconds(median(splits.map(of))),
  ];
  const rows = [
    ['part', 'median'],
    row('engine: start-up of the command, a private engine with its image store', ({ engine }) => engine),
    row('Compose: network, two projects, all containers started', ({ compose }) => compose),
    row('readiness: until every component answers', ({ ready }) => ready),
    row('command ends', ({ rest }) => rest),
    row('**`gameday up`, all in all**', ({ all }) => all),
    ['`gameday down`', seconds(median(ends))],
  ];
  const upMs = median(splits.map(({ all }) => all));
  return `## Stack start-up, warm, ${turns} turns\n\n${table(rows)}\n\n${promise(upMs < limitMs, `up in under ${seconds(limitMs)}`)}`;
};

interface Split {
  readonly engine: number;
  readonly compose: number;
  readonly ready: number;
  readonly rest: number;
  readonly all: number;
}

const split = ({ ms, lines }: Timed): Split => {
  const at = (text: string): number => lines.find((line) => line.text.includes(text))?.atMs ?? NaN;
  const [starting, started, up] = [at('starting '), at('all containers are started'), at(' is up at pace')];
  return { engine: starting, compose: started - starting, ready: up - started, rest: ms - up, all: ms };
};
