// Kafka's jars, by Maven. pom.xml leaves out what a lone broker never loads.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Artefact } from '../artefact.ts';
import { recipes } from '../package-files.ts';

const pom = join(recipes, 'kafka-jars', 'pom.xml');
const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

export const kafkaJars: Artefact = {
  name: 'kafka-jars',
  source: 'Maven org.apache.kafka:kafka_2.13',
  version: '4.1.0',
  commands: ['mvn'],
  inputs: () => [plugin, readFileSync(pom, 'utf8')],
  make: async ({ folder, scratch, run }) => {
    // A local repository of its own: two Maven runs at once can spoil a shared one.
    const repository = `-Dmaven.repo.local=${join(scratch, 'm2')}`;
    const where = ['-f', pom, '-DincludeScope=runtime', `-DoutputDirectory=${folder}`];
    await run('mvn', ['-q', '-B', '-ntp', repository, ...where, plugin]);
  },
  remedy: 'needs Maven and a repository that answers (see ~/.m2/settings.xml)',
};
