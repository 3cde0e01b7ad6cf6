// Where a scenario comes from: the hash of its files and of its game days, and the commit of the repository that holds them.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { RunSource } from '../../core/journal/events.ts';
import { readText } from '../../drills/scenario/read-folder.ts';
import type { Scenario } from '../../drills/scenario/scenario.ts';
import type { RunbookFile } from '../scenarios.ts';

export const sourceOf = ({ folder, texts, spec }: Scenario, runbook: RunbookFile): RunSource => {
  const workload = readText(join(folder, spec.load.workload)) ?? '';
  // A shard is a share of a list of drills: with other lists the shares fit nowhere.
  const gameDays = readText(join(folder, '..', 'gamedays.yaml')) ?? '';
  const parts = {
    ...texts,
    [spec.load.workload]: workload,
    [`runbook ${runbook.name}`]: runbook.text,
    'gamedays.yaml': gameDays,
  };
  const hash = createHash('sha256');
  for (const [name, text] of Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${name}\0${text}\0`);
  return { commit: commitOf(folder), scenario: hash.digest('hex') };
};

/** Null outside a repository, or where git is not there: then nobody can tell. */
const commitOf = (folder: string): string | null => {
  try {
    const argv = ['-C', folder, 'rev-parse', 'HEAD'];
    return execFileSync('git', argv, {
      encoding: 'utf8',
      timeout: 5_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    // Also in a repository that belongs to somebody else, which git refuses to read: CI says it then.
    return process.env['GITHUB_SHA'] ?? null;
  }
};
