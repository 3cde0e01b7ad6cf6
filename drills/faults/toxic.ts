// What all toxics share: preparing, adding, healing; the kinds say what is to be seen of them.
import type { ZodType } from 'zod';
import type { Context } from '../../core/clock.ts';
import { GamedayError } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';
import { unknown, type Observation } from '../../core/observation.ts';
import type { Edge, Stack, ToxicState } from '../../stack/stack.ts';
import type { Fault, FaultKind } from './fault.ts';
import { edgeAnswers, edgeNamed, proxyService, upstreamOf } from './edge.ts';
import type { Line } from './line.ts';
import { lookUntil, together } from './look.ts';
import { protocolNamed } from './protocols.ts';
import { shareBites, shareBitesAny } from './share.ts';
import type { Sight } from './sight.ts';
import { dial, openWitness, type Contact, type Witness } from './witness.ts';
import { volleyOf, type Volley } from './volley.ts';

export type ToxicUndo<Config extends Json = Json> = {
  readonly edge: string;
  readonly toxics: readonly string[];
  readonly contact: Contact;
  readonly config: Config;
  /** How long the measuring volley took before the fault; 0 where none is used. */
  readonly volleyMs: number;
};

interface Common {
  readonly edge: string;
  readonly stream?: 'upstream' | 'downstream' | undefined;
  /** The share of connections that it hits, 0 to 1. */
  readonly share?: number | undefined;
}

export interface ToxicSpec<Config extends Common & Json> {
  readonly kind: string;
  /** Toxiproxy's name of it. */
  readonly type: string;
  readonly schema: ZodType<Config>;
  summary(config: Config): string;
  /** In Toxiproxy's units. */
  attributes(config: Config): Readonly<Record<string, number>>;
  /** The harm shows after at most so long. */
  showsWithinMs(config: Config): number;
  /** How many bytes must cross the edge to see it; absent: a ping shows it. */
  volleyBytes?(config: Config): number;
  /** `stream` alone unless given. */
  streams?(config: Config): readonly ('upstream' | 'downstream')[];
  /** Nothing is said to see it, so that a server which answers none of our questions will do. */
  readonly needsNoAnswer?: boolean;
  /** Whether this connection shows the harm. */
  look(sight: Sight<Config>, line: Line, pooled: boolean, ctx: Context): Promise<Observation>;
}

export const toxicKind = <Config extends Common & Json>(spec: ToxicSpec<Config>) =>
  ({
    kind: spec.kind,
    schema: spec.schema,
    needs: ['edges'],
    target: ({ edge }) => ({ edge }),
    summary: spec.summary,
    create: (config) => createToxic(spec, config),
    async heal({ edge, toxics }, stack, ctx) {
      for (const name of toxics) await stack.edges.removeToxic(edge, name, ctx);
    },
    gone: (undo, stack, ctx) => edgeAnswers(undo, stack, ctx, () => stillBites(spec, undo, stack, ctx)),
  }) satisfies FaultKind<Config, ToxicUndo<Config>>;

const createToxic = <Config extends Common & Json>(
  spec: ToxicSpec<Config>,
  config: Config,
): Fault<ToxicUndo<Config>> => {
  let witness: Witness | null = null;
  return {
    async prepare(stack, ctx) {
      const edge = edgeNamed(stack, config.edge);
      const at = { service: proxyService, port: edge.listenPort };
      witness = await openWitness(stack, at, upstreamOf(edge), ctx);
      if (witness === null) throw unreachable(edge);
      const { contact } = witness;
      const toxics = statesOf(spec, config).map(({ name }) => name);
      const volleyMs = await measureVolley(volleyFor(spec, config, contact), contact, stack, ctx);
      return { edge: config.edge, toxics, contact, config, volleyMs };
    },
    async inject(undo, stack, ctx) {
      await witness?.renew(ctx);
      for (const state of statesOf(spec, config)) await stack.edges.addToxic(undo.edge, state, ctx);
    },
    async confirm(undo, stack, ctx) {
      const sight = sightOf(spec, undo, stack);
      if (undo.contact.protocol === null && !spec.needsNoAnswer) return nobodyAnswers(undo.edge);
      const withinMs = spec.showsWithinMs(config);
      const look = (): Promise<Observation> => lookFresh(spec, sight, stack, ctx);
      // Counted once: who tries again until it fits proves nothing. And which connections a share hits is decided when they begin: of
      // a single pooled one nothing is promised.
      if (shareOf(config) < 1) return await shareBites(shareOf(config), look);
      const fresh = lookUntil(withinMs, ctx, look);
      const line = witness?.pooled();
      if (line === undefined) return await fresh;
      const pooled = lookUntil(withinMs, ctx, () => spec.look(sight, line, true, ctx));
      return together(await Promise.all([fresh, pooled]));
    },
    close: () => Promise.resolve(witness?.close()),
  };
};

const shareOf = (config: Common): number => config.share ?? 1;

const statesOf = <Config extends Common & Json>(
  spec: ToxicSpec<Config>,
  config: Config,
): readonly ToxicState[] =>
  (spec.streams?.(config) ?? [config.stream ?? 'downstream']).map((stream) => ({
    name: `gameday-${spec.kind}-${stream}`,
    type: spec.type,
    stream,
    toxicity: shareOf(config),
    attributes: spec.attributes(config),
  }));

const volleyFor = <Config extends Common & Json>(
  spec: ToxicSpec<Config>,
  config: Config,
  contact: Contact,
): Volley | null =>
  spec.volleyBytes === undefined
    ? null
    : volleyOf(contact, config.stream ?? 'downstream', spec.volleyBytes(config));

const sightOf = <Config extends Common & Json>(
  spec: ToxicSpec<Config>,
  { config, contact, volleyMs }: ToxicUndo<Config>,
  stack: Stack,
): Sight<Config> => ({
  config,
  contact,
  volley: volleyFor(spec, config, contact),
  volleyMs,
  control: async (ctx) => (await dial(stack, upstreamOf(edgeNamed(stack, config.edge)), 2000, ctx)).line,
});

const lookFresh = async <Config extends Common & Json>(
  spec: ToxicSpec<Config>,
  sight: Sight<Config>,
  stack: Stack,
  ctx: Context,
): Promise<Observation> => {
  const { line, ...refused } = await dial(stack, sight.contact, 2000, ctx);
  if (line === null)
    return unknown('fresh connection', 'accepted', 'error' in refused ? refused.error : 'refused');
  try {
    return await spec.look(sight, line, false, ctx);
  } finally {
    line.destroy();
  }
};

/** For `gone`: a fresh connection must not show the harm. */
const stillBites = <Config extends Common & Json>(
  spec: ToxicSpec<Config>,
  undo: ToxicUndo<Config>,
  stack: Stack,
  ctx: Context,
): Promise<Observation> => {
  const sight = sightOf(spec, undo, stack);
  return shareBitesAny(shareOf(undo.config), () => lookFresh(spec, sight, stack, ctx));
};

// The best of three: what the machine adds now and then is not the edge's.
const measureVolley = async (
  volley: Volley | null,
  contact: Contact,
  stack: Stack,
  ctx: Context,
): Promise<number> => {
  if (volley === null || contact.protocol === null) return 0;
  const times: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const { line } = await dial(stack, contact, 2000, ctx);
    if (line === null) break;
    const { ms } = await line.talk(protocolNamed(contact.protocol), volley.ask, 3000, ctx);
    line.destroy();
    times.push(ms);
  }
  return Math.min(...times);
};

const nobodyAnswers = (edge: string): Observation =>
  unknown(`a ping over ${edge}`, 'an answer before the fault', 'none: nothing to compare with');

const unreachable = (edge: Edge): GamedayError =>
  new GamedayError({
    code: 'fault-target-down',
    message: `${edge.name}: no connection before the fault (${proxyService}:${edge.listenPort} → ${edge.upstream})`,
    hint: 'the fault could not be told from what is broken already: `gameday ps` shows what runs',
  });
