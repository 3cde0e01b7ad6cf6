// Which of a service's ports may speak HTTP.
import type { Port } from './compose/ports.ts';

/** Databases, caches, brokers, mail. */
const otherProtocols = new Set([
  21, 22, 25, 53, 143, 389, 465, 587, 993, 1433, 1521, 1883, 2181, 3306, 4222, 5432, 5672, 6379, 6380, 9042,
  9092, 9093, 9094, 11211, 26379, 27017,
]);

/** The first of the container; null where each is known for something else. */
export const httpPort = (ports: readonly Port[]): number | null =>
  ports.find(({ container }) => !otherProtocols.has(container))?.container ?? null;
