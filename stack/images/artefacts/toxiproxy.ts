// The Toxiproxy server, built by Go.
import type { Artefact } from '../artefact.ts';
import { runGo } from './go.ts';

const version = '2.12.0';

export const toxiproxyServer: Artefact = {
  name: 'toxiproxy',
  source: 'Go module github.com/Shopify/toxiproxy/v2',
  version,
  commands: ['go'],
  inputs: () => [version],
  make: async (workshop) => {
    const stamp = `-s -w -X github.com/Shopify/toxiproxy/v2.Version=${version}`;
    const program = `github.com/Shopify/toxiproxy/v2/cmd/server@v${version}`;
    await runGo(workshop, ['install', '-trimpath', '-ldflags', stamp, program], {
      env: { GOBIN: workshop.folder },
    });
  },
  remedy: 'needs Go and a Go module proxy that answers (see `go env GOPROXY`)',
};
