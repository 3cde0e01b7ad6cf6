// environment: the service runs with other environment variables, in a new container of the same image.
import { z } from 'zod';
import type { Context } from '../../core/clock.ts';
import { GamedayError } from '../../core/errors.ts';
import { fail, pass, unknown, type Observation } from '../../core/observation.ts';
import { isSecretName, mask } from '../../core/redact.ts';
import type { KernelProcess, Stack } from '../../stack/stack.ts';
import { alive, ensureRunning, openTarget, runsAgain, stateText, type ContainerUndo } from './container.ts';
import { answersFresh } from './edge.ts';
import type { Fault, FaultKind } from './fault.ts';
import { lookUntil, together } from './look.ts';
import { environmentOf, unreadable, type Environment } from './process-environment.ts';

const variable = z
  .string()
  .regex(/^[A-Za-z_]\w*$/, { error: 'expected the name of a variable' })
  // Their former values have to be in the journal, and there no secret may be.
  .refine((name) => !isSecretName(name), { error: 'a secret could not be put back: the journal keeps none' });

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
type Variables = Readonly<Record<string, string | null>>;
type Undo = ContainerUndo & { readonly variables: Variables; readonly former: Variables };

// A service that is started anew may take its time.
const showsWithinMs = 15_000;

const create = ({ service, variables }: Config): Fault<Undo> => ({
  async prepare(stack, ctx) {
    const { undo, witness } = await openTarget(service, stack, ctx);
    witness?.close();
    const before = await stack.powers.environment(service, ctx);
    const former = Object.fromEntries(Object.keys(variables).map((name) => [name, before[name] ?? null]));
    return { ...undo, variables, former };
  },
  inject: (undo, stack, ctx) => stack.powers.recreate(service, undo.variables, ctx),
  confirm: (undo, stack, ctx) =>
    lookUntil(showsWithinMs, ctx, async () => {
      const { id, status, exitCode } = await stack.powers.inspect(service, ctx);
      const processes = alive(await stack.kernel.processes(id));
      const what = `${service}, by the kernel`;
      // It may not survive what it was given.
      if (processes.length === 0 && status === 'exited' && id !== undo.id)
        return pass(what, 'runs with other variables, or ends', `ended with ${exitCode}`);
      const environments = await environmentsOf(processes);
      const seen = lookAt(undo.variables, environments, what, stateText(processes));
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

/** Of ours, those that are still so: what the runbook has set otherwise counts. */
const stillOurs = (
  undo: Pick<Undo, 'variables' | 'former'>,
  now: Readonly<Record<string, string>>,
): readonly string[] =>
  Object.keys(undo.variables).filter(
    (name) =>
      (now[name] ?? null) === undo.variables[name] && undo.variables[name] !== (undo.former[name] ?? null),
  );

const heal = async (undo: Undo, stack: Stack, ctx: Context): Promise<void> => {
  await stack.powers.settleRecreation(undo.service, ctx);
  const ours = stillOurs(undo, await stack.powers.environment(undo.service, ctx));
  if (ours.length === 0) {
    await ensureRunning(undo, stack, ctx);
    return;
  }
  const former = Object.fromEntries(ours.map((name) => [name, undo.former[name] ?? null]));
  const lost = ours.filter((name) => former[name]?.includes(mask));
  if (lost.length > 0) throw secretLost(undo.service, lost);
  await stack.powers.recreate(undo.service, former, ctx);
};

/** A secret by its value, in a variable whose name did not tell: another process can't know it. */
const secretLost = (service: string, names: readonly string[]): GamedayError =>
  new GamedayError({
    code: 'former-value-lost',
    exitCode: 5,
    message: `the former value of ${names.join(', ')} was a secret, which the journal does not keep`,
    hint: `start ${service} anew from its file: docker compose up -d --force-recreate ${service}`,
  });

const gone = async (undo: Undo, stack: Stack, ctx: Context): Promise<Observation> => {
  const runs = await runsAgain(undo, stack, ctx);
  const { id } = await stack.powers.inspect(undo.service, ctx);
  const processes = alive(await stack.kernel.processes(id));
  const what = `${undo.service}'s variables, by the kernel`;
  return together([runs, noneLeft(undo, await environmentsOf(processes), what)]);
};

/** Passes when no process of the container was started with any of them, and all of them could be asked. */
export const noneLeft = (
  undo: Pick<Undo, 'variables' | 'former'>,
  environments: readonly (Environment | null)[],
  what: string,
): Observation => {
  // A process that has gone meanwhile has none, and says nothing.
  const seen = environments.filter((one) => one !== null && one.size > 0);
  const left = new Set(seen.flatMap((one) => stillOurs(undo, Object.fromEntries(one ?? []))));
  const wanted = 'none of the fault';
  if (left.size > 0) return fail(what, wanted, [...left].join(', '));
  if (environments.includes(null)) return unknown(what, wanted, unreadable);
  return seen.length === 0 ? unknown(what, wanted, 'no process shows any') : pass(what, wanted, 'none');
};

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
