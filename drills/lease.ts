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
  /** The journal from which to heal if the holder dies. */
  readonly journal: string;
}

export interface Lease {
  readonly token: number;
  /** Before each effect. Throws GamedayError `lease-lost` when somebody overtook. */
  check(): void;
  release(): void;
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
  const holder: LeaseHolder = { process: ownIdentity(), purpose, journal };
  table.exec('BEGIN IMMEDIATE');
  const before = readState(table);
  if (before.holder !== null && !isLost(before, clock)) {
    table.exec('ROLLBACK');
    table.close();
    throw held(before.holder);
  }
  const token = before.token + 1;
  table
    .prepare('UPDATE lease SET token = ?, holder = ?, renewedMs = ?')
    .run(token, JSON.stringify(holder), clock.now().getTime());
  table.exec('COMMIT');
  return { lease: keepLease(table, token, clock), left: before.holder };
};

/** The state as it is now; null when nobody ever held it. */
export const leaseState = (file: string): LeaseState | null => {
  const table = openTable(file);
  try {
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

const keepLease = (table: DatabaseSync, token: number, clock: Clock): Lease => {
  const ended = new AbortController();
  const renewal = table.prepare('UPDATE lease SET renewedMs = ? WHERE token = ? AND holder IS NOT NULL');
  const renew = (): boolean => Number(renewal.run(clock.now().getTime(), token).changes) === 1;
  const renewing = async (): Promise<void> => {
    while (!ended.signal.aborted && renew()) await clock.sleep(leaseMs / 3, ended.signal);
  };
  // Rejects only by `ended`; a renewal that finds another token stops silently, since `check` tells it where it matters.
  renewing().catch(() => undefined);
  return {
    token,
    check() {
      if (ended.signal.aborted || !renew()) throw lost(token);
    },
    release() {
      if (ended.signal.aborted) return;
      ended.abort();
      table.prepare('UPDATE lease SET holder = NULL WHERE token = ?').run(token);
      table.close();
    },
  };
};

const openTable = (file: string): DatabaseSync => {
  // Others hold it for microseconds only.
  const table = new DatabaseSync(file, { timeout: 5_000 });
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
