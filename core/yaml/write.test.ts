// Texts within YAML that is written by hand read back as what they were.
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { yamlText } from './write.ts';

it.each([
  'Redis is down',
  'up{job="api"}',
  'no',
  '~',
  '12e4',
  '- a',
  'a: b',
  'a #b',
  'a, b',
  "it's",
  'ends in a blank ',
  'ü',
  '',
])('%j', (text) => {
  expect(parse(`plain: ${yamlText(text)}\nflow: { in: ${yamlText(text)} }`)).toEqual({
    plain: text,
    flow: { in: text },
  });
  expect(parse(`${yamlText(text)}: 1`)).toEqual({ [text]: 1 });
});
