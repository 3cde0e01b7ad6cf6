// release: another build of a service stands beside the first, and the front door gives it a share of the requests.
import { z } from 'zod';
import { addressOf, addressSchema } from '../../core/address.ts';
import type { Context } from '../../core/clock.ts';
import { GamedayError, messageOf } from '../../core/errors.ts';
import { fail, pass, unknown, type Observation } from '../../core/observation.ts';
import { requestOnce, type HttpAnswer } from '../../probes/http-request.ts';
import type { Stack } from '../../stack/stack.ts';
import { alive, ensureRunning, openTarget, runsAgain, stateText, type ContainerUndo } from './container.ts';
import type { Fault, FaultKind } from './fault.ts';
import { lookUntil, together } from './look.ts';
import { targetDown } from './target-down.ts';
import { dial } from './witness.ts';

const schema = z
  .strictObject({
    service: z.string(),
    door: addressSchema.describe('a front door (image gameday/front-door) whose FIRST is this service'),
    as: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'expected a name of small letters, digits and dashes' })
      .optional()
      .describe('the name under which its SECOND reaches the other build; SERVICE-next unless given'),
    image: z.string().min(1).optional().describe('the other build; the same image unless given'),
    set: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).default({}),
    unset: z.array(z.string()).default([]),
    command: z.array(z.string()).min(1).optional(),
    share: z.number().gt(0).max(1).describe('of the requests, e.g. 0.1'),
    path: z.string().startsWith('/').default('/health').describe('what the witness asks for'),
  })
  .transform(({ as: name, image, set, unset, command, ...others }) => ({
    ...others,
    name: name ?? `${others.service}-next`,
    change: {
      image: image ?? null,
      variables: { ...set, ...Object.fromEntries(unset.map((variable) => [variable, null])) },
      command: command ?? null,
    },
  }));
type Config = z.output<typeof schema>;
type Undo = ContainerUndo & { readonly door: string; readonly name: string; readonly path: string };

const showsWithinMs = 15_000;
const comesUpWithinMs = 20_000;
const answerWithinMs = 2000;
/** So many requests must all go to the first. */
const goneLooks = 20;

const create = (config: Config): Fault<Undo> => {
  const { service, door, name, path, share } = config;
  return {
    async prepare(stack, ctx) {
      const { undo, witness } = await openTarget(service, stack, ctx);
      witness?.close();
      const set = await readShare(door, stack, ctx).catch((error: unknown): never => {
        ctx.signal.throwIfAborted();
        throw targetDown(`the front door ${door}`, messageOf(error));
      });
      if (set !== 0) throw targetDown(`the front door ${door}`, `the second has a share of ${set} already`);
      return { ...undo, door, name, path };
    },
    async inject({ contact }, stack, ctx) {
      await stack.powers.startBeside(service, name, config.change, ctx);
      // Its start is not the harm; what does not come up gets its share all the same.
      if (contact !== null)
        await lookUntil(comesUpWithinMs, ctx, () => hasComeUp(name, contact.port, stack, ctx));
      await setShare(door, share, stack, ctx);
    },
    confirm: (undo, stack, ctx) =>
      lookUntil(showsWithinMs, ctx, async () => {
        const { id, status, exitCode } = await stack.powers.inspect(name, ctx);
        const processes = alive(await stack.kernel.processes(id));
        // A build that ends at once is a bad release too.
        const ended = status === 'exited' ? `ended with ${exitCode}` : stateText(processes);
        const stands = processes.length > 0 || status === 'exited';
        const count = Math.ceil(2 / share);
        const served = await askDoor(undo, count, stack, ctx);
        const expected = `about ${share * 100} % by the second`;
        return together([
          (stands ? pass : fail)(`${name}, by the kernel`, 'runs, or has ended', ended),
          (served.second > 0 ? pass : fail)(`${count} requests to ${door}`, expected, servedText(served)),
        ]);
      }),
    close: () => Promise.resolve(),
  };
};

/** It listens, or it has ended. */
const hasComeUp = async (name: string, port: number, stack: Stack, ctx: Context): Promise<Observation> => {
  const { status } = await stack.powers.inspect(name, ctx);
  if (status === 'exited') return pass(name, 'up, or ended', status);
  const { line } = await dial(stack, { service: name, port }, answerWithinMs, ctx);
  line?.destroy();
  return (line === null ? fail : pass)(name, 'up, or ended', line === null ? 'refused' : 'up');
};

interface Served {
  readonly first: number;
  readonly second: number;
  readonly bad: number;
}

const servedText = ({ first, second, bad }: Served): string =>
  `${first} by the first, ${second} by the second, ${bad} without an answer`;

/** Who answered: as a client sees it. */
const askDoor = async ({ door, path }: Undo, count: number, stack: Stack, ctx: Context): Promise<Served> => {
  const served = { first: 0, second: 0, bad: 0 };
  for (let left = count; left > 0; left -= 1) {
    const answer = await send(door, path, 'GET', undefined, stack, ctx).catch(() => null);
    ctx.signal.throwIfAborted();
    const by = answer?.headers['x-front-door'];
    served[by === 'first' || by === 'second' ? by : 'bad'] += 1;
  }
  return served;
};

const controlPath = '/.front-door';

const readShare = async (door: string, stack: Stack, ctx: Context): Promise<number> =>
  shareIn(await send(door, controlPath, 'GET', undefined, stack, ctx));

const setShare = async (door: string, share: number, stack: Stack, ctx: Context): Promise<void> => {
  const now = shareIn(await send(door, controlPath, 'PUT', JSON.stringify({ share }), stack, ctx));
  if (now !== share)
    throw new GamedayError({ code: 'front-door', message: `${door} gives a share of ${now}, not ${share}` });
};

const shareIn = ({ status, body }: HttpAnswer): number => {
  const found = status === 200 ? /"share":([\d.]+)/.exec(body)?.[1] : undefined;
  if (found === undefined) throw new Error(`no front door: ${status} ${body.slice(0, 100)}`);
  return Number(found);
};

const send = (
  door: string,
  path: string,
  method: string,
  body: string | undefined,
  { dialer }: Stack,
  { clock, signal }: Context,
): Promise<HttpAnswer> => {
  const ask = { url: new URL(`http://${door}${path}`), method, headers: {}, body };
  return requestOnce(ask, dialer, { clock, signal: clock.deadline(answerWithinMs, signal) });
};

const heal = async (undo: Undo, stack: Stack, ctx: Context): Promise<void> => {
  await ensureRunning(undo, stack, ctx);
  const doorService = addressOf(undo.door).service;
  await ensureRunning({ ...undo, service: doorService }, stack, ctx);
  await lookUntil(showsWithinMs, ctx, async () =>
    setShare(undo.door, 0, stack, ctx).then(
      () => pass(undo.door, 'all to the first', 'so'),
      (error: unknown) => {
        ctx.signal.throwIfAborted();
        return fail(undo.door, 'all to the first', messageOf(error));
      },
    ),
  );
  await stack.powers.removeBeside(undo.name, ctx);
};

const gone = async (undo: Undo, stack: Stack, ctx: Context): Promise<Observation> => {
  const runs = await runsAgain(undo, stack, ctx);
  if (runs.verdict !== 'pass') return runs;
  const served = await askDoor(undo, goneLooks, stack, ctx);
  const what = `${goneLooks} requests to ${undo.door}`;
  const all = served.second > 0 ? fail : served.first === goneLooks ? pass : unknown;
  const own = await stack.ownContainers(ctx);
  const left = own.some(({ service }) => service === undo.name);
  return together([
    runs,
    all(what, 'all by the first', servedText(served)),
    (left ? fail : pass)(undo.name, 'not there', left ? 'there' : 'not there'),
  ]);
};

export const release = {
  kind: 'release',
  schema,
  needs: ['recreate', 'dial', 'lifecycle'],
  target: ({ service }) => ({ service }),
  summary: ({ service, name, share, change: { image, variables, command } }) => {
    const differs = [
      ...(image === null ? [] : [image]),
      ...Object.entries(variables).map(([variable, value]) => `${variable}=${value ?? ''}`),
      ...(command === null ? [] : [command.join(' ')]),
    ];
    return `${name}${differs.length === 0 ? '' : ` (${differs.join(', ')})`} beside ${service}, with ${share * 100} % of the requests`;
  },
  create,
  heal,
  gone,
} satisfies FaultKind<Config, Undo>;
