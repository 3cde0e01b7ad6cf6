// What stands on the terminal after rows were drawn over rows, also when it became narrower meanwhile.
import { expect, it } from 'vitest';
import { createTerminalText } from '../../../stack/terminal-text.ts';
import { createPainter } from './painter.ts';

/** A terminal that keeps what it shows; it breaks its rows anew when it becomes narrower, as most do. */
const terminal = (columns: number) => {
  let shown = '';
  const show = (bytes: string): string => {
    const screen = createTerminalText(1_000_000);
    screen.push(Buffer.from(bytes));
    return screen.finish().output;
  };
  return {
    columns,
    write(text: string) {
      shown = show(shown.replaceAll('\n', '\r\n') + text);
    },
    narrow(to: number) {
      this.columns = to;
      let column = 0;
      shown = [...shown].reduce((text, character) => {
        const width = character === '\n' ? 0 : character > '\u3000' ? 2 : 1;
        const isBroken = column + width > to;
        column = character === '\n' ? 0 : isBroken ? width : column + width;
        return `${text}${isBroken ? '\n' : ''}${character}`;
      }, '');
    },
    shown: () => shown,
  };
};

it('rows are drawn over, lines stay above them, and nothing is left when they are taken away', () => {
  const screen = terminal(80);
  const painter = createPainter(screen);
  painter.draw([], ['one', 'two']);
  painter.draw(['line'], ['three']);
  painter.draw([], ['four', 'five', 'six']);
  painter.draw(['next', 'and next'], ['\x1b[31mseven\x1b[0m']);
  expect(screen.shown()).toBe('line\nnext\nand next\nseven\n');
  painter.clear();
  expect(screen.shown()).toBe('line\nnext\nand next\n');
  painter.draw(['plain'], []);
  expect(screen.shown()).toBe('line\nnext\nand next\nplain\n');
});

it.each([79, 40, 39, 20, 7])('a terminal that became %i columns wide has no torn rows', (columns) => {
  const screen = terminal(80);
  const painter = createPainter(screen);
  painter.draw(['line'], ['─'.repeat(80), `\x1b[32m${'x'.repeat(41)}\x1b[0m`, '', '日本語'.repeat(7)]);
  screen.narrow(columns);
  painter.draw([], ['short']);
  expect(screen.shown()).toBe('line\nshort\n');
});

it('what somebody else has written on is left as it is', () => {
  const screen = terminal(80);
  const painter = createPainter(screen);
  painter.draw([], ['one']);
  screen.write('$ fg\r\n');
  painter.forget();
  painter.draw([], ['two']);
  expect(screen.shown()).toBe('one\n$ fg\ntwo\n');
});
