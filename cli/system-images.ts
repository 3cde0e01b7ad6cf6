// The images that a scenario's own Compose files name: whether the engine of a run would have them, told before anything starts.
import { homedir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { GamedayError, invalidInput, messageOf, type Problem } from '../core/errors.ts';
import { parseYaml } from '../core/yaml/yaml-file.ts';
import type { Scenario } from '../drills/scenario/scenario.ts';
import { insideEngine } from '../stack/engine/reexec.ts';
import { findEngine, unreachable } from '../stack/engine/find-engine.ts';
import { storeTags } from '../stack/images/ensure-images.ts';
import { theCache } from './cache.ts';
import { say } from './output.ts';
import { ownTags } from './prepare-images.ts';

type ImageScenario = Pick<Scenario, 'folder' | 'compose' | 'monitoring' | 'texts'>;

/** Throws (exit 64) with every service whose image is missing. Inside a private engine's network that was asked outside. */
export const demandImages = async (scenario: ImageScenario, flag: string | undefined): Promise<void> => {
  if (insideEngine(process.env, theCache()) !== null) return;
  const problems = await lookFor(scenario, flag);
  if (problems.length > 0) throw invalidInput(problems);
};

/** The same for a look ahead: an engine that can't be asked is told, and is a run's matter. */
export const missingImages = async (
  scenario: ImageScenario,
  flag: string | undefined,
): Promise<readonly Problem[]> => {
  try {
    return await lookFor(scenario, flag);
  } catch (error) {
    if (!(error instanceof GamedayError)) throw error;
    say(`the images of ${scenario.folder} were not looked for: ${error.message}`);
    return [];
  }
};

/** Reads the engine's list of images, or the store's that private engines start from; changes nothing. */
const lookFor = async (scenario: ImageScenario, flag: string | undefined): Promise<readonly Problem[]> => {
  const own = ownTags();
  const wanted = imagesOf(scenario).filter(({ image }) => !own.has(fullName(image)));
  if (wanted.length === 0) return [];
  const target = await findEngine({ flag: flag ?? null, env: process.env, home: homedir() });
  const there = target === null ? storeTags(theCache()) : await imagesOn(target.socket);
  const known = new Set([...there].map(fullName));
  const where = target === null ? 'a private engine has only gameday’s own images' : target.socket;
  return wanted
    .filter(({ image }) => !known.has(fullName(image)))
    .map(({ image, problemWith }) =>
      problemWith(
        `the image ${image} is missing (${where})`,
        `${target === null ? 'give an engine of yours by DOCKER_HOST, and on it: ' : ''}docker pull ${image}, or docker build -t ${image} FOLDER`,
      ),
    );
};

interface WantedByService {
  readonly image: string;
  readonly problemWith: (message: string, hint: string) => Problem;
}

const imagesOf = ({ folder, compose, monitoring, texts }: ImageScenario): readonly WantedByService[] =>
  Object.entries({ 'compose.yaml': compose, 'monitoring.yaml': monitoring }).flatMap(
    ([file, { services }]) => {
      const yaml = parseYaml(join(folder, file), texts[file] ?? '');
      return Object.entries(services).flatMap(([service, { image }]) => {
        // A variable is Compose's to fill in: what it will be is not known here.
        if (image === undefined || image.includes('$')) return [];
        const path = ['services', service, 'image'];
        const problemWith = (message: string, hint: string): Problem =>
          yaml.problemAt(path, `services.${service}: ${message}`, hint);
        return [{ image, problemWith }];
      });
    },
  );

const imagesOn = async (socketPath: string): Promise<ReadonlySet<string>> => {
  try {
    const images = await new Docker({ socketPath }).listImages();
    return new Set(
      images.flatMap(({ RepoTags, RepoDigests }) => [...(RepoTags ?? []), ...(RepoDigests ?? [])]),
    );
  } catch (error) {
    throw unreachable(socketPath, messageOf(error), error);
  }
};

/** `redis` → `redis:latest`, `docker.io/library/redis:7` → `redis:7`; a digest counts, not the tag before it. */
export const fullName = (image: string): string => {
  const short = image.replace(/^(?:index\.)?docker\.io\//, '').replace(/^library\//, '');
  if (short.includes('@')) return short.replace(/:[^:/@]+@/, '@');
  return /:[^/]+$/.test(short) ? short : `${short}:latest`;
};
