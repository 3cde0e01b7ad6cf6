// Between the words of several copies each line says whose it is: the drill's, or the copy's.
import type { RunCopy } from '../../../core/journal/events.ts';
import type { Journal } from '../../../core/journal/journal.ts';
import { sayThrough } from '../../output.ts';
import { nameOf } from './own-copy.ts';

/** From now on; whoever ends, ends with this process. */
export const speakAs = (copy: RunCopy, drill: string | null): void => {
  const width = Math.max(...copy.gameDay.map((id) => nameOf(id).length), copyName(copy).length);
  const label = (drill === null ? copyName(copy) : nameOf(drill)).padEnd(width);
  // In one piece: the copies write to the same place.
  sayThrough((text) => process.stderr.write(labelled(label, text)));
};

/** As whichever drill is played. */
export const speakOfDrills = (copy: RunCopy, journal: Journal): void => {
  let current: string | null = null;
  journal.subscribe(({ drill }) => {
    if (drill === current) return;
    current = drill;
    speakAs(copy, drill);
  });
};

export const labelled = (label: string, text: string): string =>
  text
    .replace(/^\n+/, '')
    .split('\n')
    .map((line) => `${label} | ${line}\n`)
    .join('');

const copyName = ({ index }: RunCopy): string => `copy ${index}`;
