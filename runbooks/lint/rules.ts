// The table of lint rules, sorted by id: one file in rules/ and one row here. A test compares folder and table.
import type { Rule } from './rule.ts';
import { shBlocking } from './rules/sh-blocking.ts';
import { shCurlglob } from './rules/sh-curlglob.ts';
import { shGlobargs } from './rules/sh-globargs.ts';
import { shMask } from './rules/sh-mask.ts';
import { shNofail } from './rules/sh-nofail.ts';
import { shPlaceholder } from './rules/sh-placeholder.ts';
import { shQuote } from './rules/sh-quote.ts';
import { shSshblock } from './rules/sh-sshblock.ts';
import { shStderr } from './rules/sh-stderr.ts';
import { shTty } from './rules/sh-tty.ts';
import { shTwice } from './rules/sh-twice.ts';
import { shUnbounded } from './rules/sh-unbounded.ts';
import { shUnset } from './rules/sh-unset.ts';

export const rules: readonly Rule[] = [
  shBlocking,
  shCurlglob,
  shGlobargs,
  shMask,
  shNofail,
  shPlaceholder,
  shQuote,
  shSshblock,
  shStderr,
  shTty,
  shTwice,
  shUnbounded,
  shUnset,
];
