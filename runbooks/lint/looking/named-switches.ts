// Switches and secrets that a command sets by name: an environment variable of a deployment, a flag in a store, a key.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn, type Call } from './calls.ts';
import { kubectlOf } from './lifecycle-kubernetes.ts';
import { redisOf } from './redis.ts';
import { inOtherBranch, procedureOf } from './sections.ts';

/** `FALLBACK_ENABLED=true`: its name; null for what is no switch. */
export const switchOf = (document: LintDocument, command: Command): string | null =>
  callsIn(document, command)
    .map(switchIn)
    .find((name) => name !== null) ?? null;

const switched =
  /^["']?([A-Za-z][\w.:/-]*?(?:ENABLED?|DISABLED?|MODE|SWITCH|FLAG|MAINTENANCE|FALLBACK|BREAKER|READ_?ONLY|KILL\w*|BYPASS\w*|DEGRADED\w*|THROTTL\w*|SKIP\w*|PAUSED?))=["']?(?:true|false|on|off|1|0|yes|no|enabled|disabled|open|closed|maintenance|read-?only|degraded)["']?$/i;

const switchIn = (call: Call): string | null => {
  const { program, words } = call;
  const kubectl = kubectlOf(call);
  const setsEnvironment =
    kubectl?.subcommand === 'set env' ||
    (program === 'docker' && words[0] === 'service' && words[1] === 'update') ||
    (program === 'heroku' && words[0] === 'config:set') ||
    (/^(?:fly|flyctl)$/.test(program) && words[0] === 'secrets' && words[1] === 'set') ||
    (program === 'oc' && words[0] === 'set' && words[1] === 'env') ||
    (program === 'helm' && words[0] === 'upgrade');
  if (setsEnvironment)
    return words.map((word) => switched.exec(word)?.[1]).find((name) => name !== undefined) ?? null;
  const redis = redisOf(call);
  if (redis !== null && /^(?:SET|HSET)$/.test(redis.name)) {
    const [key = '', ...rest] = words.slice(words.findIndex((word) => /^h?set$/i.test(word)) + 1);
    const value = rest.at(-1) ?? '';
    return flagKey.test(key) && /^(?:true|false|on|off|1|0|enabled|disabled)$/i.test(value) ? key : null;
  }
  if (program === 'consul' && words[0] === 'kv' && words[1] === 'put' && flagKey.test(words[2] ?? ''))
    return words[2] ?? null;
  if (program === 'etcdctl' && words.includes('put')) {
    const key = words[words.indexOf('put') + 1] ?? '';
    return flagKey.test(key) ? key : null;
  }
  return null;
};

const flagKey = /(?:flag|feature|switch|maintenance|toggle|kill|read_?only|circuit|breaker|degraded)/i;

/** A secret that is put over the one that is there, in a place that keeps no old versions. */
export const overwritesSecret = (document: LintDocument, command: Command): boolean =>
  callsIn(document, command).some((call) => {
    const { program, words } = call;
    const kubectl = kubectlOf(call);
    if (kubectl !== null) {
      const line = kubectl.words.join(' ');
      if (kubectl.subcommand === 'patch') return /\bsecrets?\b/.test(kubectl.resources[0] ?? '');
      // `create secret` alone refuses to touch one that is there.
      return kubectl.subcommand.startsWith('create') &&
        /\bsecret\b/.test([kubectl.subcommand, line].join(' '))
        ? /--dry-run/.test(line) && /\|\s*kubectl (?:\S+ )*(?:apply|replace)\b/.test(command.command)
        : false;
    }
    const secret = words.some((word) =>
      /^[A-Z][A-Z0-9_]*(?:KEY|SECRET|TOKEN|PASSWORD|CREDENTIALS?)=/.test(word),
    );
    if (program === 'heroku') return words[0] === 'config:set' && secret;
    if (/^(?:fly|flyctl)$/.test(program)) return words[0] === 'secrets' && words[1] === 'set';
    if (program === 'gh') return words[0] === 'secret' && words[1] === 'set';
    return false;
  });

/** The text of the procedure that a command belongs to, without the branches for other cases and without the command. */
export const branchText = (document: LintDocument, command: Command): string => {
  const root = procedureOf(document, command.section);
  if (root === null) return document.text;
  return document.lines
    .slice(root.line - 1, root.endLine)
    .filter((_, at) => {
      const line = root.line + at;
      return (
        (line < command.line || line > command.endLine) &&
        !inOtherBranch(document, command, { line, endLine: line })
      );
    })
    .join('\n');
};
