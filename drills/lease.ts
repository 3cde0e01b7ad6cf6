// The lock of a stack: a lease with a fencing token. Who was suspended and overtaken finds another token and must not go on.
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../core/clock.ts';
import { GamedayError } from '../core/errors.ts';
import { liveness, ownIdentity, type ProcessIdentity } from '../stack/processes.ts';

/** Renewed every third of it; a holder that has not renewed for that long may be overtaken. */
export const leaseMs = 6_000;

export interface LeaseHolder {
  readonly process: ProcessIdentity;
  /** What it does, for people: `run 2026-…`, `heal`. */
  readonly purpose: string;
  /** The journal from which to heal if the holder dies; of whom it came after, until that is healed. Empty: it injected nothing. */
  readonly journal: string;
  /** It started the stack for itself: healing takes it away. */
  readonly ownsStack: boolean;
}

export interface Lease {
  readonly token: number;
  /** Aborts when somebody overtook, soon after that or after we wake up: what goes on by itself ends then. */
  readonly lost: AbortSignal;
  /** Before each effect. Throws GamedayError `lease-lost` when somebody overtook. */
  check(): void;
  /** What was left is healed; of its own nothing is injected yet. */
  begin(ownsStack: boolean): void;
  /** Its journal is on disk: from now on what was injected stands there, and one that can't be read may hide a fault. */
  record(): void;
  /** Gives it back: nothing is left to heal. */
  release(): void;
  /** Ends without giving it back: whoever comes next heals from its journal first. */
  leave(): void;
}

export interface TakenLease {
  readonly lease: Lease;
  /** A holder that died or stopped renewing without giving the lease back: heal from its journal first. */
  readonly left: LeaseHolder | null;
}

export interface LeaseState {
  readonly token: number;
  readonly holder: LeaseHolder | null;
  readonly renewedMs: number;
}

/** Throws GamedayError `lock-held` (exit 64) when a live process holds it. */
export const takeLease = (file: string, purpose: string, journal: string, clock: Clock): TakenLease => {
  const table = openTable(file);
  table.exec('BEGIN IMMEDIATE');
  const before = readState(table);
  if (before.holder !== null && !isLost(before, clock)) {
    table.exec('ROLLBACK');
    table.close();
    throw held(before.holder);
  }
  const token = before.token + 1;
  const own = { process: ownIdentity(), purpose };
  // Should we die while we heal, the next one finds the same journal.
  const { journal: leftJournal = '', ownsStack = false } = before.holder ?? {};
  const holder: LeaseHolder = { ...own, journal: leftJournal, ownsStack };
  table
    .prepare('UPDATE lease SET token = ?, holder = ?, renewedMs = ?')
    .run(token, JSON.stringify(holder), clock.now().getTime());
  table.exec('COMMIT');
  return { lease: keepLease(table, token, { ...own, journal }, clock), left: before.holder };
};

/** The state as it is now; null when nobody ever held it. */
export const leaseState = (file: string): LeaseState | null => {
  // For reading alone (watchdogs look often, and must not keep the holder from renewing), yet not read-only: a holder killed
  // in mid-write leaves a journal of SQLite's, which the next one to look has to roll back.
  const table = new DatabaseSync(file, { timeout: lockedMs });
  try {
    if (table.prepare("SELECT 1 FROM sqlite_master WHERE name = 'lease'").get() === undefined) return null;
    const state = readState(table);
    return state.token === 0 ? null : state;
  } finally {
    table.close();
  }
};

/** Its holder is dead, or has not renewed in time (suspended, or on a machine that slept). */
export const isLost = (state: LeaseState, clock: Clock): boolean =>
  state.holder !== null &&
  (liveness(state.holder.process) === 'dead' || clock.now().getTime() - state.renewedMs > leaseMs);

const keepLease = (
  table: DatabaseSync,
  token: number,
  own: Omit<LeaseHolder, 'ownsStack'>,
  clock: Clock,
): Lease => {
  let holder: LeaseHolder = { ...own, journal: '', ownsStack: false };
  const ended = new AbortController();
  const overtaken = new AbortController();
  const renewal = table.prepare('UPDATE lease SET renewedMs = ? WHERE token = ? AND holder IS NOT NULL');
  const renew = (): boolean => Number(renewal.run(clock.now().getTime(), token).changes) === 1;
  const renewing = async (): Promise<void> => {
    while (stillOurs(renew)) await clock.sleep(leaseMs / 3, ended.signal);
    overtaken.abort(lost(token));
  };
  // Rejects only by `ended`.
  renewing().catch(() => undefined);
  const end = (statement: string): void => {
    if (ended.signal.aborted) return;
    ended.abort();
    table.prepare(`UPDATE lease SET ${statement} WHERE token = ?`).run(token);
    table.close();
  };
  const hold = (changed: Partial<LeaseHolder>): void => {
    holder = { ...holder, ...changed };
    const held = table.prepare('UPDATE lease SET holder = ? WHERE token = ? AND holder IS NOT NULL');
    if (Number(held.run(JSON.stringify(holder), token).changes) !== 1) throw lost(token);
  };
  return {
    token,
    lost: overtaken.signal,
    check() {
      if (ended.signal.aborted || !renew()) throw lost(token);
    },
    begin: (ownsStack) => hold({ ownsStack }),
    record: () => hold({ journal: own.journal }),
    release: () => end('holder = NULL'),
    leave: () => end('renewedMs = 0'),
  };
};

/** A busy or full disk is tried again: only another token ends the lease. */
const stillOurs = (renew: () => boolean): boolean => {
  try {
    return renew();
  } catch {
    // `check` throws it before the next effect, should it last.
    return true;
  }
};

// Others hold it for microseconds only.
const lockedMs = 5_000;

const openTable = (file: string): DatabaseSync => {
  const table = new DatabaseSync(file, { timeout: lockedMs });
  table.exec(`CREATE TABLE IF NOT EXISTS lease (one INTEGER PRIMARY KEY CHECK (one = 1), token INTEGER, holder TEXT, renewedMs REAL);
    INSERT OR IGNORE INTO lease VALUES (1, 0, NULL, 0)`);
  return table;
};

const readState = (table: DatabaseSync): LeaseState => {
  const row = table.prepare('SELECT token, holder, renewedMs FROM lease').get();
  const holder = row?.['holder'];
  return {
    token: Number(row?.['token']),
    holder: typeof holder === 'string' ? (JSON.parse(holder) as LeaseHolder) : null,
    renewedMs: Number(row?.['renewedMs']),
  };
};

const held = (holder: LeaseHolder): GamedayError =>
  new GamedayError({
    code: 'lock-held',
    exitCode: 64,
    message: `the stack is in use: ${holder.purpose} (pid ${holder.process.pid}) holds its lock`,
    hint: `wait until it ends, or stop it (kill -INT ${holder.process.pid}): its faults are healed then`,
  });

const lost = (token: number): GamedayError =>
  new GamedayError({
    code: 'lease-lost',
    message: `this run was overtaken: the stack's lease no longer has its token ${token}`,
    hint: 'it was suspended or stalled past its lease, and another process healed the stack; start again',
  });
