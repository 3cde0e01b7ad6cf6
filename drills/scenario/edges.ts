// The dependency edges: the `toxiproxy` config of monitoring.yaml is their one source.
import { z } from 'zod';
import type { Problem } from '../../core/errors.ts';
import { messageOf } from '../../core/errors.ts';
import type { YamlFile } from '../../core/yaml/yaml-file.ts';
import { unescapeDollars, type ComposeFile } from './compose-file.ts';

export interface EdgeSpec {
  readonly name: string;
  readonly listenPort: number;
  /** `service:port` */
  readonly upstream: string;
}

const proxiesSchema = z.array(
  z.object({
    name: z.string(),
    listen: z.string().regex(/:\d+$/),
    upstream: z.string().regex(/^[\w.-]+:\d+$/),
  }),
);

export const readEdges = (
  compose: ComposeFile,
  yaml: YamlFile,
): {
  /** Null where they could not be read. */
  readonly edges: readonly EdgeSpec[] | null;
  readonly problems: readonly Problem[];
} => {
  const content = compose.configs['toxiproxy']?.content;
  if (content === undefined) return { edges: null, problems: [] };
  const path = ['configs', 'toxiproxy', 'content'];
  try {
    const proxies = proxiesSchema.safeParse(JSON.parse(unescapeDollars(content)));
    if (proxies.success) return { edges: proxies.data.map(edgeOf), problems: [] };
    const where = proxies.error.issues.map((issue) => issue.path.join('.')).join(', ');
    const message = `configs.toxiproxy: expected a list of { name, listen, upstream }, wrong at ${where}`;
    return { edges: null, problems: [yaml.problemAt(path, message)] };
  } catch (error) {
    return {
      edges: null,
      problems: [yaml.problemAt(path, `configs.toxiproxy: not JSON: ${messageOf(error)}`)],
    };
  }
};

const edgeOf = ({ name, listen, upstream }: z.output<typeof proxiesSchema>[number]): EdgeSpec => ({
  name,
  listenPort: Number(listen.slice(listen.lastIndexOf(':') + 1)),
  upstream,
});
