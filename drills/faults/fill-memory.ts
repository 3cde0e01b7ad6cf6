// Fills a container's memory with what belongs to no process, so that the kernel's choice falls on the service.
import type { Context } from '../../core/clock.ts';
import { GamedayError } from '../../core/errors.ts';
import type { ExecResult, Stack } from '../../stack/stack.ts';

const fillFile = '/dev/shm/gameday-fill';

interface Filler {
  readonly privileged: boolean;
  readonly script: string;
}

const fillers = (limitBytes: number): readonly Filler[] => [
  // Where the engine may give privileges: one file in a larger /dev/shm.
  {
    privileged: true,
    script: `mount -o remount,size=${4 * limitBytes} /dev/shm && head -c ${2 * limitBytes} /dev/zero > ${fillFile}`,
  },
  // Elsewhere: /dev/shm as it is, then an anonymous file, whose size nothing bounds but the limit itself.
  {
    privileged: false,
    script: `head -c ${2 * limitBytes} /dev/zero > ${fillFile}
exec perl -e '
  my $create = $ARGV[0] eq "aarch64" ? 279 : 319;
  # A constant would be refused: Perl holds that a system call may write into its arguments.
  my $name = "gameday-fill";
  my $number = syscall($create, $name, 0);
  open(my $file, ">&=", $number) or die "memfd_create: $!";
  for (1 .. $ARGV[1]) { syswrite($file, "\\0" x 65536) or die "write: $!" }
' "$(uname -m)" ${Math.ceil((2 * limitBytes) / 65536)}`,
  },
];

// The kernel may end the filler rather than the service: then once more.
const turnsEach = 3;

/** Returns when the service has died, or nothing more can be done: whether it bit is for `confirm` to say. */
export const fillMemory = async (
  service: string,
  limitBytes: number,
  stack: Stack,
  ctx: Context,
): Promise<void> => {
  const failures: string[] = [];
  for (const filler of fillers(limitBytes))
    for (let turn = 0; turn < turnsEach; turn += 1) {
      const result = await fill(service, filler, stack, ctx);
      if (!(await isRunning(service, stack, ctx))) return;
      if (result === null || result.exitCode === killed) continue;
      // A command that can't begin may have met a container that is just dying, which its engine tells a moment later.
      if (await endsSoon(service, stack, ctx)) return;
      failures.push(`exit ${result.exitCode}: ${result.output.trim()}`);
      break;
    }
  throw new GamedayError({
    code: 'memory-not-filled',
    message: `${service}: its memory could not be filled beyond the limit: ${failures.join('; ') || 'only the filler was killed'}`,
    hint: 'its image needs sh and head, and mount (with a privileged exec) or perl; the limit must be near what it uses',
  });
};

/** What is left of a fill that did not end the service. A container that was started again has none. */
export const emptyMemory = async (service: string, stack: Stack, ctx: Context): Promise<void> => {
  if (!(await isRunning(service, stack, ctx))) return;
  await stack.powers.exec(service, ['rm', '-f', fillFile], ctx, { user: '0' });
};

const killed = 137;

const fill = async (
  service: string,
  { script, privileged }: Filler,
  stack: Stack,
  ctx: Context,
): Promise<ExecResult | null> => {
  try {
    return await stack.powers.exec(service, ['sh', '-c', script], ctx, { user: '0', privileged });
  } catch (error) {
    ctx.signal.throwIfAborted();
    // The container died under the command, which is what it is for.
    if (!(await isRunning(service, stack, ctx))) return null;
    throw error;
  }
};

const endsWithinMs = 2000;
const lookEveryMs = 100;

const endsSoon = async (service: string, stack: Stack, ctx: Context): Promise<boolean> => {
  const untilMs = ctx.clock.monotonicMs() + endsWithinMs;
  while (await isRunning(service, stack, ctx)) {
    if (ctx.clock.monotonicMs() >= untilMs) return false;
    await ctx.clock.sleep(lookEveryMs, ctx.signal);
  }
  return true;
};

const isRunning = async (service: string, stack: Stack, ctx: Context): Promise<boolean> =>
  (await stack.powers.inspect(service, ctx)).status === 'running';
