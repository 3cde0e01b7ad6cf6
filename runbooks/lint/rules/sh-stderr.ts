// SH-STDERR: container output that goes around the pipe.
import { dockerCallOf, dockerTools } from '../looking/docker-calls.ts';
import { gather, type Hit } from '../looking/gather.ts';
import { laterInPipe, runsOf, spanOfRun, type Run } from '../looking/runs.ts';
import type { LintDocument, Rule } from '../rule.ts';

export const shStderr: Rule = {
  id: 'SH-STDERR',
  level: 'medium',
  summary: '`docker logs` piped or written to a file without its stderr',
  why: '`docker logs` gives back what the container wrote to stderr on stderr. Most programs log errors there: they pass by the pipe, so a search for them finds nothing.',
  bad: '```bash\ndocker logs shop-api-1 | grep -i error\n```\n',
  good: '```bash\ndocker logs shop-api-1 2>&1 | grep -i error\ndocker compose logs api | grep -i error\n```\n',
  check: (document) =>
    gather(runsOf(document, dockerTools).flatMap((one): readonly Hit[] => hitsOf(document, one))),
};

const hitsOf = (document: LintDocument, one: Run): readonly Hit[] => {
  const { run, read } = one;
  const call = dockerCallOf(run);
  // Compose writes both streams to stdout, and so does kubectl.
  if (call === null || call.compose || !/^(service )?logs$/.test(call.verb)) return [];
  if (run.redirections.some(({ operator, fd }) => fd === 2 || /^(&>>?|>&)$/.test(operator))) return [];
  const toFile = run.redirections.some(({ operator, fd }) => /^>[>|]?$/.test(operator) && (fd ?? 1) === 1);
  const [next] = laterInPipe(one);
  if (next === undefined && !toFile) return [];
  if (read.text.slice(run.to, next?.from ?? run.to).includes('|&')) return [];
  const name = `docker ${call.verb}`;
  const where = next === undefined ? 'the file' : `\`${next.program}\``;
  const suggestion = next === undefined ? undefined : 'put `2>&1` in front of the pipe';
  return [
    {
      at: spanOfRun(document, one),
      message: `\`${name}\` keeps stdout and stderr apart: what the container writes to stderr never reaches ${where}.`,
      ...(suggestion === undefined ? {} : { suggestion }),
    },
  ];
};
