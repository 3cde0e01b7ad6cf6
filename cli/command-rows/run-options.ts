// Options of `run` beside those of the stack: which drills, held against what, told to whom.
import type { Options } from 'yargs';

export const choice: Readonly<Record<string, Options>> = {
  grep: {
    type: 'string',
    describe: 'only drills whose name, title or procedure this regular expression finds',
  },
  shard: {
    type: 'string',
    describe: 'a share of the drills, e.g. 1/4; gameday report merge joins the reports',
  },
  parallel: {
    type: 'string',
    describe:
      'play the drills side by side on that many copies of the stack; auto: as many as cores and memory allow',
  },
  repeat: { type: 'number', describe: 'play the list that often' },
  budget: {
    type: 'string',
    describe:
      'play what fits, e.g. 10m, most at risk first, by the runs in ./reports/runs; says what is left out',
  },
  'fail-fast': {
    type: 'boolean',
    default: false,
    describe: 'end the run after the first drill that does not pass',
  },
};

export const comparison: Readonly<Record<string, Options>> = {
  baseline: {
    type: 'string',
    describe: 'report.json of an earlier run: slower detection or recovery than there fails a drill',
  },
  'max-regression': {
    type: 'string',
    describe: 'how much slower than the baseline is allowed (default: 20%)',
  },
};

export const telling: Readonly<Record<string, Options>> = {
  github: {
    type: 'boolean',
    default: false,
    describe: 'annotations of GitHub Actions on standard output, report.md to the job summary',
  },
  brief: {
    type: 'string',
    describe: 'YAML file for the report: objectives, hypothesis, participants, notes; or by the flags below',
  },
  objective: { type: 'string', array: true, nargs: 1, describe: 'what the game day is to show' },
  hypothesis: { type: 'string', describe: 'what people expect to happen' },
  participant: { type: 'string', array: true, nargs: 1, describe: 'who takes part' },
  note: { type: 'string', array: true, nargs: 1, describe: 'anything else for the report' },
};
