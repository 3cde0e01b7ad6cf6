import { expect, it } from 'vitest';
import type { Series } from '../stack/stack.ts';
import { edgesOf } from './alert-watch.ts';

const evaluationMs = 200;
const series = (alertname: string, alertstate: string, ...atMs: readonly number[]): Series => ({
  labels: { __name__: 'ALERTS', alertname, alertstate },
  samples: atMs.map((at) => [at, 1] as const),
});

/** Looks one after the other, each with the samples of its range and what is present at its end. */
const looks = (
  ...all: readonly { readonly samples: readonly Series[]; readonly present: readonly Series[] }[]
) => {
  const tracked = new Map();
  return all.map(({ samples, present }) =>
    edgesOf(tracked, samples, present, evaluationMs).map(
      ({ alert, edge, atMs }) => `${alert} ${edge} ${atMs}`,
    ),
  );
};

const pending = series('A', 'pending', 1000, 1200);
const firing = series('A', 'firing', 1400, 1600);

it.each([
  ['nothing', [{ samples: [], present: [] }], [[]]],
  [
    'each edge once, at the time of its first sample',
    [
      { samples: [pending], present: [pending] },
      { samples: [pending, firing], present: [firing] },
      { samples: [pending, firing], present: [firing] },
    ],
    [['A pending 1000'], ['A firing 1400'], []],
  ],
  [
    'resolved at the evaluation after the last sample, and not again while the samples stay in range',
    [
      { samples: [firing], present: [firing] },
      { samples: [firing], present: [] },
      { samples: [firing], present: [] },
    ],
    [['A firing 1400'], ['A resolved 1800'], []],
  ],
  [
    'a pending alert that went away is no resolved one',
    [
      { samples: [pending], present: [pending] },
      { samples: [pending], present: [] },
    ],
    [['A pending 1000'], []],
  ],
  [
    'fires again after it was resolved',
    [
      { samples: [firing], present: [] },
      { samples: [firing, series('A', 'firing', 3000)], present: [firing] },
    ],
    [['A firing 1400', 'A resolved 1800'], ['A firing 3000']],
  ],
  [
    'a firing alert that is pending again was quiet in between, however short',
    [
      { samples: [firing], present: [firing] },
      { samples: [firing, series('A', 'pending', 2000)], present: [series('A', 'pending', 2000)] },
    ],
    [['A firing 1400'], ['A resolved 1800', 'A pending 2000']],
  ],
  [
    'came and went between two looks',
    [{ samples: [pending, firing], present: [] }],
    [['A pending 1000', 'A firing 1400', 'A resolved 1800']],
  ],
])('%s', (_, seen, expected) => {
  expect(looks(...seen)).toEqual(expected);
});
