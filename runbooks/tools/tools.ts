// Every tool of which the options are known, by its name.
import { chainTools } from './chains.ts';
import { cloudTools } from './cloud.ts';
import { docker, dockerCompose } from './docker.ts';
import { fileTools } from './files.ts';
import { gitTools } from './git.ts';
import { httpTools } from './http.ts';
import { helm, kubectl } from './kubernetes.ts';
import { monitoringTools } from './monitoring.ts';
import { packageTools } from './packages.ts';
import { serviceTools } from './services.ts';
import { storeTools } from './stores.ts';
import { streamTools } from './streams.ts';
import { systemTools } from './system.ts';
import { textTools } from './text.ts';
import type { Tool } from './tool.ts';

const all: readonly Tool[] = [
  docker,
  dockerCompose,
  kubectl,
  helm,
  ...storeTools,
  ...streamTools,
  ...httpTools,
  ...serviceTools,
  ...cloudTools,
  ...chainTools,
  ...packageTools,
  ...gitTools,
  ...textTools,
  ...fileTools,
  ...systemTools,
  ...monitoringTools,
];

export const tools: ReadonlyMap<string, Tool> = new Map(
  all.flatMap((tool) => tool.names.map((name): [string, Tool] => [name, tool])),
);
