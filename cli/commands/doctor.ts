// gameday doctor: what gameday needs, what is there, what it would install or build.
import { homedir } from 'node:os';
import { GamedayError, messageOf } from '../../core/errors.ts';
import { connectEngine } from '../../stack/engine/connect-engine.ts';
import { listRecords } from '../../stack/engine/engine-record.ts';
import { findEngine } from '../../stack/engine/find-engine.ts';
import { hostPackages, missingPackages } from '../../stack/packages.ts';
import { hanging, print, printJson } from '../output.ts';
import { heldEngines } from '../place.ts';
import { theCache } from '../cache.ts';
import { imageRows } from '../prepare-images.ts';

interface DoctorArgs {
  readonly engine?: string;
  readonly json: boolean;
}

interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'missing' | 'problem';
  readonly detail: string;
}

/** 0 when gameday can work (what is missing it installs by itself), 64 when a person has to do something first. */
export const handle = async ({ engine, json }: DoctorArgs): Promise<number> => {
  const findings = [
    node(),
    await engineFinding(engine),
    ...(await packages()),
    ...(await images()),
    ...(await left()),
  ];
  if (json) printJson({ schema: 1, findings });
  else
    print(
      findings.map(({ what, state, detail }) => hanging(state.padEnd(9), `${what}: ${detail}`)).join('\n'),
    );
  return findings.some(({ state }) => state === 'problem') ? 64 : 0;
};

const node = (): Finding => ({
  what: 'node',
  state: 'ok',
  detail: `${process.version} (${process.execPath})`,
});

const engineFinding = async (flag: string | undefined): Promise<Finding> => {
  try {
    const target = await findEngine({ flag: flag ?? null, env: process.env, home: homedir() });
    if (target === null) {
      return {
        what: 'engine',
        state: 'ok',
        detail: 'none given and none running: gameday starts a private one for each run',
      };
    }
    const { version, apiVersion, socket } = await connectEngine(target);
    return {
      what: 'engine',
      state: 'ok',
      detail: `${target.kind}: ${socket}, Docker Engine ${version} (API ${apiVersion})`,
    };
  } catch (error) {
    if (!(error instanceof GamedayError)) throw error;
    return { what: 'engine', state: 'problem', detail: `${error.message} — ${error.hint ?? ''}` };
  }
};

const packages = async (): Promise<readonly Finding[]> => {
  const purposes = ['engine', 'images', 'tests'] as const;
  const missing = await missingPackages(purposes, process.env['PATH'] ?? '');
  return hostPackages.map((one) => {
    const absent = missing.includes(one);
    const detail = absent ? `${one.why}; gameday installs it when it is needed` : one.why;
    return { what: `package ${one.name}`, state: absent ? 'missing' : 'ok', detail };
  });
};

const images = async (): Promise<readonly Finding[]> =>
  (await imageRows()).map(({ name, state, detail }) => ({
    what: `image ${name}`,
    state: state === 'ready' ? 'ok' : 'missing',
    detail,
  }));

const left = async (): Promise<readonly Finding[]> => {
  const cache = theCache();
  try {
    const held = await heldEngines(cache);
    const dead = (await listRecords(cache)).length - held.length;
    const up = held.map(({ system }) => system).join(', ') || 'none';
    return [{ what: 'stacks up', state: 'ok', detail: `${up}; other private engines: ${dead}` }];
  } catch (error) {
    return [{ what: 'stacks up', state: 'problem', detail: messageOf(error) }];
  }
};
