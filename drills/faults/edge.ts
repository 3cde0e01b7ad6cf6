// Dependency edges: where their proxies listen, and the proof that one is whole again.
import type { Context } from '../../core/clock.ts';
import { GamedayError } from '../../core/errors.ts';
import { fail, pass, unknown, type Observation } from '../../core/observation.ts';
import type { Edge, Stack } from '../../stack/stack.ts';
import { msText, together } from './look.ts';
import { protocolNamed } from './protocols.ts';
import { dial, ping, type Contact } from './witness.ts';

export const proxyService = 'toxiproxy';
const answerWithinMs = 2000;

export const edgeNamed = (stack: Stack, name: string): Edge => {
  const edge = stack.edges.list().find((one) => one.name === name);
  if (edge !== undefined) return edge;
  const known = stack.edges.list().map((one) => one.name);
  throw new GamedayError({
    code: 'unknown-edge',
    exitCode: 64,
    message: `no dependency edge is called ${name}`,
    hint: `edges are the proxies of monitoring.yaml: ${known.join(', ')}`,
  });
};

export const upstreamOf = ({ upstream }: Edge): { readonly service: string; readonly port: number } => {
  const colon = upstream.lastIndexOf(':');
  return { service: upstream.slice(0, colon), port: Number(upstream.slice(colon + 1)) };
};

/** A fresh connection is accepted and answers as before the fault, and `bites` no longer passes. */
export const edgeAnswers = async (
  { edge, contact }: { readonly edge: string; readonly contact: Contact },
  stack: Stack,
  ctx: Context,
  bites: () => Promise<Observation>,
): Promise<Observation> => {
  const answers = await answersFresh(contact, stack, ctx, edge);
  if (answers.verdict !== 'pass') return answers;
  const harm = await bites();
  const actual = harm.evidence.map((one) => `${one.what}: ${one.actual}`).join('; ');
  const judge = harm.verdict === 'fail' ? pass : harm.verdict === 'pass' ? fail : unknown;
  return together([answers, judge(`harm on ${edge}`, 'no longer seen', actual)]);
};

/** A fresh connection is accepted, and answers where it answered before. */
export const answersFresh = async (
  contact: Contact,
  stack: Stack,
  ctx: Context,
  name: string,
): Promise<Observation> => {
  const what = `fresh connection, ${name}`;
  const expected = contact.protocol === null ? 'accepted' : `accepted, answers ${contact.protocol}`;
  const fresh = await dial(stack, contact, answerWithinMs, ctx);
  if (fresh.line === null) return fail(what, expected, fresh.error);
  if (contact.protocol === null) {
    fresh.line.destroy();
    return pass(what, expected, 'accepted');
  }
  const talk = await fresh.line.talk(protocolNamed(contact.protocol), ping, answerWithinMs, ctx);
  fresh.line.destroy();
  const actual = talk.ended === 'answered' ? `answered in ${msText(talk.ms)}` : talk.ended;
  return talk.ended === 'answered' ? pass(what, expected, actual) : fail(what, expected, actual);
};
