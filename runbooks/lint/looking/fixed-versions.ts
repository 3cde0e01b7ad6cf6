// A deployment that has its version written out: whatever is to be deployed, it is this one.
import type { LintDocument } from '../rule.ts';
import type { Case } from './group.ts';
import { runsOf, spanIn, type Run } from './runs.ts';
import { around, textOf } from './sections.ts';

export const fixedVersions = (document: LintDocument): readonly Case[] =>
  runsOf(document, deployers).flatMap((one): readonly Case[] => {
    const word = one.command.placeholders.length > 0 ? undefined : versionOf(one);
    if (word === undefined || isMeant(document, one, word.version)) return [];
    return [
      {
        key: `version ${word.version}`,
        at: spanIn(document, one.command, word.word),
        also: `${word.version} again`,
        found: {
          level: 'low' as const,
          message: `the command deploys ${word.version}, whatever is to be deployed: from the next release on it goes back to an old one`,
        },
      },
    ];
  });

const deployers = /^(?:kubectl|oc|docker|helm|nomad|levant|argocd)$/;

const version = /^v?\d+\.\d+(?:\.\d+)?(?:[-.+][\w.]+)?$/;

interface Fixed {
  readonly word: Run['run']['args'][number];
  readonly version: string;
}

const versionOf = ({ run }: Run): Fixed | undefined => {
  const words = run.args.map(({ value }) => value);
  const line = words.filter((word) => !word.startsWith('-')).join(' ');
  const tagged = /=(?:[\w.-]+(?::\d+)?\/)*[\w.-]+:(\S+)$/;
  const pick = (pattern: RegExp): Fixed | undefined => {
    for (const [at, word] of run.args.entries()) {
      const found = pattern.exec(word.value)?.[1];
      const before = words[at - 1] ?? '';
      if (found !== undefined && version.test(found) && !/version$/i.test(before))
        return { word, version: found };
    }
    return undefined;
  };
  if (/^(?:kubectl|oc)$/.test(run.program) && /^set image\b/.test(line)) return pick(tagged);
  if (run.program === 'docker' && /^service update\b/.test(line))
    return pick(/^--image=\S*:(\S+)$/) ?? pick(/^(?:[\w.-]+(?::\d+)?\/)+[\w.-]+:(\S+)$/);
  if (run.program === 'helm' && /^upgrade\b/.test(line))
    return pick(/(?:^|[,.=])(?:\w*[tT]ag|version)=["']?([^"',]+)/);
  if (/^(?:nomad|levant)$/.test(run.program) && /^(?:job run|deploy)\b/.test(line))
    return pick(/^-var[= ]\w*(?:tag|version)=(\S+)$/);
  if (run.program === 'argocd' && /^app set\b/.test(line)) return pick(/(?:image\.tag|revision)=(\S+)$/);
  return run.program === 'kubectl' && /^argo rollouts set image\b/.test(line) ? pick(tagged) : undefined;
};

/** "Upgrade to 2.0" is about this version, and an example is one. */
const isMeant = (document: LintDocument, one: Run, name: string): boolean => {
  const bare = name.replace(/^v/, '');
  const own = around(document, one.command.section)[0];
  const above = own === undefined ? '' : textOf(document, { line: own.line, endLine: one.command.line - 1 });
  return (
    `${document.runbook.title ?? ''} ${around(document, one.command.section)
      .map(({ title }) => title)
      .join(' ')}`.includes(bare) ||
    // Told again, or told to be replaced.
    above.includes(bare) ||
    /\b(?:e\.g\.|for example|example|replace|substitut\w*|adjust|new version)\b/i.test(
      [above, one.command.label ?? '', /\s#.*$/m.exec(one.command.command)?.[0] ?? ''].join('\n'),
    )
  );
};
