// The client's view of Toxiproxy, on connections of ours: its own transport has no deadline and hides the status.
import { Toxiproxy } from 'toxiproxy-node-client';
import type { Dialer } from '../core/addresses.ts';
import { DeadlineError, type Context } from '../core/clock.ts';
import { GamedayError, messageOf } from '../core/errors.ts';
import { requestText, type HttpRequest } from './http.ts';

export const toxiproxyPort = 8474;
export const controlWithinMs = 2000;

type Api = Pick<Toxiproxy['api'], 'get' | 'post' | 'delete' | 'getText'>;

/** One client for one call or a few: all of them together end by `ctx.signal`, each within `controlWithinMs`. */
export const toxiproxyClient = (dialer: Dialer, ctx: Context): Toxiproxy => {
  const ask = async (method: 'GET' | 'POST' | 'DELETE', url: string, body?: unknown): Promise<string> => {
    const asked = { service: 'toxiproxy', port: toxiproxyPort, path: new URL(url).pathname, method, body };
    return control(dialer, asked, ctx);
  };
  const api: Api = {
    get: async <Body>(url: string) => ({ data: JSON.parse(await ask('GET', url)) as Body }),
    post: async <Body>(url: string, body?: unknown) => ({
      data: JSON.parse(await ask('POST', url, body)) as Body,
    }),
    delete: async (url) => void (await ask('DELETE', url)),
    getText: (url) => ask('GET', url),
  };
  const client = new Toxiproxy(`http://toxiproxy:${toxiproxyPort}`);
  client.api = api as Toxiproxy['api'];
  return client;
};

/** Toxiproxy knows no such proxy or toxic. */
export const isAbsent = (error: unknown): boolean =>
  error instanceof GamedayError && error.code === 'toxiproxy-absent';

/** The port that a proxy is to listen on isn't free. */
export const isPortTaken = (error: unknown): boolean =>
  error instanceof GamedayError &&
  error.code === 'toxiproxy-refused' &&
  error.message.includes('address already in use');

/** Its control API gave no answer in time: the known defect when a toxic is taken from a busy proxy. */
export const isHung = (error: unknown): boolean =>
  error instanceof GamedayError && error.code === 'toxiproxy-hung';

const control = async (dialer: Dialer, asked: HttpRequest, ctx: Context): Promise<string> => {
  const what = `${asked.method ?? 'GET'} ${asked.path}`;
  try {
    const { status, text } = await requestText(dialer, asked, ctx, controlWithinMs);
    if (status < 300) return text;
    const code = status === 404 ? 'toxiproxy-absent' : 'toxiproxy-refused';
    throw new GamedayError({ code, message: `Toxiproxy refused ${what}: ${status} ${text.trim()}` });
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (error instanceof GamedayError) throw error;
    const hung = error instanceof DeadlineError;
    throw new GamedayError({
      code: hung ? 'toxiproxy-hung' : 'toxiproxy-unreachable',
      message: `Toxiproxy did not answer ${what}: ${messageOf(error)}`,
      cause: error,
    });
  }
};
