// What a record has to have before anything is folded from it: a journal of another writer is refused in words.
import type { JournalEvent } from './events.ts';

type Kind = 'a list' | 'a text' | 'a mapping' | 'a number';

/** By the record's type, as far as a report can't do without. */
const wanted: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  'run.started': {
    run: 'a text',
    gameDay: 'a text',
    drills: 'a list',
    pace: 'a number',
    engine: 'a mapping',
    substitutes: 'a list',
    stack: 'a mapping',
  },
  'drill.started': {
    plan: 'a mapping',
    'plan.id': 'a text',
    'plan.signals': 'a list',
    'plan.faults': 'a list',
    'plan.probes': 'a list',
    'plan.invariants': 'a list',
  },
};

/** E.g. `drills: expected a list, found nothing`; null: all is there. */
export const lackOf = (event: JournalEvent): string | null => {
  for (const [path, kind] of Object.entries(wanted[event.type] ?? {})) {
    const found = kindOf(at(event, path));
    if (found !== kind) return `${path}: expected ${kind}, found ${found}`;
  }
  return null;
};

const at = (event: JournalEvent, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | null)?.[key], event);

const kindOf = (value: unknown): Kind | 'nothing' | 'something else' => {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'number' ? 'a number' : 'something else';
};
