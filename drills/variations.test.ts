// The same remediation with a step left out or swapped.
import { expect, it } from 'vitest';
import { parseRunbook } from '../runbooks/parse.ts';
import type { Scenario } from './scenario/scenario.ts';
import { variationsOf } from './variations.ts';

const runbook = parseRunbook(
  '## Broker down\n\n### Fix\n\n```bash\ndocker compose restart broker\ncurl -f localhost/health\n```\n\nWait 30 seconds.\n',
);
const scenario = (remediate?: string) =>
  ({ spec: { drills: { killed: { runbook: { remediate, take: [] } } } }, runbook }) as unknown as Scenario;

const told = (vary: { readonly counterfactual: boolean; readonly mutate: boolean }, remediate?: string) =>
  variationsOf(scenario(remediate), 'killed', vary).map(({ variant, actions }) => [
    variant.kind === 'mutant' ? `${variant.change} L${variant.line} ${variant.commandClass}` : variant.kind,
    actions.map((action) => (action.kind === 'wait' ? 'wait' : action.command.split(' ')[0])).join(' '),
  ]);

it.each([
  [{ counterfactual: false, mutate: false }, 'Broker down > Fix', []],
  [{ counterfactual: true, mutate: true }, undefined, []],
  [{ counterfactual: true, mutate: false }, 'Broker down > Fix', [['counterfactual', '']]],
  [
    { counterfactual: false, mutate: true },
    'Broker down > Fix',
    [
      ['left out L6 W1', 'curl wait'],
      ['left out L7 R0', 'docker wait'],
      ['left out L10 null', 'docker curl'],
      ['swapped with the next L6 W1', 'curl docker wait'],
      ['swapped with the next L7 R0', 'docker wait curl'],
    ],
  ],
])('%j of %s', (vary, remediate, expected) => {
  expect(told(vary, remediate)).toEqual(expected);
});
