// An image made of this machine's bash and a few commands, for tests that need a container and nothing more.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type Docker from 'dockerode';

const commands = ['bash', 'cat', 'ls', 'sleep', 'touch', 'timeout'];

export const tinyImage = 'gameday-test/tiny:1';

/** Imports it into an engine, which takes 0.1 s; no registry is asked. */
export const importTinyImage = async (docker: Docker): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'gameday-tiny-'));
  try {
    mkdirSync(join(folder, 'bin'));
    for (const file of commands.map((name) => `/usr/bin/${name}`)) {
      copyFileSync(file, join(folder, 'bin', basename(file)));
      for (const library of librariesOf(file)) {
        mkdirSync(join(folder, dirname(library)), { recursive: true });
        copyFileSync(library, join(folder, library));
      }
    }
    await importFolder(docker, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const librariesOf = (file: string): readonly string[] =>
  [...execFileSync('ldd', [file], { encoding: 'utf8' }).matchAll(/(\/\S+) \(0x/g)].flatMap(
    ([, path]) => path ?? [],
  );

const importFolder = async (docker: Docker, folder: string): Promise<void> => {
  const archive = execFileSync('tar', ['-C', folder, '-c', '.'], { maxBuffer: 64 * 1024 * 1024 });
  const [repo = '', tag = ''] = tinyImage.split(':');
  // Dockerode's types forget that the archive may be a buffer.
  const answer = await docker.importImage(archive as unknown as string, { repo, tag });
  const text = (await buffer(answer)).toString();
  if (text.includes('"error"')) throw new Error(`docker import: ${text}`);
};
