// What init can't adapt is refused with its place, before anything is written.
import { z } from 'zod';
import type { Problem } from '../../../core/errors.ts';
import { checkShape } from '../../../core/yaml/check-shape.ts';
import { parseYaml } from '../../../core/yaml/yaml-file.ts';
import { recordOf } from '../../../core/yaml/loose-values.ts';

const schema = z.looseObject({
  services: z
    .record(z.string(), z.looseObject({ extends: z.unknown().optional() }))
    .refine((services) => Object.keys(services).length > 0, { error: 'expected at least one service' }),
  include: z.unknown().optional(),
});

/** `file` as people know it. */
export const checkCompose = (file: string, text: string): readonly Problem[] => {
  const yaml = parseYaml(file, text);
  if (yaml.problems.length > 0) return yaml.problems;
  const remedy = `docker compose -f ${file} config > whole.yaml writes all into one file: give that one`;
  const refused = (path: readonly string[], why: string): Problem =>
    yaml.problemAt(path, `${path.join('.')}: ${why}`, remedy, 'key');
  const value = yaml.value as { include?: unknown; services?: unknown } | null;
  const included = value?.include === undefined ? [] : [refused(['include'], 'other files are not followed')];
  const shaped = checkShape(yaml, schema);
  if (shaped.value === null) return included.length > 0 ? included : shaped.problems;
  return [
    ...included,
    ...Object.entries(shaped.value.services).flatMap(([name, service]) =>
      service.extends === undefined ? [] : [refused(['services', name, 'extends'], whyNot(service.extends))],
    ),
  ];
};

/** Without a file it is another service of this one. */
const whyNot = (extended: unknown): string => {
  const { file } = recordOf(extended);
  return file === undefined
    ? 'it has to be written out, with what it extends in it'
    : `other files are not followed (${String(file)})`;
};
