// How gameday's own servers are known to be up: asked by their own protocols, not by the engine's health checks.
import type { Dialer } from '../core/addresses.ts';
import type { Context } from '../core/clock.ts';
import { requestText } from './http.ts';
import { prometheusPort } from './prometheus.ts';
import type { NotUp, ReadyCheck } from './ready.ts';
import { receiverPort } from './receiver.ts';
import type { StackOutline } from './stack-files.ts';
import type { Stack } from './stack.ts';
import { toxiproxyPort } from './toxiproxy-api.ts';

const alertmanagerPort = 9093;
const answerWithinMs = 1000;
const targetsWithinMs = 5000;
const lookEveryMs = 50;

const readyPaths: Readonly<Record<string, readonly [number, string]>> = {
  toxiproxy: [toxiproxyPort, '/version'],
  prometheus: [prometheusPort, '/-/ready'],
  alertmanager: [alertmanagerPort, '/-/ready'],
  receiver: [receiverPort, '/-/ready'],
};

/** The servers by their ready paths; every other container of both projects by running. */
export const stackChecks = (stack: Stack, outline: StackOutline, ctx: Context): readonly ReadyCheck[] =>
  [...outline.services, ...outline.monitoring].map((service) => ({
    service,
    look: async (looking) => {
      const { status, exitCode } = await stack.powers.inspect(service, looking);
      const over = status === 'exited' || status === 'dead';
      if (status !== 'running')
        return { why: `its container is ${status}, exit code ${exitCode}`, final: over };
      return answers(stack.dialer, service, looking);
    },
    logs: () => stack.powers.logs(service, ctx, { tail: 10 }),
  }));

const answers = async (dialer: Dialer, service: string, ctx: Context): Promise<NotUp | null> => {
  const ready = readyPaths[service];
  if (ready === undefined) return null;
  const [port, path] = ready;
  const { status, text } = await requestText(dialer, { service, port, path }, ctx, answerWithinMs);
  return status === 200 ? null : { why: `${path} answered ${status}: ${text.slice(0, 200)}`, final: false };
};

/** The targets that Prometheus can't scrape after a while: news for whoever starts, the gate's business to judge. */
export const waitForTargets = async (stack: Stack, ctx: Context): Promise<readonly string[]> => {
  const untilMs = ctx.clock.monotonicMs() + targetsWithinMs;
  for (;;) {
    const down = await targetsDown(stack.dialer, ctx);
    if (down.length === 0 || ctx.clock.monotonicMs() > untilMs) return down;
    await ctx.clock.sleep(lookEveryMs, ctx.signal);
  }
};

interface Targets {
  readonly data: {
    readonly activeTargets: readonly { readonly scrapeUrl: string; readonly health: string }[];
  };
}

const targetsDown = async (dialer: Dialer, ctx: Context): Promise<readonly string[]> => {
  const asked = { service: 'prometheus', port: prometheusPort, path: '/api/v1/targets?state=active' };
  const { text } = await requestText(dialer, asked, ctx, answerWithinMs);
  const { activeTargets } = (JSON.parse(text) as Targets).data;
  return activeTargets.filter(({ health }) => health !== 'up').map(({ scrapeUrl }) => scrapeUrl);
};
