// gameday list: game days and drills.
import { invalidInput } from '../../core/errors.ts';
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
  if (args.json) printJson({ schema: 1, gameDays, drills });
  else {
    print(tableText([['DRILL', 'TYPE', 'TITLE'], ...drills.map(({ id, type, title }) => [id, type, title])]));
    const rows = Object.entries(gameDays).map(([name, list]) => [name, list.join(', ')]);
    print(`\n${tableText([['GAME DAY', 'DRILLS'], ...rows])}`);
  }
  return 0;
};
