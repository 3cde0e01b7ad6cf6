// What gameday reads of a Compose file: services with their environment, configs with their content. The rest is Compose's business.
import { z } from 'zod';
import { durationSchema } from '../../core/duration-schema.ts';
import { checkShape, type Shaped } from '../../core/yaml/check-shape.ts';
import type { YamlFile } from '../../core/yaml/yaml-file.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const environmentSchema = z.union([z.record(z.string(), scalar), z.array(z.string())]).transform((value) => {
  if (!Array.isArray(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, one === null ? '' : String(one)]),
    );
  }
  return Object.fromEntries(value.map((line) => splitOnce(line)));
});

const serviceSchema = z.looseObject({
  image: z.string().optional(),
  environment: environmentSchema.default({}),
  command: z.union([z.string(), z.array(scalar)]).optional(),
  stop_grace_period: durationSchema.optional(),
});
const configSchema = z.looseObject({ content: z.string().optional(), file: z.string().optional() });

const composeSchema = z.looseObject({
  name: z.string(),
  services: z.record(z.string(), serviceSchema),
  configs: z.record(z.string(), configSchema).default({}),
  networks: z.record(z.string(), z.looseObject({ name: z.string().optional() }).nullable()).default({}),
});

export type ComposeFile = z.output<typeof composeSchema>;

export const readCompose = (yaml: YamlFile): Shaped<ComposeFile> => checkShape(yaml, composeSchema);

/** Compose replaces `$NAME` in every value, so a literal dollar is written twice. */
export const escapeDollars = (text: string): string => text.replaceAll('$', '$$$$');
export const unescapeDollars = (text: string): string => text.replaceAll('$$', '$');

const splitOnce = (line: string): readonly [string, string] => {
  const at = line.indexOf('=');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
};
