// What is published of lint is made from its rules and its schema. To write it anew: npx vitest run test/lint-rules.test.ts -u
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { rulesPage } from '../runbooks/lint/rules-page.ts';
import { lintSchema } from '../runbooks/lint/schema.ts';

const docs = join(import.meta.dirname, '..', 'docs');

it('docs/lint-rules.md is up to date', async () => {
  const file = join(docs, 'lint-rules.md');
  // What an example does wrong must stay as it is.
  const options = { parser: 'markdown', embeddedLanguageFormatting: 'off' } as const;
  const page = await format(rulesPage(), { ...(await resolveConfig(file)), ...options });
  await expect(page).toMatchFileSnapshot(file);
});

// `input`: keys may be added within schema 1, so none is forbidden.
it('docs/lint.schema.json is up to date', async () => {
  const schema = z.toJSONSchema(lintSchema, { io: 'input', target: 'draft-2020-12' });
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(join(docs, 'lint.schema.json'));
});
