// What a comparison says of itself, the same in every format.
import { percentText } from '../../core/percent.ts';
import { msText, paceText } from '../text.ts';
import type { Comparison } from './compare.ts';

export const noiseText = ({ timesCompared, noise, from, to }: Comparison): string =>
  timesCompared
    ? `A time has changed when it differs by more than ${percentText(noise.share)}, ${msText(noise.ms)} and two sampling intervals; less is noise.`
    : `Run ${from.run} was ${paceText(from.pace)}, run ${to.run} ${paceText(to.pace)}: their times are not compared.`;

/** One sentence: how it turned out. */
export const resultText = ({ regressions, improvements }: Comparison): string => {
  if (regressions.length + improvements.length === 0) return 'Nothing is worse and nothing is better.';
  return `${regressions.length} worse, ${improvements.length} better.`;
};
