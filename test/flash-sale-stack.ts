// Starts the Flash Sale Engine as a run would, on the engine that DOCKER_HOST names, at a pace.
import { join } from 'node:path';
import { loadScenario } from '../drills/scenario/load.ts';
import { paceScenario } from '../drills/scenario/pace-scenario.ts';
import { startStack } from '../stack/compose.ts';
import { stopStack } from '../stack/stop-stack.ts';
import { stackFiles } from '../cli/with-stack.ts';
import { composeBinary, testEngine, unhurried, type MiniStack } from './mini-stack.ts';

const folder = join(import.meta.dirname, '../scenarios/flash-sale-engine');

export const startFlashSaleStack = async (pace: number): Promise<MiniStack> => {
  const files = stackFiles(paceScenario(loadScenario(folder), pace));
  const engine = await testEngine();
  await stopStack(engine, files.system, unhurried);
  const options = { engine, files, compose: composeBinary(), held: false };
  const stack = await startStack({ ...options, ctx: unhurried, report: () => undefined });
  const stop = async (): Promise<void> => {
    await stack.close();
    await stopStack(engine, files.system, unhurried);
  };
  return { engine, stack, stop };
};
