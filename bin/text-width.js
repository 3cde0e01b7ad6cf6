// In the bundle this stands for the package string-width: a help text has a column per character, and needs no tables
// of emoji and wide characters, which take longer to load than all of yargs.
import { stripVTControlCharacters } from 'node:util';

const textWidth = (text) => Array.from(stripVTControlCharacters(text)).length;

export { textWidth as default };
