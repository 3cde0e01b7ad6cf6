// environment: the service runs with other environment variables, in a new container of the same image.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '../../core/clock.ts';
import { fail, pass, unknown, type Observation } from '../../core/observation.ts';
import { isSecretName } from '../../core/redact.ts';
import type { Variables } from '../../stack/power.ts';
import type { KernelProcess, Stack } from '../../stack/stack.ts';
import { alive, ensureRunning, openTarget, runsAgain, stateText, type ContainerUndo } from './container.ts';
import { answersFresh } from './edge.ts';
import { formerVariable, putBackOf, stillOurs } from './environment-former.ts';
import type { Fault, FaultKind } from './fault.ts';
import { lookUntil, together } from './look.ts';
import { environmentOf, unreadable, type Environment } from './process-environment.ts';

const variable = z
  .string()
  .regex(/^[A-Za-z_]\w*$/, { error: 'expected the name of a variable' })
  .refine((name) => !isSecretName(name), { error: 'a secret, which the evidence would show' });

const schema = z
  .strictObject({
    service: z.string(),
    set: z.record(variable, z.union([z.string(), z.number(), z.boolean()]).transform(String)).default({}),
    unset: z.array(variable).default([]),
  })
  .transform(({ service, set, unset }) => ({
    service,
    variables: { ...set, ...Object.fromEntries(unset.map((name) => [name, null])) },
  }))
  .refine(({ variables }) => Object.keys(variables).length > 0, {
    error: 'expected at least one variable under set or unset',
  });
type Config = z.output<typeof schema>;
type Undo = ContainerUndo & { readonly mark: string };

// A service that is started anew may take its time.
const showsWithinMs = 15_000;

const create = ({ service, variables }: Config): Fault<Undo> => ({
  async prepare(stack, ctx) {
    const { undo, witness } = await openTarget(service, stack, ctx);
    witness?.close();
    return { ...undo, mark: randomUUID().slice(0, 8) };
  },
  async inject({ mark }, stack, ctx) {
    const former = formerVariable(mark, variables, await stack.powers.environment(service, ctx));
    await stack.powers.recreate(service, { ...variables, ...former }, ctx);
  },
  confirm: (undo, stack, ctx) =>
    lookUntil(showsWithinMs, ctx, async () => {
      const { id, status, exitCode } = await stack.powers.inspect(service, ctx);
      const processes = alive(await stack.kernel.processes(id));
      const what = `${service}, by the kernel`;
      // It may not survive what it was given.
      if (processes.length === 0 && status === 'exited' && id !== undo.id)
        return pass(what, 'runs with other variables, or ends', `ended with ${exitCode}`);
      const environments = await environmentsOf(processes);
      const seen = lookAt(variables, environments, what, stateText(processes));
      if (undo.contact === null || seen.verdict !== 'pass') return seen;
      return together([seen, await answersFresh(undo.contact, stack, ctx, service)]);
    }),
  close: () => Promise.resolve(),
});

const environmentsOf = (processes: readonly KernelProcess[]): Promise<readonly (Environment | null)[]> =>
  Promise.all(processes.map(({ pid }) => environmentOf(pid)));

/** Passes when a process of the container was started with all of them. `none`: what is there instead of any process. */
export const lookAt = (
  variables: Variables,
  environments: readonly (Environment | null)[],
  what: string,
  none: string,
): Observation => {
  const wanted = Object.entries(variables);
  const holds = (environment: Environment | null): environment is Environment =>
    environment !== null &&
    environment.size > 0 &&
    wanted.every(([name, value]) => (environment.get(name) ?? null) === value);
  const found = environments.find(holds);
  const expected = wanted.map(([name, value]) => textOf(name, value)).join(', ');
  if (found === undefined && environments.includes(null)) return unknown(what, expected, unreadable);
  const shown = found ?? environments.at(-1);
  const actual = shown ? wanted.map(([name]) => textOf(name, shown.get(name) ?? null)).join(', ') : none;
  return (found === undefined ? fail : pass)(what, expected, actual);
};

const textOf = (name: string, value: string | null): string =>
  value === null ? `no ${name}` : `${name}=${value}`;

const heal = async (undo: Undo, stack: Stack, ctx: Context): Promise<void> => {
  const { service, mark } = undo;
  await stack.powers.settleRecreation(service, ctx);
  const change = putBackOf(mark, await stack.powers.environment(service, ctx));
  if (change === null) await ensureRunning(undo, stack, ctx);
  else await stack.powers.recreate(service, change, ctx);
};

const gone = async (undo: Undo, stack: Stack, ctx: Context): Promise<Observation> => {
  const { service, mark } = undo;
  const runs = await runsAgain(undo, stack, ctx);
  const { id } = await stack.powers.inspect(service, ctx);
  const processes = alive(await stack.kernel.processes(id));
  const container = await stack.powers.environment(service, ctx);
  return together([
    runs,
    judgeLeft(stillOurs(mark, container), `${service}'s variables, by its container`),
    noneLeft(mark, await environmentsOf(processes), `${service}'s variables, by the kernel`),
  ]);
};

/** Passes when no process of the container was started with any of them, and all of them could be asked. */
export const noneLeft = (
  mark: string,
  environments: readonly (Environment | null)[],
  what: string,
): Observation => {
  // A process that has gone meanwhile has none, and says nothing.
  const seen = environments.filter((one) => one !== null && one.size > 0);
  const left = [...new Set(seen.flatMap((one) => stillOurs(mark, Object.fromEntries(one ?? []))))];
  if (left.length === 0 && environments.includes(null)) return unknown(what, noneOfIt, unreadable);
  if (seen.length === 0) return unknown(what, noneOfIt, 'no process shows any');
  return judgeLeft(left, what);
};

const noneOfIt = 'none of the fault';
const judgeLeft = (left: readonly string[], what: string): Observation =>
  left.length > 0 ? fail(what, noneOfIt, left.join(', ')) : pass(what, noneOfIt, 'none');

export const environment = {
  kind: 'environment',
  schema,
  needs: ['recreate', 'lifecycle'],
  target: ({ service }) => ({ service }),
  summary: ({ service, variables }) =>
    `${service} runs with ${Object.entries(variables)
      .map(([name, value]) => textOf(name, value))
      .join(', ')}`,
  create,
  heal,
  gone,
} satisfies FaultKind<Config, Undo>;
