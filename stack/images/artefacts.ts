// The artefacts, one row each.
import type { Artefact } from './artefact.ts';
import { debianBase } from './artefacts/debian-base.ts';
import { dockerTools } from './artefacts/docker-tools.ts';
import { kafkaJars } from './artefacts/kafka-jars.ts';
import { kafkaJre } from './artefacts/kafka-jre.ts';
import { alertmanagerServer, prometheusServer } from './artefacts/monitoring.ts';
import { nodeProgram } from './artefacts/node-program.ts';
import { toxiproxyServer } from './artefacts/toxiproxy.ts';

export const artefacts = {
  debian: debianBase,
  node: nodeProgram,
  'kafka-jars': kafkaJars,
  'kafka-jre': kafkaJre,
  toxiproxy: toxiproxyServer,
  prometheus: prometheusServer,
  'prometheus-alertmanager': alertmanagerServer,
  'docker-tools': dockerTools,
} satisfies Record<string, Artefact>;

export type ArtefactName = keyof typeof artefacts;
