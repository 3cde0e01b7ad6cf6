// The published JSON Schemas of scenario.yaml and gamedays.yaml, made from what checks them.
import { z, type ZodType } from 'zod';
import { bindingsSchema } from '../bindings/schema.ts';
import { allKinds } from './kinds.ts';
import { gamedaysSchema } from './gamedays-schema.ts';
import { scenarioSchema } from './schema.ts';

/** By file name under docs/. */
export const jsonSchemas = (): Readonly<Record<string, unknown>> => ({
  'scenario.schema.json': jsonSchema(
    scenarioSchema(allKinds),
    'scenario.yaml: what gameday does with one system',
  ),
  'bindings.schema.json': jsonSchema(bindingsSchema, 'bindings.yaml: what a runbook leaves open, filled in'),
  'gamedays.schema.json': jsonSchema(gamedaysSchema, 'gamedays.yaml: lists of drills, by name'),
});

// As a person writes it: durations and rates are text.
const jsonSchema = (schema: ZodType, title: string): unknown => ({
  ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
  title,
});
