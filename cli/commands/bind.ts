// gameday bind: a first bindings.yaml for a runbook, with every open question as a commented line.
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GamedayError, invalidInput } from '../../core/errors.ts';
import { checkShape } from '../../core/yaml/check-shape.ts';
import { parseYaml } from '../../core/yaml/yaml-file.ts';
import { firstBindings } from '../../drills/bindings/first-bindings.ts';
import { bindingsSchema, noBindings, type Bindings } from '../../drills/bindings/schema.ts';
import { readText } from '../../drills/scenario/read-folder.ts';
import { parseRunbook } from '../../runbooks/parse.ts';
import { print, say } from '../output.ts';

interface BindArgs {
  readonly file: string;
  readonly output?: string;
}

export const handle = ({ file, output }: BindArgs): number => {
  const text = readText(file);
  if (text === null) throw noFile(file);
  const beside = join(dirname(file), 'bindings.yaml');
  const written = firstBindings(parseRunbook(text), file, knownIn(beside)).trimEnd();
  if (output === undefined) {
    print(written);
    return 0;
  }
  if (existsSync(output)) throw inTheWay(output);
  writeFileSync(output, `${written}\n`);
  say(`wrote ${output}`);
  return 0;
};

const knownIn = (file: string): Bindings => {
  const text = readText(file);
  if (text === null) return noBindings;
  const { value, problems } = checkShape(parseYaml(file, text), bindingsSchema);
  if (value === null) throw invalidInput(problems);
  say(`${file} is there already: what it answers is left out`);
  return value;
};

const noFile = (file: string): GamedayError =>
  new GamedayError({
    code: 'no-runbook',
    exitCode: 64,
    message: `${file}: no such file`,
    hint: 'give the Markdown file of a runbook',
  });

const inTheWay = (file: string): GamedayError =>
  new GamedayError({
    code: 'file-exists',
    exitCode: 64,
    message: `${file}: there is such a file already`,
    hint: 'without --output it is printed, so that you can take over what you want',
  });
