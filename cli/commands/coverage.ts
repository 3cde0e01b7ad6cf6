// gameday coverage: which alerts have a section, which sections an alert, and when each was drilled last.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { problemText } from '../../core/errors.ts';
import { exitCodes } from '../../core/verdicts.ts';
import { readDocument } from '../../runbooks/lint/document.ts';
import { matrixJson } from '../../runbooks/matrix/json.ts';
import { buildMatrix } from '../../runbooks/matrix/matrix.ts';
import { matrixText } from '../../runbooks/matrix/pretty.ts';
import { usageError } from '../errors.ts';
import { drillsIn, neighboursOf, playedIn } from '../lint/drill-facts.ts';
import { readContext } from '../lint/lint-context.ts';
import { isMarkdown, readRunbooks } from '../lint/runbook-files.ts';
import { printJson, say } from '../output.ts';

interface CoverageArgs {
  readonly file?: readonly string[];
  readonly against?: readonly string[];
  readonly drills?: string;
  readonly runs?: string;
  readonly format: 'pretty' | 'json';
  readonly stdinName: string;
}

/** 0, or 1 where something is missing. */
export const handle = async (args: CoverageArgs): Promise<number> => {
  const { file = [], against = [], drills, format, stdinName } = args;
  const rules = against.filter((one) => !isMarkdown(one));
  if (rules.length === 0)
    throw usageError(
      against.length === 0
        ? 'expected --against FILE'
        : `--against: expected rule files in YAML, got ${against.join(' ')}`,
      'name the Prometheus rule files that the runbook is for',
    );
  const context = await readContext({ rules });
  const files = readRunbooks([...file, ...against.filter(isMarkdown)], stdinName);
  const played = playedOf(args);
  const matrix = buildMatrix({
    runbooks: files.map(({ uri, text }) => readDocument(uri, text)),
    alerts: context.rules?.alerts ?? [],
    drills: drills === undefined ? null : drillsIn(drills),
    played,
    neighbours: neighboursOf(files.map(({ uri }) => uri)),
  });
  if (format === 'json') printJson(matrixJson(matrix));
  else
    process.stdout.write(
      matrixText(matrix, drills !== undefined || played !== null, process.stdout.columns || 80),
    );
  return matrix.gaps.length > 0 ? exitCodes.fail : exitCodes.pass;
};

/** The runs of the working folder count where drills are asked for. */
const playedOf = ({ drills, runs }: CoverageArgs) => {
  const usual = join('reports', 'runs');
  const folder = runs ?? (drills !== undefined && existsSync(usual) ? usual : null);
  if (folder === null) return null;
  const { played, passedOver } = playedIn(folder);
  for (const one of passedOver) say(`not counted: ${problemText(one)}`);
  return played;
};
