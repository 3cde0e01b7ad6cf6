// The table of lint rules, sorted by id: one file in rules/ and one row here. A test compares folder and table.
import type { Rule } from './rule.ts';
import { alrAlways } from './rules/alr-always.ts';
import { alrMismatch } from './rules/alr-mismatch.ts';
import { alrName } from './rules/alr-name.ts';
import { alrNoname } from './rules/alr-noname.ts';
import { alrNosection } from './rules/alr-nosection.ts';
import { alrNowindow } from './rules/alr-nowindow.ts';
import { alrVague } from './rules/alr-vague.ts';
import { blkMenu } from './rules/blk-menu.ts';
import { claimAutomated } from './rules/claim-automated.ts';
import { claimCommand } from './rules/claim-command.ts';
import { claimZerodowntime } from './rules/claim-zerodowntime.ts';
import { cliArgs } from './rules/cli-args.ts';
import { cliFlag } from './rules/cli-flag.ts';
import { cliGone } from './rules/cli-gone.ts';
import { cmpName } from './rules/cmp-name.ts';
import { cmpScale } from './rules/cmp-scale.ts';
import { cmpService } from './rules/cmp-service.ts';
import { cmpV1v2 } from './rules/cmp-v1v2.ts';
import { covZero } from './rules/cov-zero.ts';
import { datBackup } from './rules/dat-backup.ts';
import { datDown } from './rules/dat-down.ts';
import { datEvidence } from './rules/dat-evidence.ts';
import { datFlush } from './rules/dat-flush.ts';
import { datGuard } from './rules/dat-guard.ts';
import { datHeavy } from './rules/dat-heavy.ts';
import { datIrreversible } from './rules/dat-irreversible.ts';
import { datKill } from './rules/dat-kill.ts';
import { datLockout } from './rules/dat-lockout.ts';
import { datNewline } from './rules/dat-newline.ts';
import { datOverwrite } from './rules/dat-overwrite.ts';
import { datPrune } from './rules/dat-prune.ts';
import { datReplay } from './rules/dat-replay.ts';
import { datRestore } from './rules/dat-restore.ts';
import { datSynth } from './rules/dat-synth.ts';
import { diagMismatch } from './rules/diag-mismatch.ts';
import { diagUnavail } from './rules/diag-unavail.ts';
import { diagWrite } from './rules/diag-write.ts';
import { envNoapply } from './rules/env-noapply.ts';
import { envRestart } from './rules/env-restart.ts';
import { factBudget } from './rules/fact-budget.ts';
import { fenceOpen } from './rules/fence-open.ts';
import { fenceProse } from './rules/fence-prose.ts';
import { gateUndefined } from './rules/gate-undefined.ts';
import { lnkAnchor } from './rules/lnk-anchor.ts';
import { lnkHost } from './rules/lnk-host.ts';
import { logicTiers } from './rules/logic-tiers.ts';
import { metType } from './rules/met-type.ts';
import { metUnknown } from './rules/met-unknown.ts';
import { metaDate } from './rules/meta-date.ts';
import { metaOwner } from './rules/meta-owner.ts';
import { ordDestroy } from './rules/ord-destroy.ts';
import { ordNotify } from './rules/ord-notify.ts';
import { ordVerify } from './rules/ord-verify.ts';
import { platformMix } from './rules/platform-mix.ts';
import { plhBare } from './rules/plh-bare.ts';
import { plhDomain } from './rules/plh-domain.ts';
import { plhHarddate } from './rules/plh-harddate.ts';
import { plhInconsist } from './rules/plh-inconsist.ts';
import { plhUnfilled } from './rules/plh-unfilled.ts';
import { pqlAbsent } from './rules/pql-absent.ts';
import { pqlAgg } from './rules/pql-agg.ts';
import { pqlParse } from './rules/pql-parse.ts';
import { pqlRawcounter } from './rules/pql-rawcounter.ts';
import { pqlSelfmatch } from './rules/pql-selfmatch.ts';
import { pqlSummary } from './rules/pql-summary.ts';
import { pqlWindow } from './rules/pql-window.ts';
import { prereqNone } from './rules/prereq-none.ts';
import { prereqRole } from './rules/prereq-role.ts';
import { prereqTool } from './rules/prereq-tool.ts';
import { refMissing } from './rules/ref-missing.ts';
import { secAtrest } from './rules/sec-atrest.ts';
import { secCmdline } from './rules/sec-cmdline.ts';
import { secHeaderauth } from './rules/sec-headerauth.ts';
import { secNoalert } from './rules/sec-noalert.ts';
import { secNoauth } from './rules/sec-noauth.ts';
import { secUnread } from './rules/sec-unread.ts';
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
import { sloLoose } from './rules/slo-loose.ts';
import { sqlCase } from './rules/sql-case.ts';
import { stepNocmd } from './rules/step-nocmd.ts';
import { tgtContainer } from './rules/tgt-container.ts';
import { tgtCwd } from './rules/tgt-cwd.ts';
import { tgtDefault } from './rules/tgt-default.ts';
import { tgtPort } from './rules/tgt-port.ts';
import { verEmpty } from './rules/ver-empty.ts';
import { verNone } from './rules/ver-none.ts';
import { verRollback } from './rules/ver-rollback.ts';
import { waitNone } from './rules/wait-none.ts';
import { waitShort } from './rules/wait-short.ts';

export const rules: readonly Rule[] = [
  alrAlways,
  alrMismatch,
  alrName,
  alrNoname,
  alrNosection,
  alrNowindow,
  alrVague,
  blkMenu,
  claimAutomated,
  claimCommand,
  claimZerodowntime,
  cliArgs,
  cliFlag,
  cliGone,
  cmpName,
  cmpScale,
  cmpService,
  cmpV1v2,
  covZero,
  datBackup,
  datDown,
  datEvidence,
  datFlush,
  datGuard,
  datHeavy,
  datIrreversible,
  datKill,
  datLockout,
  datNewline,
  datOverwrite,
  datPrune,
  datReplay,
  datRestore,
  datSynth,
  diagMismatch,
  diagUnavail,
  diagWrite,
  envNoapply,
  envRestart,
  factBudget,
  fenceOpen,
  fenceProse,
  gateUndefined,
  lnkAnchor,
  lnkHost,
  logicTiers,
  metType,
  metUnknown,
  metaDate,
  metaOwner,
  ordDestroy,
  ordNotify,
  ordVerify,
  platformMix,
  plhBare,
  plhDomain,
  plhHarddate,
  plhInconsist,
  plhUnfilled,
  pqlAbsent,
  pqlAgg,
  pqlParse,
  pqlRawcounter,
  pqlSelfmatch,
  pqlSummary,
  pqlWindow,
  prereqNone,
  prereqRole,
  prereqTool,
  refMissing,
  secAtrest,
  secCmdline,
  secHeaderauth,
  secNoalert,
  secNoauth,
  secUnread,
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
  sloLoose,
  sqlCase,
  stepNocmd,
  tgtContainer,
  tgtCwd,
  tgtDefault,
  tgtPort,
  verEmpty,
  verNone,
  verRollback,
  waitNone,
  waitShort,
];
