// What people run by hand in the processor's container: the DLQ and the stock.
import { pause } from './deadline.ts';
import { createLog } from './log.ts';
import { replayDlq, replayedOnDemand } from './processor/replay.ts';
import { allRight, correctStock, readStock, restock, stockText } from './processor/stock.ts';
import { openRedis, type RedisStore } from './redis/store.ts';
import { SettingsError } from './settings/environment.ts';
import { readProcessorSettings, type ProcessorSettings } from './settings/settings.ts';

interface Tool {
  /** Gives the exit code. */
  readonly run: (settings: ProcessorSettings, args: readonly string[]) => Promise<number>;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const logTo = (settings: ProcessorSettings) =>
  createLog('tool', settings.logLevel, (line) => process.stderr.write(line));

export const tools: Readonly<Record<string, Tool>> = {
  'replay-dlq': {
    run: async (settings, reasons) => {
      checkReasons(settings, reasons);
      const { replayed, setAside } = await replayDlq(settings, logTo(settings), print, reasons);
      process.stderr.write(`replayed ${replayed}, set aside ${setAside}\n`);
      return 0;
    },
  },
  'check-stock': {
    run: (settings) =>
      withStore(settings, async (store) => {
        const lines = await readStock(store);
        print(stockText(lines));
        return allRight(lines) ? 0 : 1;
      }),
  },
  'correct-stock': {
    run: (settings) =>
      withStore(settings, async (store) => {
        const set = await correctStock(store, await readStock(store));
        print(`corrected ${set.length}${set.length === 0 ? '' : `: ${set.join(', ')}`}`);
        return 0;
      }),
  },
  restock: {
    run: (settings, [item = '', quantity = '']) => {
      if (!/^[\w-]+$/.test(item) || !/^-?\d{1,9}$/.test(quantity))
        throw new SettingsError([`restock: expected ITEM QUANTITY, got "${item} ${quantity}"`]);
      return withStore(settings, async (store) => {
        print(`level ${await restock(store, item, Number(quantity))}`);
        return 0;
      });
    },
  },
};

/** Beside those that are put back anyway. */
const checkReasons = ({ paymentTimeoutToDlq }: ProcessorSettings, reasons: readonly string[]): void => {
  const wrong = reasons.find((reason) => !replayedOnDemand.includes(reason));
  if (wrong !== undefined)
    throw new SettingsError([`replay-dlq: expected no reason, or "Payment Timeout", got "${wrong}"`]);
  if (paymentTimeoutToDlq && reasons.length > 0)
    throw new SettingsError(['replay-dlq: with PAYMENT_TIMEOUT_TO_DLQ=true they would come straight back']);
};

export const runTool = async ({ run }: Tool, args: readonly string[]): Promise<void> => {
  process.exitCode = await run(readProcessorSettings(process.env), args);
  // kafkajs leaves timers behind; what was printed goes out first.
  process.stdout.write('', () => process.exit());
};

const readyMs = 3_000;

const withStore = async (
  settings: ProcessorSettings,
  work: (store: RedisStore) => Promise<number>,
): Promise<number> => {
  const log = logTo(settings);
  const store = openRedis({ address: settings.redis, commandTimeoutMs: readyMs, log });
  try {
    await untilReady(store);
    return await work(store);
  } finally {
    store.close();
  }
};

/** Nothing is queued while Redis is not connected yet. */
const untilReady = async (store: RedisStore): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      await store.run((redis) => redis.ping());
      return;
    } catch (error) {
      if (tries * 100 > readyMs) throw error;
      await pause(100);
    }
  }
};
