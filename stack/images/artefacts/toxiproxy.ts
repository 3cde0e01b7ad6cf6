// The Toxiproxy server, built by Go.
import type { Artefact } from '../artefact.ts';
import { staticGo } from './static-go.ts';

const version = '2.12.0';

export const toxiproxyServer: Artefact = {
  name: 'toxiproxy',
  source: 'Go module github.com/Shopify/toxiproxy/v2',
  version,
  commands: ['go'],
  inputs: () => [version],
  make: async ({ folder, run }) => {
    const stamp = `-s -w -X github.com/Shopify/toxiproxy/v2.Version=${version}`;
    await run(
      'go',
      ['install', '-trimpath', '-ldflags', stamp, `github.com/Shopify/toxiproxy/v2/cmd/server@v${version}`],
      { env: { ...staticGo, GOBIN: folder } },
    );
  },
  remedy: 'needs Go and a Go module proxy that answers (see `go env GOPROXY`)',
};
