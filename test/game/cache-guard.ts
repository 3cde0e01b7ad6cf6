// Waits for the end of whoever made a test's own cache, however it ends, then ends the engines in it and removes it.
import { rmSync } from 'node:fs';
import { systemClock } from '../../core/clock.ts';
import { cacheFolders } from '../../stack/cache.ts';
import { listRecords } from '../../stack/engine/engine-record.ts';
import { stopPrivateEngine } from '../../stack/engine/stop-engine.ts';

const folders = cacheFolders(process.argv[2] ?? '');
for await (const _ of process.stdin);
for (const { id } of await listRecords(folders)) await stopPrivateEngine(folders, id, systemClock);
// A watchdog on its way out may still write there.
rmSync(folders.root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
