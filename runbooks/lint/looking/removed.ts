// A row of the tables of commands that are gone.

export interface Removed {
  readonly program: RegExp;
  /** Of the words behind the program, joined by blanks. */
  readonly words: RegExp;
  /** As the message names it. */
  readonly what: string;
  readonly since: string;
  readonly instead: string;
  readonly level?: 'high' | 'medium' | 'low';
  /** In a runbook that says this it is there still: a fork that kept it, an old version on purpose. */
  readonly keptBy?: RegExp;
}

export const row = (
  program: string,
  words: RegExp,
  what: string,
  since: string,
  instead: string,
  level?: Removed['level'],
): Removed => ({
  program: new RegExp(`^(?:${program})$`),
  words,
  what,
  since,
  instead,
  ...(level === undefined ? {} : { level }),
});

/** Whatever stands behind the program. */
export const any = /^/;
