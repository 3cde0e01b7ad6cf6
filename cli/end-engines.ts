// Ends private engines, and tells the journals of runs that died in them that their faults are gone with them.
import type { Clock } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import { redactor } from '../core/redact.ts';
import { goneWithEngine } from '../drills/heal-journal.ts';
import { leaseState } from '../drills/lease.ts';
import type { CacheFolders } from '../stack/cache.ts';
import { stopPrivateEngine, sweepEngines, type OnEnded } from '../stack/engine/stop-engine.ts';
import { leasesIn } from './lease-files.ts';
import { say } from './output.ts';

/** Removes what engines of dead runs left; gives the engines' ids. */
export const sweepDead = (cache: CacheFolders, clock: Clock): Promise<readonly string[]> =>
  sweepEngines(cache, clock, tellJournals(clock));

/** Ends it and removes everything of it, whoever works there. An unknown id is success: it is gone. */
export const endEngine = (cache: CacheFolders, id: string, clock: Clock): Promise<void> =>
  stopPrivateEngine(cache, id, clock, tellJournals(clock));

/** A lease that was not given back is a dead run's: nobody outlives the engine. */
const tellJournals =
  (clock: Clock): OnEnded =>
  (folder) => {
    for (const file of leasesIn(folder)) {
      // The engine is ended already: what its journal can't be told must not keep it from being removed.
      try {
        const left = leaseState(file)?.holder ?? null;
        if (left === null || left.journal === '') continue;
        if (goneWithEngine({ journalFile: left.journal, clock, redact: redactor([]), tell: say }))
          say(`${left.purpose}: its faults are gone with its private engine`);
      } catch (error) {
        say(
          `${messageOf(error)}: what was injected is gone with the private engine; the report can't know of it`,
        );
      }
    }
  };
