// docs/*.schema.json must be what the schemas say: `vitest run drills/scenario/json-schema.test.ts -u` writes them anew.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { jsonSchemas } from './json-schema.ts';

it.each(Object.entries(jsonSchemas()))('docs/%s is up to date', async (name, schema) => {
  const file = join(import.meta.dirname, '../../docs', name);
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(file);
});
