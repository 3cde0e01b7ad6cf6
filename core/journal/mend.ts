// A killed writer may leave half a line: it is cut off before somebody else goes on with the journal.
import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync } from 'node:fs';

/** Gives the number of bytes that were cut off: 0 when the last record was whole. */
export const cutTornLine = (file: string): number => {
  const bytes = readFileSync(file);
  const wholeBytes = bytes.lastIndexOf(0x0a) + 1;
  if (wholeBytes === bytes.length) return 0;
  const descriptor = openSync(file, 'r+');
  try {
    ftruncateSync(descriptor, wholeBytes);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return bytes.length - wholeBytes;
};
