import { GFM, parser, type MarkdownConfig } from '@lezer/markdown';
import { describe, expect, it } from 'vitest';
import { Words } from './words.ts';

const plain = parser.configure(GFM);
const quick = parser.configure([GFM, Words]);

const treeOf = (text: string, by: typeof parser): readonly string[] => {
  const nodes: string[] = [];
  by.parse(text).iterate({ enter: ({ name, from, to }) => void nodes.push(`${name} ${from}-${to}`) });
  return nodes;
};

describe('Words', () => {
  it.each([
    'Restart the gateway, then look at its log. Wait.',
    'a *b* c_d_e __f g__ ~~h~~ `i j` k',
    'ends with blanks  \nand goes on \nand on\\\nhere',
    'see http://a.b/c, https://d.e. and www.f.g/h) or (www.i.j)',
    'mail ops_team@a.bc or first.last+x@d.ef: mailto:g@h.ij xmpp:k@l.mn/o now',
    'tell x@y.zz, not x @ y and not a@b',
    '[a link](http://a.b "its title") and ![an image](c.png) and [d][e] and [f]',
    'a <b>tag</b> and <https://a.b> and <POD_NAME> &amp; &nbsp; &co',
    'an escaped \\* star, 2 \\_ 3 and \\\\ too',
    'http: //a.b www. c.d mailto: e@f.gh word:http://a.b wwwx.y',
    'größer als 5 µs · 😀 http://ä.de — naïve@x.yz',
    '| a b | c_d www.a.b |\n| --- | --- |\n| e@f.gh | `i | j` |',
    'tab\tand no-break\u00a0blank *a*\u2003b',
  ])('leaves the tree as it is: %s', (text) => {
    expect(treeOf(text, quick)).toEqual(treeOf(text, plain));
  });

  it('takes plain words at once', () => {
    let asked = 0;
    const counting: MarkdownConfig = {
      parseInline: [
        {
          name: 'Counting',
          after: 'Words',
          parse: () => {
            asked += 1;
            return -1;
          },
        },
      ],
    };
    parser.configure([GFM, Words, counting]).parse('Restart the gateway and look at its log *now* please.');
    // Two stars, what stands beside them, and the last word.
    expect(asked).toBeLessThan(12);
  });
});
