// Docker's multiplexed output: frames of eight bytes of header (stream, length) and their bytes.
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

export interface CollectedOutput {
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams in the order in which they came. */
  readonly output: string;
  readonly truncated: boolean;
}

export interface OutputCollector {
  push(chunk: Buffer): void;
  finish(): CollectedOutput;
}

type StreamName = 'stdout' | 'stderr';

const headerBytes = 8;
const standardError = 2;

/** Keeps at most `maxBytes` of both streams together and goes on reading, so that the writer never blocks. */
export const createCollector = (maxBytes: number): OutputCollector => {
  const text = { stdout: '', stderr: '', output: '' };
  // A character may be cut by the end of a frame, and goes on in the next frame of the same stream.
  const decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };
  let pending: Buffer = Buffer.alloc(0);
  let keptBytes = 0;
  let truncated = false;

  const keep = (name: StreamName, bytes: Buffer): void => {
    const kept = bytes.subarray(0, Math.max(0, maxBytes - keptBytes));
    truncated ||= kept.length < bytes.length;
    keptBytes += kept.length;
    add(name, decoders[name].write(kept));
  };
  const add = (name: StreamName, piece: string): void => {
    text[name] += piece;
    text.output += piece;
  };

  return {
    push: (chunk) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      while (pending.length >= headerBytes) {
        const end = headerBytes + pending.readUInt32BE(4);
        if (pending.length < end) return;
        keep(pending[0] === standardError ? 'stderr' : 'stdout', pending.subarray(headerBytes, end));
        pending = pending.subarray(end);
      }
    },
    finish: () => {
      for (const name of ['stdout', 'stderr'] as const) add(name, decoders[name].end());
      return { ...text, truncated };
    },
  };
};

/** All of a finished answer (logs that are not followed). */
export const collectAll = (bytes: Buffer, maxBytes: number): CollectedOutput => {
  const collector = createCollector(maxBytes);
  collector.push(bytes);
  return collector.finish();
};

/** Resolves when the stream is over, however it ends; the collector holds what came until then. */
export const streamEnded = (stream: Readable, collector: OutputCollector): Promise<void> =>
  new Promise((resolve) => {
    stream.on('data', (chunk: Buffer) => collector.push(chunk));
    stream.once('end', resolve);
    stream.once('close', resolve);
    // A connection that breaks shows in the exec's state, which is asked afterwards.
    stream.once('error', () => resolve());
  });
