// Which of the promised shares are missed, as sentences. What was not measured is not kept.
import { percent } from './print.ts';
import { share, type Summary } from './summary.ts';

export interface Thresholds {
  readonly minRecall: number | null;
  readonly minContextRecall: number | null;
  readonly maxWrong: number | null;
}

export const missedThresholds = (all: Summary, wanted: Thresholds): readonly string[] => [
  ...below('recall', share(all.found, all.detectable), wanted.minRecall),
  ...below('recall with context', share(all.contextFound, all.context), wanted.minContextRecall),
  ...tooWrong(all, wanted.maxWrong),
];

const below = (what: string, got: number | null, wanted: number | null): readonly string[] =>
  wanted === null || (got !== null && got >= wanted)
    ? []
    : [
        `${what}: wanted at least ${percent(wanted)}, got ${got === null ? 'no label to find' : percent(got)}`,
      ];

const tooWrong = ({ right, wrong, open }: Summary, wanted: number | null): readonly string[] => {
  if (wanted === null) return [];
  if (open > 0) return [`wrong findings: ${open} are not judged yet`];
  const got = share(wrong, right + wrong);
  return got !== null && got > wanted
    ? [`wrong findings: wanted at most ${percent(wanted)}, got ${percent(got)}`]
    : [];
};
