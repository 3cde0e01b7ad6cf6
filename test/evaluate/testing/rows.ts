// Labels and findings for tests: what a row does not say is the same everywhere.
import { readLabels, type Label } from '../labels.ts';
import type { Reported } from '../match.ts';

interface LabelCells {
  readonly file?: string;
  readonly lines?: string;
  readonly rule?: string;
  readonly detect?: string;
}

export const label = ({ file = 'a', lines = '10', rule = 'VER-NONE', detect = 'S' }: LabelCells): Label => {
  const table = `id\tfile\tlines\tsection\trule\tseverity\tdetect\tproof\tfinding\nA-1\t${file}\t${lines}\tTop\t${rule}\tH\t${detect}\tA\ttext`;
  const [row] = readLabels('labels.tsv', table);
  if (row === undefined) throw new Error('labels.tsv: expected a row');
  return row;
};

interface FindingCells {
  readonly ruleId?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly related?: readonly number[];
  readonly message?: string;
}

export const finding = ({
  ruleId = 'VER-NONE',
  line = 10,
  endLine = line,
  related = [],
  message = 'nothing checks it',
}: FindingCells): Reported => ({
  file: 'a',
  finding: {
    ruleId,
    level: 'high',
    message,
    span: { line, endLine, column: 1, endColumn: 2 },
    related: related.map((at) => ({
      span: { line: at, endLine: at, column: 1, endColumn: 2 },
      message: 'here too',
    })),
    suggestion: null,
  },
});
