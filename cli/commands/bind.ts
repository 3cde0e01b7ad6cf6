// gameday bind: a first bindings.yaml for a runbook, with every open question as a commented line.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GamedayError, invalidInput } from '../../core/errors.ts';
import { checkShape } from '../../core/yaml/check-shape.ts';
import { parseYaml } from '../../core/yaml/yaml-file.ts';
import { firstBindings } from '../../drills/bindings/first-bindings.ts';
import { bindingsSchema, noBindings, type Bindings } from '../../drills/bindings/schema.ts';
import { readText } from '../../drills/scenario/read-folder.ts';
import { parseRunbook } from '../../runbooks/parse.ts';
import { readRunbooks } from '../lint/runbook-files.ts';
import { print, say, writeText } from '../output.ts';

interface BindArgs {
  readonly file: string;
  readonly output?: string;
}

export const handle = ({ file, output }: BindArgs): number => {
  const [runbook] = readRunbooks([file], 'stdin.md');
  if (runbook === undefined) throw new TypeError('a file that was read is not there');
  if (output !== undefined && existsSync(output)) throw inTheWay(output);
  const beside = join(dirname(file), 'bindings.yaml');
  const written = firstBindings(parseRunbook(runbook.text), runbook.uri, knownIn(beside)).trimEnd();
  if (output === undefined) {
    print(written);
    return 0;
  }
  writeText(output, `${written}\n`);
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

const inTheWay = (file: string): GamedayError =>
  new GamedayError({
    code: 'file-exists',
    exitCode: 64,
    message: `${file}: there is such a file already`,
    hint: 'without --output it is printed, so that you can take over what you want',
  });
