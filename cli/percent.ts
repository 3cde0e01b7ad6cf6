// `--max-regression 20%`.
import { parsePercent } from '../core/percent.ts';
import { usageError } from './errors.ts';

/** A share, e.g. 0.2. */
export const demandPercent = (option: string, text: string): number => {
  const share = parsePercent(text);
  if (share !== null) return share;
  throw usageError(`--${option}: expected a percentage such as 20%, got "${text}"`);
};
