// Which view a terminal gets, by the environment's customs: NO_COLOR, the locale, TERM, CI.

type Env = Readonly<Record<string, string | undefined>>;

/** Rows that are drawn over themselves need a terminal with somebody in front of it. */
export const canRedraw = (isTerminal: boolean, env: Env): boolean =>
  isTerminal && env['TERM'] !== 'dumb' && (env['CI'] ?? '') === '';

export const abilities = (env: Env): { readonly colour: boolean; readonly unicode: boolean } => {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return {
    colour: (env['NO_COLOR'] ?? '') === '',
    unicode: /utf-?8/i.test(locale) && env['TERM'] !== 'dumb',
  };
};
