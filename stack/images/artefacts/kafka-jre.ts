// A Java runtime with just the modules that the broker uses: 40 MB, where Debian's headless one has 190 MB and its own
// dependencies. Linked from the JDK of this machine, so the image runs what Maven ran.
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GamedayError } from '../../../core/errors.ts';
import type { Artefact, Workshop } from '../artefact.ts';

// By trial: `jdeps` names more, for what is left out of the jars (see kafka-jars/pom.xml).
const modules = [
  'java.base',
  'java.logging',
  'java.management',
  'java.naming',
  'java.security.jgss',
  'java.security.sasl',
  'java.sql',
  'java.xml',
  'jdk.unsupported',
];
const options = ['--strip-java-debug-attributes', '--no-header-files', '--no-man-pages', '--compress=2'];
const remedy = 'needs a JDK of version 17 or newer with its jmods folder, e.g. openjdk-17-jdk-headless';

const make = async ({ folder, scratch, run }: Workshop): Promise<void> => {
  const home = await javaHome(run);
  const output = join(scratch, 'jre');
  await run(join(home, 'bin', 'jlink'), ['--add-modules', modules.join(','), ...options, '--output', output]);
  await run('cp', ['-a', `${output}/.`, folder]);
};

/** The JDK behind the `javac` of the PATH: `java` may be a smaller runtime's. */
const javaHome = async (run: Workshop['run']): Promise<string> => {
  const javac = (await run('sh', ['-c', 'command -v javac'])).trim();
  const home = dirname(dirname(realpathSync(javac)));
  if (existsSync(join(home, 'jmods'))) return home;
  throw new GamedayError({
    code: 'component-missing',
    exitCode: 64,
    message: `Kafka's Java runtime can't be made: the JDK in ${home} has no jmods folder`,
    hint: remedy,
  });
};

export const kafkaJre: Artefact = {
  name: 'kafka-jre',
  source: 'jlink of the JDK on this machine',
  version: '17 or newer',
  commands: ['java', 'javac'],
  inputs: () => [...modules, ...options, process.arch],
  make,
  remedy,
};
