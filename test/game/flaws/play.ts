// Plays the drill with a seeded flaw in the files from the command line, as a user does, and gives what came of it.
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../core/clock.ts';
import { gameday, reportOf } from '../../cli.ts';
import { copyScenarios } from './copy.ts';
import type { Play, Result } from './results.ts';

export const playFlaw = async (place: string, play: Play): Promise<Result> => {
  const scenarios = copyScenarios(place, play.edit);
  const out = join(place, 'run');
  const startMs = systemClock.monotonicMs();
  const { code, stderr } = await gameday([...play.args, '--scenarios', scenarios, '--out', out]);
  const seconds = Math.round((systemClock.monotonicMs() - startMs) / 1000);
  const [drill] = existsSync(join(out, 'report.json')) ? reportOf(out).drills : [];
  const told = {
    ...play,
    at: systemClock.now().toISOString(),
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    seconds,
  };
  if (drill === undefined)
    return { ...told, outcome: String(code), reasons: withoutPlace(stderr, scenarios), notes: '' };
  const { verdict, reasonCode, cleanup, reasons, notes } = drill;
  return {
    ...told,
    outcome: `${verdict} ${reasonCode} ${cleanup} ${code}`,
    reasons: reasons.map((one) => `${one.code}: ${oneLine(one.reason)}`).join('\n'),
    notes: notes.map(oneLine).join('\n'),
  };
};

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

// Where the copy lay tells nobody anything.
const withoutPlace = (text: string, scenarios: string): string =>
  text.replaceAll(new RegExp(`\\S*${scenarios.split('/').slice(-2).join('/')}/`, 'g'), 'scenarios/').trim();
