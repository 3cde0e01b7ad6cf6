// TGT-CONTAINER: runs outside of the container, or of the host, that it is meant for.
import { pathsHere, pathsInside, type PathUse } from '../looking/container-paths.ts';
import { gatherBy, type Hit } from '../looking/gather.ts';
import { oncePer } from '../looking/once.ts';
import { runsOf, spanIn, spanOfRun, wrapperOf, type Run } from '../looking/runs.ts';
import type { ComposeFacts, LintDocument, Rule } from '../rule.ts';

export const tgtContainer: Rule = {
  id: 'TGT-CONTAINER',
  level: 'medium',
  summary: 'a path or command of a container that is used on the host',
  why: 'The folder does not exist there, or is another one: an empty listing reads as an empty queue. What stands behind `&&` after `ssh host cd …` runs on your own machine.',
  bad: '```bash\ndocker exec shop-api-1 ls /app/queue\ncat /app/queue/failed.json\n```\n',
  good: '```bash\ndocker exec shop-api-1 ls /app/queue\ndocker exec shop-api-1 cat /app/queue/failed.json\n```\n',
  check: (document, { compose }) =>
    gatherBy(
      [
        ...paths(document, compose),
        ...runsOf(document).flatMap((one) => [...leftBehind(document, one), ...patternInside(document, one)]),
      ],
      ({ key }) => key,
    ),
};

type ContainerHit = Hit & { readonly key: string };

const paths = (document: LintDocument, compose: ComposeFacts | null): readonly ContainerHit[] => {
  const inside = pathsInside(document);
  const mounts =
    compose === null
      ? []
      : [...compose.services].flatMap(([service, { mounts: own }]) =>
          own.map((mount) => ({ mount, service })),
        );
  const here = pathsHere(document);
  const driven =
    runsOf(document).filter(
      ({ run }) =>
        /^(docker|docker-compose|podman)$/.test(run.program) ||
        run.wrappers.some(({ kind }) => /^docker/.test(kind)),
    ).length >= 3;
  return here.flatMap((use): readonly ContainerHit[] => {
    const mount = mounts.find(
      (one) => isUnder(use.path, one.mount) && !/^\/(var\/run|etc|tmp|var\/log)(\/|$)/.test(one.mount),
    );
    const twin = inside.find(({ path }) => isUnder(use.path, folderOf(path)));
    const why =
      mount !== undefined
        ? `is a folder in the container of \`${mount.service}\``
        : twin !== undefined
          ? `is used inside \`${containerOf(twin)}\` at line ${twin.one.command.line}`
          : driven && /^\/(app|usr\/src\/app)\//.test(use.path) && !hasApp(document)
            ? 'is where images keep their program'
            : null;
    if (why === null) return [];
    const message = `\`${use.path}\` ${why}, and this command runs on the host.`;
    return [
      { key: `path ${folderOf(use.path)}`, at: spanIn(document, use.one.command, use.one.run), message },
    ];
  });
};

/** Somebody has the program on the host. */
const hasApp = oncePer(({ text }: LintDocument): boolean =>
  /\b(cd|mkdir( -p)?|git clone\s+\S+) \/app\b|rsync|^WORKDIR/m.test(text),
);

/** The first two folders: what somebody mounts or copies as a whole. */
const folderOf = (path: string): string => path.split('/').slice(0, 3).join('/');

const isUnder = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder.replace(/\/$/, '')}/`);

const containerOf = ({ one }: PathUse): string =>
  wrapperOf(one, / exec$/)?.target?.replace(/^_+|_+$/g, '') ?? 'a container';

/** `ssh web-1 cd /opt/shop && docker compose up -d`: only `cd` goes to web-1. */
const leftBehind = (document: LintDocument, one: Run): readonly ContainerHit[] => {
  const wrapper = wrapperOf(one, /^ssh$|\b(docker|kubectl|compose) exec$|^docker-compose/);
  if (one.run.program !== 'cd' || wrapper === undefined) return [];
  const next = /^[^&|;\n]*&&\s*([^&|;\n]+)/.exec(one.read.text.slice(one.run.to))?.[1]?.trim();
  // In quotes all of it goes there.
  if (next === undefined || /['"]/.test(one.read.text[one.run.from] ?? '')) return [];
  const message = `only \`cd\` goes to \`${wrapper.target ?? wrapper.kind}\`: \`${next.slice(0, 40)}\` behind \`&&\` runs here.`;
  return [
    {
      key: 'left behind',
      at: spanOfRun(document, one),
      message,
      level: 'high',
      suggestion: 'quote the whole remote command',
    },
  ];
};

/** `docker exec c rm /data/*.tmp`: the pattern is filled in before, from this machine's files. */
const patternInside = (document: LintDocument, one: Run): readonly ContainerHit[] => {
  const wrapper = one.run.wrappers.at(-1);
  if (wrapper === undefined || !/^(docker|podman|kubectl|oc|docker-compose)\b.* exec$/.test(wrapper.kind))
    return [];
  const word = one.run.args.find(
    ({ unquotedGlob, raw, value }) =>
      unquotedGlob && /[*?]/.test(raw) && !raw.includes('$') && value.startsWith('/'),
  );
  if (word === undefined) return [];
  const removes = /^(rm|mv|chown|chmod)$/.test(one.run.program);
  const message = `\`${word.raw}\` is a pattern for this machine's files: in the container no shell expands it, so \`${one.run.program}\` looks for that very name.`;
  return [
    {
      key: 'pattern',
      at: spanIn(document, one.command, word),
      message,
      level: removes ? 'high' : 'medium',
      suggestion: `use \`sh -c '${one.run.program} …'\``,
    },
  ];
};
