// Front matter: a block of YAML (---) or TOML (+++) at the top, which Markdown itself doesn't know.

export interface FrontMatter {
  readonly from: number;
  /** Offset behind the closing line. */
  readonly to: number;
  readonly title: string | null;
}

// Nobody writes more; a stray `---` mustn't make us read the whole document.
const longest = 20_000;

/** Comments of one line may stand above it. */
export const readFrontMatter = (text: string): FrontMatter | null => {
  const before = /^\uFEFF?(?:[ \t]*(?:<!--(?:(?!-->)[^\n])*-->)?[ \t]*\r?\n)*/.exec(text.slice(0, longest));
  const from = before?.[0].length ?? 0;
  const head = text.slice(from, from + longest);
  const open = /^(---|\+\+\+)[ \t]*\r?\n/.exec(head);
  if (open === null) return null;
  const close = (open[1] === '---' ? /^(?:---|\.\.\.)[ \t]*\r?$/m : /^\+\+\+[ \t]*\r?$/m).exec(
    head.slice(open[0].length),
  );
  if (close === null) return null;
  const body = head.slice(open[0].length, open[0].length + close.index);
  if (!isSettings(body)) return null;
  const title = /^title[ \t]*[:=][ \t]*(\S.*?)[ \t]*\r?$/m.exec(body)?.[1];
  return {
    from,
    to: from + open[0].length + close.index + close[0].length,
    title: title?.replace(/^(["'])(.*)\1$/, '$2') ?? null,
  };
};

/** A thematic break can look like front matter: what stands in between has to look like settings. */
const isSettings = (body: string): boolean => {
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  const keys = lines.filter((line) => /^["']?[\w.-]+["']?[ \t]*[:=]/.test(line));
  return (
    keys.length > 0 && lines.every((line) => /^(?:["']?[\w.-]+["']?[ \t]*[:=]|[ \t]|#|-|[\]}])/.test(line))
  );
};
