// How the history names a run and writes a share.
import { html, type Html } from '../html/markup.ts';

/** Where a run's own page is, as the link says it. */
export type PageAddress = (run: string) => string;

/** A link where the run has a page. */
export const runName = (
  { name, page }: { readonly name: string; readonly page: boolean },
  addressOf: PageAddress,
): Html => (page ? html`<a href="${addressOf(name)}">${name}</a>` : html`${name}`);

/** Rounded down, so that 100 % is all of it; a share of counts comes back as it was: 100 * (29 / 100) is a bit less than 29. */
export const wholePercent = (share: number): string => `${Math.floor(Number((share * 100).toFixed(6)))} %`;
