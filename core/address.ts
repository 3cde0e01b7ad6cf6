// `service:port` as text: in files, in evidence, on the wire.
import { z } from 'zod';

export interface Address {
  readonly service: string;
  readonly port: number;
}

/** Null when it isn't `service:port`. */
export const parseAddress = (text: string): Address | null => {
  const match = /^([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  return match?.[1] === undefined || port < 1 || port > 65_535 ? null : { service: match[1], port };
};

/** An address that a schema has checked already. */
export const addressOf = (text: string): Address => {
  const address = parseAddress(text);
  if (address === null) throw new TypeError(`not an address (service:port): ${text}`);
  return address;
};

export const addressSchema = z
  .string()
  .refine((text) => parseAddress(text) !== null, { error: 'expected service:port such as redis:6379' })
  .describe('service:port in the network of the stack, e.g. redis:6379');
