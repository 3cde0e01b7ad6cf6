// What the faults of containers share: the target before the fault, what its victim sees, and the proof that it runs again.
import type { Context } from '../../core/clock.ts';
import { GamedayError } from '../../core/errors.ts';
import { fail, pass, type Observation } from '../../core/observation.ts';
import type { ContainerState, KernelProcess, Stack } from '../../stack/stack.ts';
import { answersFresh, upstreamOf } from './edge.ts';
import { listeningPorts } from './listening.ts';
import { msText, together } from './look.ts';
import { protocolNamed } from './protocols.ts';
import { dial, openWitness, ping, type Contact, type Witness } from './witness.ts';

export type ContainerUndo = {
  readonly service: string;
  readonly id: string;
  /** Null: it listens nowhere that we can reach; then the kernel's word alone counts. */
  readonly contact: Contact | null;
};

export interface Target {
  readonly undo: ContainerUndo;
  readonly state: ContainerState;
  readonly witness: Witness | null;
}

/** The container as it is, which must be running, and a control client at the first port on which it listens. */
export const openTarget = async (service: string, stack: Stack, ctx: Context): Promise<Target> => {
  const state = await stack.powers.inspect(service, ctx);
  if (state.status !== 'running') throw notRunning(state);
  const processes = (await stack.kernel.processes(state.id)) ?? [];
  const address = await stack.dialer.lookup(service);
  const ports = await listeningPorts(
    processes.map(({ pid }) => pid),
    address,
  );
  // Ports that others depend on come first: they are what a victim uses.
  const used = stack.edges
    .list()
    .map(upstreamOf)
    .filter((upstream) => upstream.service === service)
    .map(({ port }) => port);
  let witness: Witness | null = null;
  for (const port of new Set([...used, ...ports])) {
    witness ??= await openWitness(stack, { service, port }, { service, port }, ctx);
  }
  return { undo: { service, id: state.id, contact: witness?.contact ?? null }, state, witness };
};

/** Starts the service unless it runs, whichever container it has by now. */
export const ensureRunning = async (
  { service }: ContainerUndo,
  stack: Stack,
  ctx: Context,
): Promise<void> => {
  const { status } = await stack.powers.inspect(service, ctx);
  if (status === 'running' || status === 'restarting' || status === 'paused') return;
  await stack.powers.start(service, ctx);
};

/** By the kernel: processes, none of them stopped or frozen; by a fresh connection: it answers. */
export const runsAgain = async (undo: ContainerUndo, stack: Stack, ctx: Context): Promise<Observation> => {
  const { id } = await stack.powers.inspect(undo.service, ctx);
  const processes = alive(await stack.kernel.processes(id));
  const frozen = (await stack.kernel.frozen(id)) === true;
  const runs = processes.length > 0 && processes.every(({ state }) => state !== 'T') && !frozen;
  const actual = `${stateText(processes)}${frozen ? ', frozen' : ''}`;
  const kernel = (runs ? pass : fail)(`${undo.service}, by the kernel`, 'runs', actual);
  if (undo.contact === null || !runs) return kernel;
  return together([kernel, await answersFresh(undo.contact, stack, ctx, undo.service)]);
};

export const alive = (processes: readonly KernelProcess[] | null): readonly KernelProcess[] =>
  (processes ?? []).filter(({ state }) => state !== 'Z' && state !== 'X');

export const stateText = (processes: readonly KernelProcess[]): string =>
  processes.length === 0
    ? 'no process'
    : processes.map(({ command, state }) => `${programOf(command)} ${state}`).join(', ');

/** The program's name: a Java command line is a page of class paths. */
const programOf = (command: string): string => command.split(' ')[0]?.split('/').at(-1) ?? command;

/** No fresh connection is to be had. */
export const freshFails = async (contact: Contact, stack: Stack, ctx: Context): Promise<Observation> => {
  const what = `fresh connection to ${contact.service}:${contact.port}`;
  const startedMs = ctx.clock.monotonicMs();
  const fresh = await dial(stack, contact, 2000, ctx);
  const after = `after ${msText(ctx.clock.monotonicMs() - startedMs)}`;
  if (fresh.line === null) return pass(what, 'fails', `${fresh.error} ${after}`);
  fresh.line.destroy();
  return fail(what, 'fails', `accepted ${after}`);
};

/** Fresh connections may be accepted (the kernel does that), but nobody answers, on the pooled one neither. */
export const nobodyAnswers = async (
  contact: Contact,
  witness: Witness | null,
  stack: Stack,
  ctx: Context,
): Promise<Observation> => {
  if (contact.protocol === null) return together([]);
  const protocol = protocolNamed(contact.protocol);
  const quietMs = Math.max(500, 10 * contact.pingMs);
  const fresh = await dial(stack, contact, quietMs, ctx);
  const lines = [
    { name: 'fresh', line: fresh.line },
    { name: 'pooled', line: witness?.pooled() ?? null },
  ];
  const looks = lines.map(async ({ name, line }) => {
    const what = `ping, ${name} connection to ${contact.service}:${contact.port}`;
    if (line === null) return pass(what, 'no answer', 'error' in fresh ? fresh.error : 'none');
    const talk = await line.talk(protocol, ping, quietMs, ctx);
    const actual = `${talk.ended} after ${msText(talk.ms)}`;
    return (talk.answers === 0 && talk.ended !== 'answered' ? pass : fail)(what, 'no answer', actual);
  });
  const seen = together(await Promise.all(looks));
  fresh.line?.destroy();
  return seen;
};

const notRunning = ({ service, status, exitCode }: ContainerState): GamedayError =>
  new GamedayError({
    code: 'fault-target-down',
    message: `${service} is not running before the fault (${status}, exit ${exitCode})`,
    hint: '`gameday heal` undoes what an earlier run may have left; `gameday ps` shows what runs',
  });
