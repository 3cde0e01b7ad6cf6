// Colours of a terminal; none where nobody asked for them.
import type { Level } from '../rule.ts';

export interface Paint {
  level(level: Level, text: string): string;
  bold(text: string): string;
  dim(text: string): string;
}

const codes: Readonly<Record<Level, string>> = { high: '31', medium: '33', low: '36' };

const coded =
  (code: string) =>
  (text: string): string =>
    `\x1b[${code}m${text}\x1b[0m`;

export const paintWith = (color: boolean): Paint =>
  color
    ? { level: (level, text) => coded(`1;${codes[level]}`)(text), bold: coded('1'), dim: coded('2') }
    : { level: (_, text) => text, bold: (text) => text, dim: (text) => text };
