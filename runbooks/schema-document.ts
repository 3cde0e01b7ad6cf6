// docs/runbook.schema.json, made from the schema. Run this file to write it anew.
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { parsedFileSchema } from './model-schema.ts';

/** `input`: keys may be added within schema 1, so none is forbidden. */
export const schemaDocument = (): string =>
  `${JSON.stringify(z.toJSONSchema(parsedFileSchema, { io: 'input', target: 'draft-2020-12' }), null, 2)}\n`;

export const schemaFile = new URL('../docs/runbook.schema.json', import.meta.url);

if (import.meta.main) writeFileSync(schemaFile, schemaDocument());
