// What site generators write instead of Markdown, put into Markdown's words one for one, so that every offset holds.

export const asMarkdown = (text: string): string => {
  // A mark of the encoding is no part of the first heading.
  const plain = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  return withFences(withoutAdmonitions(plain));
};

/** `??? note` right above an indented fence: a paragraph would swallow it. */
const withoutAdmonitions = (text: string): string =>
  /\?\?\?|!!!/.test(text) ? text.replace(admonition, (line) => line.replace(/\S/g, ' ')) : text;

const admonition = /^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+[\w-][^\n]*(?=\n[ \t]+(?:```|~~~))/gm;

const opens =
  /^ {0,3}(?:\{%-?\s*highlight\s+([\w+-]+)[^%\n]*%\}|\{\{[<%]\s*highlight\s+([\w+-]+)[^\n]*[>%]\}\})[ \t\r]*$/;
const closes = /^ {0,3}(?:\{%-?\s*endhighlight\s*-?%\}|\{\{[<%]\s*\/\s*highlight\s*[>%]\}\})[ \t\r]*$/;

/** `{% highlight bash %}` of Jekyll, `{{< highlight bash >}}` of Hugo: only where both ends are there. */
const withFences = (text: string): string => {
  if (!text.includes('highlight')) return text;
  const lines = text.split('\n');
  let opened: number | null = null;
  for (const [at, line] of lines.entries()) {
    if (opens.test(line)) opened = at;
    else if (opened !== null && closes.test(line)) {
      lines[opened] = openingFence(lines[opened] ?? '');
      lines[at] = '```'.padEnd(line.length);
      opened = null;
    }
  }
  return lines.join('\n');
};

/** Its language stays where it stands. */
const openingFence = (line: string): string => {
  const language =
    opens
      .exec(line)
      ?.slice(1)
      .find((one) => one !== undefined) ?? '';
  const from = line.indexOf(language, line.indexOf('highlight') + 'highlight'.length);
  return ('```'.padEnd(from) + language).padEnd(line.length);
};
