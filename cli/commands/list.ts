// gameday list: game days, drills, and which procedures of the runbooks have a drill.
import { invalidInput } from '../../core/errors.ts';
import { proceduresOf } from '../../drills/scenario/procedures.ts';
import { loadLibrary } from '../../drills/scenario/select.ts';
import { print, printJson, tableText } from '../output.ts';
import { scenariosFolder } from '../scenarios.ts';

interface ListArgs {
  readonly scenarios?: string;
  readonly json: boolean;
}

export const handle = (args: ListArgs): number => {
  const { scenarios, gameDays, problems } = loadLibrary(scenariosFolder(args.scenarios));
  if (problems.length > 0) throw invalidInput(problems);
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
  else {
    print(tableText([['DRILL', 'TYPE', 'TITLE'], ...drills.map(({ id, type, title }) => [id, type, title])]));
    const rows = Object.entries(gameDays).map(([name, list]) => [name, list.join(', ')]);
    print(`\n${tableText([['GAME DAY', 'DRILLS'], ...rows])}`);
    if (procedures.length > 0) print(`\n${proceduresText(procedures)}`);
  }
  return 0;
};

const proceduresText = (
  procedures: readonly { readonly id: string; readonly title: string; readonly drills: readonly string[] }[],
): string =>
  tableText([
    ['PROCEDURE', 'TITLE', 'DRILLS'],
    ...procedures.map(({ id, title, drills }) => [
      id,
      title,
      drills.length === 0 ? 'no drill' : drills.map((drill) => drill.split('/')[1]).join(', '),
    ]),
  ]);
