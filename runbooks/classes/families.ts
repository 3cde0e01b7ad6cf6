// Every tool of which it is known what it may do.
import type { Family } from './class-table.ts';
import { chainFamilies } from './families/chains.ts';
import { databaseFamilies } from './families/databases.ts';
import { dockerFamily } from './families/docker.ts';
import { fileFamilies } from './families/files.ts';
import { gitFamilies } from './families/git.ts';
import { httpFamilies } from './families/http.ts';
import { clusterTools, helmFamily, kubectlFamily } from './families/kubernetes.ts';
import { mongoFamilies } from './families/mongo.ts';
import { monitoringFamilies } from './families/monitoring.ts';
import { networkFamilies } from './families/network.ts';
import { outsideFamilies } from './families/outside.ts';
import { redisFamily, redisFilesFamily } from './families/redis.ts';
import { runnerFamilies } from './families/runners.ts';
import { serviceFamilies } from './families/services.ts';
import { builtins } from './families/shell.ts';
import { streamFamilies } from './families/streams.ts';
import { systemFamilies } from './families/system.ts';
import { textFamilies } from './families/text.ts';

export const families: readonly Family[] = [
  dockerFamily,
  kubectlFamily,
  helmFamily,
  ...clusterTools,
  redisFamily,
  redisFilesFamily,
  ...databaseFamilies,
  ...mongoFamilies,
  ...streamFamilies,
  ...httpFamilies,
  ...serviceFamilies,
  ...textFamilies,
  ...fileFamilies,
  ...systemFamilies,
  ...networkFamilies,
  ...outsideFamilies,
  ...chainFamilies,
  ...gitFamilies,
  ...runnerFamilies,
  ...monitoringFamilies,
  ...builtins,
];
