// Amounts of memory and data as people write them: `256MiB`, `1.5GB`, `4096`.
import { z } from 'zod';

const unitBytes = { B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };

/** Whole bytes; null when it isn't an amount. */
export const parseBytes = (text: string): number | null => {
  const [, amount, unit = 'B'] = /^(\d+(?:\.\d+)?)\s*([kKMG]i?B|B)?$/.exec(text) ?? [];
  const factor = unitBytes[unit as keyof typeof unitBytes];
  return amount === undefined || factor === undefined ? null : Math.round(Number(amount) * factor);
};

/** Largest binary unit that gives a whole number: 268435456 → `256MiB`. */
export const formatBytes = (bytes: number): string => {
  const unit = (['GiB', 'MiB', 'KiB'] as const).find((name) => bytes > 0 && bytes % unitBytes[name] === 0);
  return unit === undefined ? `${bytes}B` : `${bytes / unitBytes[unit]}${unit}`;
};

/** An amount in a file: text (or plain bytes) in, bytes out. */
export const bytesSchema = z
  .union([z.string(), z.number().int().positive()])
  .refine((value) => (parseBytes(String(value)) ?? 0) > 0, {
    error: 'expected an amount such as 64KiB or 256MiB',
  })
  .transform((value) => parseBytes(String(value)) ?? 0)
  .describe('an amount such as 64KiB or 256MiB');
