// gameday list: game days, drills, and which procedures of the runbooks have a drill.
import { invalidInput } from '../../core/errors.ts';
import { visibleLine } from '../../core/visible.ts';
import { proceduresOf } from '../../drills/scenario/procedures.ts';
import type { Scenario } from '../../drills/scenario/scenario.ts';
import { loadLibrary, outlinesIn, type Library, type Outline } from '../../drills/scenario/select.ts';
import { counted } from '../../reports/text.ts';
import { hanging, print, printJson, tableText } from '../output.ts';
import { scenariosFolder } from '../scenarios.ts';

interface ListArgs {
  readonly scenarios?: string;
  readonly json: boolean;
}

export const handle = (args: ListArgs): number => {
  const folder = scenariosFolder(args.scenarios);
  const { scenarios, gameDays, problems } = loadLibrary(folder);
  if (problems.length > 0) {
    // What is not valid yet has its names all the same, and some of it can be played.
    if (!args.json) print(outlinesIn(folder).map(outlineText).join('\n'));
    throw invalidInput(problems);
  }
  const drills = scenarios.flatMap(({ name, spec }) =>
    Object.entries(spec.drills).map(([drill, { title, type, procedures }]) => ({
      id: `${name}/${drill}`,
      type,
      title,
      procedures,
    })),
  );
  const procedures = scenarios.flatMap(({ name, spec }) =>
    proceduresOf(spec).map(({ drills: names, ...one }) => ({
      scenario: name,
      ...one,
      drills: names.map((drill) => `${name}/${drill}`),
    })),
  );
  if (args.json) printJson({ schema: 1, gameDays, drills, procedures });
  else
    print(
      [gameDaysText(gameDays), ...scenarios.map(({ name, spec }) => scenarioText(name, spec))].join('\n\n'),
    );
  return 0;
};

const outlineText = ({ name, drills }: Outline): string =>
  hanging(`${name}  `, drills === null || drills.length === 0 ? 'no drill' : drills.join(', '));

const gameDaysText = (gameDays: Library['gameDays']): string =>
  [
    'Game days',
    ...Object.entries(gameDays).map(([name, drills]) =>
      hanging(`  ${name}  `, `${counted(drills.length, 'drill')}: ${drills.join(', ')}`),
    ),
  ].join('\n');

/** Drills below their system, which `gameday run` wants before the name. */
const scenarioText = (name: string, spec: Scenario['spec']): string => {
  const drills = Object.entries(spec.drills);
  const procedures = proceduresOf(spec);
  const rows = drills.map(([drill, { title, type }]) => [`  ${drill}`, type, title]);
  const incidents = procedures.flatMap(({ id, title, drills: names }) => [
    hanging(`  ${id}  `, title),
    hanging('      ', names.length === 0 ? 'no drill' : names.join(', ')),
  ]);
  return [
    visibleLine(`Drills of ${name}, e.g. gameday run ${name}/${drills[0]?.[0] ?? ''}`),
    tableText(rows),
    ...(incidents.length === 0
      ? []
      : [`\n${visibleLine(`Procedures of ${name}, and what drills them`)}`, ...incidents]),
  ].join('\n');
};
