// data-loss: the service finds its data folder empty. What it held is moved to a volume of gameday's own.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '../../core/clock.ts';
import { fail, pass, type Observation } from '../../core/observation.ts';
import type { Stack } from '../../stack/stack.ts';
import { readPattern } from '../steps/expectations.ts';
import { alive, ensureRunning, openTarget, runsAgain, stateText, type ContainerUndo } from './container.ts';
import { staysDead } from './dead.ts';
import { answersFresh } from './edge.ts';
import type { Fault, FaultKind } from './fault.ts';
import { lookUntil, together } from './look.ts';
import { targetDown } from './target-down.ts';

const holdsSchema = z.strictObject({
  command: z.array(z.string()).min(1).describe('run in the service’s container, word by word'),
  shows: z
    .string()
    .min(1)
    .refine((text) => readPattern(text) !== null, { error: 'not a regular expression' })
    .describe(
      'text or /regular expression/ that it shows while the data are there, and without them does not',
    ),
});

const schema = z.strictObject({
  service: z.string(),
  folder: z
    .string()
    .regex(/^\/.*[^/]$/, { error: 'expected an absolute folder such as /data' })
    .describe('where a volume of the service is, e.g. /data'),
  holds: holdsSchema.describe('how the service itself is asked whether it has its data'),
  starts: z.boolean().default(true).describe('false: it stays down after the loss'),
});
type Config = z.output<typeof schema>;
type Undo = ContainerUndo & {
  readonly folder: string;
  readonly mark: string;
  readonly holds: z.output<typeof holdsSchema>;
};

const showsWithinMs = 15_000;
const answersWithinMs = 20_000;
const askWithinMs = 5000;

const create = ({ service, folder, holds, starts }: Config): Fault<Undo> => ({
  async prepare(stack, ctx) {
    const { undo, witness } = await openTarget(service, stack, ctx);
    witness?.close();
    const folders = await stack.powers.volumeFolders(service, ctx);
    if (!folders.includes(folder))
      throw targetDown(`${folder} of ${service}`, `no volume; those are ${folders.join(', ') || 'none'}`);
    const prepared = { ...undo, folder, mark: randomUUID(), holds };
    const before = await asksForData(prepared, stack, ctx);
    if (!before.there)
      throw targetDown(`the data of ${service}`, `${holds.command.join(' ')}: ${before.said}`);
    return prepared;
  },
  async inject(undo, stack, ctx) {
    // Asked to end, so that it writes down what it still has: nothing is lost but for the drill.
    await stack.powers.stop(service, ctx);
    await stack.powers.moveAside(service, folder, undo.mark, ctx);
    if (starts) await stack.powers.start(service, ctx);
  },
  confirm: (undo, stack, ctx) =>
    starts
      ? lookUntil(showsWithinMs, ctx, () => lookEmpty(undo, stack, ctx))
      : staysDead(undo, null, stack, ctx),
  close: () => Promise.resolve(),
});

interface Asked {
  readonly there: boolean;
  readonly said: string;
}

const asksForData = async ({ service, holds }: Undo, stack: Stack, ctx: Context): Promise<Asked> => {
  const asking = { clock: ctx.clock, signal: ctx.clock.deadline(askWithinMs, ctx.signal) };
  const { output, exitCode } = await stack.powers.exec(service, holds.command, asking);
  const said = `${output.trim().slice(0, 200)} (exit ${exitCode ?? 'none in time'})`;
  return { there: readPattern(holds.shows)?.test(output) ?? false, said };
};

/** The service answers, and has nothing. */
const lookEmpty = async (undo: Undo, stack: Stack, ctx: Context): Promise<Observation> => {
  const { id, status } = await stack.powers.inspect(undo.service, ctx);
  const processes = alive(await stack.kernel.processes(id));
  const running = status === 'running' && processes.length > 0;
  const kernel = (running ? pass : fail)(`${undo.service}, by the kernel`, 'runs', stateText(processes));
  if (!running) return kernel;
  const answers = await answersWhereItDid(undo, stack, ctx);
  if (answers.verdict !== 'pass') return together([kernel, answers]);
  const { there, said } = await asksForData(undo, stack, ctx);
  const what = `${undo.service}, asked for its data`;
  return together([kernel, answers, (there ? fail : pass)(what, `not ${undo.holds.shows}`, said)]);
};

const answersWhereItDid = ({ contact, service }: Undo, stack: Stack, ctx: Context): Promise<Observation> =>
  contact === null ? Promise.resolve(together([])) : answersFresh(contact, stack, ctx, service);

const heal = async (undo: Undo, stack: Stack, ctx: Context): Promise<void> => {
  const { service, folder, mark } = undo;
  await stack.powers.settleRecreation(service, ctx);
  if (await stack.powers.isAside(mark, ctx)) {
    if (await isRestored(undo, stack, ctx)) {
      // What the runbook has brought back, and what was written since, counts.
      await stack.powers.dropAside(mark, ctx);
    } else {
      await stack.powers.stop(service, ctx);
      await stack.powers.moveBack(service, folder, mark, ctx);
    }
  }
  await ensureRunning(undo, stack, ctx);
};

/** Asked as soon as it answers at all. One that is down may have been left half emptied, whatever it would show. */
const isRestored = async (undo: Undo, stack: Stack, ctx: Context): Promise<boolean> => {
  const { status } = await stack.powers.inspect(undo.service, ctx);
  if (status !== 'running') return false;
  await lookUntil(answersWithinMs, ctx, () => answersWhereItDid(undo, stack, ctx));
  return (await asksForData(undo, stack, ctx)).there;
};

const gone = async (undo: Undo, stack: Stack, ctx: Context): Promise<Observation> => {
  const runs = await runsAgain(undo, stack, ctx);
  if (runs.verdict !== 'pass') return runs;
  const { there, said } = await asksForData(undo, stack, ctx);
  const aside = await stack.powers.isAside(undo.mark, ctx);
  return together([
    runs,
    (there ? pass : fail)(`${undo.service}, asked for its data`, undo.holds.shows, said),
    (aside ? fail : pass)('its former data', 'nothing of them aside', aside ? 'still aside' : 'nothing'),
  ]);
};

export const dataLoss = {
  kind: 'data-loss',
  schema,
  needs: ['volumes', 'exec', 'lifecycle'],
  target: ({ service }) => ({ service }),
  summary: ({ service, folder, starts }) =>
    `${folder} of ${service} is emptied${starts ? '' : ', and it stays down'}`,
  create,
  heal,
  gone,
} satisfies FaultKind<Config, Undo>;
