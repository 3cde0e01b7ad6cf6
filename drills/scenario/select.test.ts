// What a person names is all that is checked: another drill's mistakes are in nobody's way.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemText } from '../../core/errors.ts';
import { allKinds } from './kinds.ts';
import { loadScenario } from './load.ts';
import { loadAsked, loadLibrary, selectDrills } from './select.ts';

const unfilled = `  half-done:
    title: Somebody is still at it
    faults:
      - kill: { service: 'TODO: what breaks' }
    runbook: { remediate: No Such Section }
`;

let folder = '';
beforeAll(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'gameday-select-')), 'scenarios');
  cpSync(join(import.meta.dirname, '../../test/fixtures/scenarios'), folder, { recursive: true });
  const file = join(folder, 'shop/scenario.yaml');
  writeFileSync(file, readFileSync(file, 'utf8') + unfilled);
  cpSync(join(folder, 'shop'), join(folder, 'broken'), { recursive: true });
  writeFileSync(join(folder, 'broken/scenario.yaml'), 'drills: [');
  writeFileSync(join(folder, 'gamedays.yaml'), 'default: [shop/web-killed]\nlater: [shop/half-done]\n');
});
afterAll(() => rmSync(join(folder, '..'), { recursive: true }));

const asked = (...args: readonly string[]) => {
  const library = loadAsked(folder, args);
  return library.problems.length > 0
    ? library.problems.map((one) => problemText(one).replaceAll(`${folder}/`, ''))
    : selectDrills(library, args).drills.map(({ scenario, drill }) => `${scenario.name}/${drill}`);
};
const refused = (name: string): string => {
  try {
    return asked(name).join('\n');
  } catch (error) {
    return (error as Error).message;
  }
};

const withGameDays = (text: string, work: () => string): string => {
  const file = join(folder, 'gamedays.yaml');
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, text);
  try {
    return work();
  } finally {
    writeFileSync(file, before);
  }
};

describe('a drill that is not filled in', () => {
  it.each([
    [['shop/web-killed'], ['shop/web-killed']],
    [
      ['shop/web-killed', 'shop/db-cut'],
      ['shop/web-killed', 'shop/db-cut'],
    ],
    [['default'], ['shop/web-killed']],
  ])('is in nobody’s way: %j', (args, drills) => {
    expect(asked(...args)).toEqual(drills);
  });

  it.each([[['shop/half-done']], [['later']], [['shop']], [['shop/web-killed', 'shop/half-done']]])(
    'is told where it is asked for, at its place: %j',
    (args) => {
      expect(asked(...args).join('\n')).toMatch(/^shop\/scenario\.yaml:46:26 drills\.half-done\.faults/);
    },
  );

  it('is told by what checks all', () => {
    expect(loadLibrary(folder).problems.length).toBeGreaterThan(1);
  });

  it('is no matter of a stack that is only brought up', () => {
    expect(loadScenario(join(folder, 'shop'), allKinds, []).name).toBe('shop');
  });
});

describe('a mistake in gamedays.yaml is told whatever is asked for: the known failures stand there', () => {
  const known = (drill: string, until: string): string =>
    `default: [shop/web-killed]\nexpectedFailures:\n  ${drill}: { reasonCode: detect, owner: x, until: ${until}, reason: y }\n`;
  it.each([
    [known('shop/db-cut', '2026-13-01'), /^gamedays\.yaml:3:.*expected a day such as 2026-12-31/],
    [known('shop/db-cutt', '2026-12-01'), /^gamedays\.yaml:3:3 expectedFailures: no drill "shop\/db-cutt"/],
    ['default: {', /^gamedays\.yaml:1:/],
  ])('%#', (text, told) => {
    expect(withGameDays(text, () => asked('shop/web-killed').join('\n'))).toMatch(told);
  });
});

describe('an unknown name', () => {
  it.each([
    ['shop/web-kiled', 'hint: did you mean "shop/web-killed"?'],
    ['shop/nope', 'hint: shop has web-killed, db-cut, half-done'],
    ['defualt', 'hint: did you mean "default"?'],
    ['web-killed', 'hint: did you mean "shop/web-killed"?'],
    ['web-kiled', 'hint: did you mean "shop/web-killed"?'],
    ['zzzzzz', 'hint: known: default, later, shop; gameday list shows their drills'],
    ['broken/nope', 'broken/scenario.yaml:1:'],
  ])('%s', (name, told) => {
    expect(refused(name)).toContain(told);
  });
});

it('a name that is a game day and a system is offered once', () => {
  const told = withGameDays('shop: [shop/web-killed]\n', () => refused('zzzzzz'));
  expect(told).toContain('hint: known: shop; gameday list');
});
