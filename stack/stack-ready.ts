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
const discoveryWithinMs = 10_000;
const lookEveryMs = 50;

const readyPaths: Readonly<Record<string, readonly [number, string]>> = {
  toxiproxy: [toxiproxyPort, '/version'],
  prometheus: [prometheusPort, '/-/ready'],
  alertmanager: [alertmanagerPort, '/-/ready'],
  receiver: [receiverPort, '/health'],
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

/**
 * What Prometheus can't scrape or page after a while: news for whoever starts, the gate's business to judge. It makes its first
 * round of discovery only 5 s after its start: until then it has no targets, and sends its alerts to nobody.
 */
export const waitForDiscovery = async (stack: Stack, ctx: Context): Promise<readonly string[]> => {
  const untilMs = ctx.clock.monotonicMs() + discoveryWithinMs;
  for (;;) {
    const wanting = [
      ...(await targetsWanting(stack.dialer, ctx)),
      ...(await receiversWanting(stack.dialer, ctx)),
    ];
    if (wanting.length === 0 || ctx.clock.monotonicMs() > untilMs) return wanting;
    await ctx.clock.sleep(lookEveryMs, ctx.signal);
  }
};

interface Targets {
  readonly activeTargets: readonly { readonly scrapeUrl: string; readonly health: string }[];
}

interface Alertmanagers {
  readonly activeAlertmanagers: readonly unknown[];
}

const targetsWanting = async (dialer: Dialer, ctx: Context): Promise<readonly string[]> => {
  const { activeTargets } = (await askPrometheus(dialer, '/api/v1/targets?state=active', ctx)) as Targets;
  if (activeTargets.length === 0) return ['any target to scrape'];
  return activeTargets.filter(({ health }) => health !== 'up').map(({ scrapeUrl }) => scrapeUrl);
};

const receiversWanting = async (dialer: Dialer, ctx: Context): Promise<readonly string[]> => {
  const { activeAlertmanagers } = (await askPrometheus(
    dialer,
    '/api/v1/alertmanagers',
    ctx,
  )) as Alertmanagers;
  return activeAlertmanagers.length === 0 ? ['an Alertmanager'] : [];
};

const askPrometheus = async (dialer: Dialer, path: string, ctx: Context): Promise<unknown> => {
  const { text } = await requestText(
    dialer,
    { service: 'prometheus', port: prometheusPort, path },
    ctx,
    answerWithinMs,
  );
  return (JSON.parse(text) as { readonly data: unknown }).data;
};
