// `docker exec c cmd`, `docker run image cmd`, `docker compose exec service cmd`, and the same by podman and docker-compose.
import { composeExec, composeGlobal, composeRun } from '../tools/compose-options.ts';
import { dockerExec, dockerGlobal, dockerRun } from '../tools/docker-options.ts';
import { readOptions, type OptionTable, type OptionUse } from '../tools/options.ts';
import type { ShellWord } from './shell-model.ts';
import { inner, type Inner, type Unwrap } from './inner-command.ts';

export const unwrapDocker: Unwrap = (program, words) => {
  const { options, positionals } = readOptions(words, dockerGlobal);
  const behind = positionals[0]?.value === 'container' ? positionals.slice(1) : positionals;
  const [verb, ...rest] = behind;
  if (verb?.value === 'compose') return compose(`${program} compose`, options, words, rest);
  if (verb?.value === 'exec') return run(`${program} exec`, options, words, rest, dockerExec);
  if (verb?.value === 'run') return run(`${program} run`, options, words, rest, dockerRun);
  return null;
};

export const unwrapCompose: Unwrap = (program, words) => compose(program, [], words, words);

const compose = (
  kind: string,
  globals: readonly OptionUse[],
  all: readonly ShellWord[],
  words: readonly ShellWord[],
): readonly Inner[] | null => {
  const { options, positionals } = readOptions(words, composeGlobal);
  const [verb, ...rest] = positionals;
  const before = [...globals, ...options];
  if (verb?.value === 'exec') return run(`${kind} exec`, before, all, rest, composeExec);
  if (verb?.value === 'run') return run(`${kind} run`, before, all, rest, composeRun);
  return null;
};

/** The first positional is the container, service or image; `--entrypoint` comes before what the command line says. */
const run = (
  kind: string,
  globals: readonly OptionUse[],
  all: readonly ShellWord[],
  words: readonly ShellWord[],
  table: OptionTable,
): readonly Inner[] | null => {
  const { options, positionals } = readOptions(words, table);
  const [target, ...rest] = positionals;
  const entrypoint = options.findLast(
    ({ name, value }) => name === '--entrypoint' && value?.value !== '',
  )?.value;
  const command = entrypoint ? [entrypoint, ...rest] : rest;
  // Words that begin with a dash are for the image's own program, which isn't known.
  if (target === undefined || command[0] === undefined || command[0].value.startsWith('-')) return null;
  return [inner(kind, target.value, [...globals, ...options], all, command)];
};
