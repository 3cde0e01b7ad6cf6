// What the stand-ins of the operator wrote down: one JSON line for each call.
import { GamedayError } from '../core/errors.ts';
import type { ExecRequest } from './exec.ts';
import type { StandInCall } from './operator-host.ts';
import type { ExecResult } from './stack.ts';

const log = '/var/log/gameday/stand-ins.ndjson';
const mostBytes = 8 * 1024 * 1024;

export const readStandInCalls = async (
  exec: (request: ExecRequest) => Promise<ExecResult>,
  skip: number,
): Promise<readonly StandInCall[]> => {
  const argv = ['sh', '-c', '[ ! -e "$1" ] || tail -n "+$2" "$1"', 'sh', log, String(skip + 1)];
  const { exitCode, stdout, stderr } = await exec({ argv, maxOutputBytes: mostBytes });
  if (exitCode === 0) return stdout.split('\n').slice(0, -1).map(callOf);
  throw new GamedayError({
    code: 'stand-in-log',
    message: `the operator's log of stand-ins, ${log}, can't be read: ${stderr.trim() || `exit code ${exitCode ?? 'none'}`}`,
  });
};

const callOf = (line: string): StandInCall => JSON.parse(line) as StandInCall;
