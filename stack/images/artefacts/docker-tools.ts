// The docker command and Compose, built by Go from one module so that both know the same API versions.
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Artefact, Workshop } from '../artefact.ts';
import { recipes } from '../package-files.ts';
import { runGo } from './go.ts';

const composeVersion = 'v2.40.3';
const cliVersion = '28.5.1';
const module = join(recipes, 'docker-tools');
// go.sum pins every module that takes part; go.mod and the programs say the rest.
const files = ['go.mod', 'go.sum', 'compose/main.go', 'rosetta/rosetta.go'];

const make = async (workshop: Workshop): Promise<void> => {
  const { folder, scratch } = workshop;
  const source = join(scratch, 'docker-tools');
  cpSync(module, source, { recursive: true });
  const stamps = [
    `-X main.version=${composeVersion}`,
    `-X github.com/docker/compose/v2/internal.Version=${composeVersion}`,
    `-X github.com/docker/cli/cli/version.Version=${cliVersion}`,
  ];
  const flags = ['-trimpath', '-ldflags', ['-s -w', ...stamps].join(' ')];
  await runGo(
    workshop,
    ['build', ...flags, '-o', join(scratch, 'bin') + '/', './compose', 'github.com/docker/cli/cmd/docker'],
    { cwd: source },
  );
  cpSync(join(scratch, 'bin', 'docker'), join(folder, 'docker'));
  cpSync(join(scratch, 'bin', 'compose'), join(folder, 'docker-compose'));
};

export const dockerTools: Artefact = {
  name: 'docker-tools',
  source: 'Go modules github.com/docker/compose/v2 and github.com/docker/cli',
  version: `compose ${composeVersion.slice(1)}, docker ${cliVersion}`,
  commands: ['go'],
  inputs: () => [
    composeVersion,
    cliVersion,
    ...files.map((file) => readFileSync(join(module, file), 'utf8')),
  ],
  make,
  remedy: 'needs Go and a Go module proxy that answers (see `go env GOPROXY`)',
};
