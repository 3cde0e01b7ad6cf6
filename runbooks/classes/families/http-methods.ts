// What each method of HTTP does.
import { verdict, type Verdict } from '../class-table.ts';

const methods: Readonly<Record<string, Verdict>> = {
  GET: verdict('R0', 'GET reads'),
  HEAD: verdict('R0', 'HEAD reads'),
  OPTIONS: verdict('R0', 'OPTIONS reads'),
  QUERY: verdict('R0', 'QUERY reads'),
  POST: verdict('W2', 'POST changes something there'),
  PUT: verdict('W2', 'PUT changes something there'),
  PATCH: verdict('W2', 'PATCH changes something there'),
  DELETE: verdict('X1', 'DELETE: what it deletes is gone'),
  PURGE: verdict('W1', 'PURGE empties a cache'),
};

export const byMethod = (name: string): Verdict =>
  methods[name.toUpperCase()] ?? verdict('U', `nobody has said what the method ${name} does`);
