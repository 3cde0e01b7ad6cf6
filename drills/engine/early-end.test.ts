import { expect, it } from 'vitest';
import { GamedayError } from '../../core/errors.ts';
import { earlyEnd } from './early-end.ts';
import { Interruption } from './stop.ts';

const lost = (code: 'lease-lost' | 'engine-lost' | 'disk-full') =>
  AbortSignal.abort(new GamedayError({ code, message: `${code}!` }));
const goesOn = new AbortController().signal;

it.each([
  ['nothing', goesOn, goesOn, null],
  ['somebody', AbortSignal.abort(new Interruption('SIGTERM')), goesOn, 'run.interrupted SIGTERM'],
  [
    'somebody, once the engine is lost',
    AbortSignal.abort(new Interruption('SIGTERM')),
    lost('engine-lost'),
    'run.interrupted SIGTERM',
  ],
  ['another process', goesOn, lost('lease-lost'), 'run.interrupted another process, which took its lease'],
  ['a lost engine', goesOn, lost('engine-lost'), 'run.failed engine-lost!'],
  ['a full disk, which the journal can not tell', goesOn, lost('disk-full'), null],
])('%s ends a run', (_, asked, run, told) => {
  const event = earlyEnd(asked, run);
  const said =
    event === null
      ? null
      : `${event.type} ${'by' in event ? event.by : 'message' in event ? event.message : ''}`;
  expect(said).toBe(told);
});
