// Which images of a system an engine lacks, asked of one that only knows its list of images.
import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemText } from '../core/errors.ts';
import { fullName, missingImages } from './system-images.ts';

const images = [
  { RepoTags: ['redis:7', 'shop/api:1'], RepoDigests: ['redis@sha256:abc'] },
  { RepoTags: null, RepoDigests: null },
];
const folder = mkdtempSync(join(tmpdir(), 'gameday-images-'));
const socket = join(folder, 'engine.sock');
let server: Server;
beforeAll(async () => {
  server = createServer((_, response) => response.end(JSON.stringify(images)));
  await new Promise<void>((resolve) => server.listen(socket, resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const system = (image: string) => {
  const text = `name: shop\nservices:\n  api:\n    image: ${image}\n`;
  const compose = { name: 'shop', services: { api: { image, environment: {} } }, configs: {}, networks: {} };
  return {
    folder: 'scenarios/shop',
    compose,
    monitoring: { ...compose, services: {} },
    texts: { 'compose.yaml': text, 'monitoring.yaml': '' },
  };
};

it.each([
  ['redis:7', false],
  ['docker.io/library/redis:7', false],
  ['redis:7@sha256:abc', false],
  ['shop/api:1', false],
  ['gameday/redis:local', false],
  ['shop/api:$TAG', false],
  ['shop/api', true],
  ['redis:8', true],
  ['redis@sha256:def', true],
])('%s is missing: %s', async (image, missing) => {
  const told = await missingImages(system(image), `unix://${socket}`);
  expect(told.map(problemText)).toEqual(
    missing
      ? [
          `scenarios/shop/compose.yaml:4:12 services.api: the image ${image} is missing (${socket})\n  hint: docker pull ${image}, or docker build -t ${image} FOLDER`,
        ]
      : [],
  );
});

it('an engine that does not answer is a run’s matter', async () => {
  expect(await missingImages(system('redis:8'), `unix://${join(folder, 'none.sock')}`)).toEqual([]);
});

it.each([
  ['localhost:5000/a', 'localhost:5000/a:latest'],
  ['index.docker.io/library/redis', 'redis:latest'],
])('%s is %s', (image, name) => {
  expect(fullName(image)).toBe(name);
});
