// DAT-NEWLINE: secrets that get a line end as their last character.
import type { Command } from '../../model.ts';
import { callsIn, callsOf, hasOption, pipedWith, placeOf, quoted, type Call } from '../looking/calls.ts';
import { redirectedTo } from '../looking/dumps.ts';
import { procedureCommands } from '../looking/sections.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const datNewline: Rule = {
  id: 'DAT-NEWLINE',
  level: 'high',
  summary: 'a secret is stored with a line end at its end',
  why: 'The stored secret has one byte more than the one that people copy: signatures and log-ins fail, and nobody sees why.',
  bad: "## Secret\n\n```bash\necho 's3cret' | base64\n```\n",
  good: "## Secret\n\n```bash\nprintf '%s' 's3cret' | base64\n```\n",
  *check(document) {
    for (const call of callsOf(document, /^(?:echo|openssl|pwgen|uuidgen|apg)$/)) {
      const source = endsWithNewline(document, call);
      if (source === null) continue;
      const found = piped(document, call, source) ?? throughFile(document, call, source);
      if (found !== null) yield found;
    }
  },
};

/** What is written with a line end: `echo`, or a generator of keys. Null for what is stripped on the way. */
const endsWithNewline = (document: LintDocument, call: Call): string | null => {
  const { program, words, invocation } = call;
  if (invocation.nesting === 'substitution') return null;
  const stripped = pipedWith(document, call).some(
    (other) =>
      /^(?:tr|head|sed|perl|xargs)$/.test(other.program) && other.invocation.stage > invocation.stage,
  );
  if (stripped) return null;
  if (
    program === 'echo' &&
    words.length > 0 &&
    !hasOption(words, '-n') &&
    !words.some((word) => word.includes('\\c'))
  )
    return 'echo';
  if (program === 'openssl' && words[0] === 'rand' && hasOption(words, '-hex', '-base64'))
    return 'openssl rand';
  return /^(?:pwgen|uuidgen|apg)$/.test(program) ? program : null;
};

const piped = (document: LintDocument, call: Call, source: string): Found | null => {
  const next = pipedWith(document, call).find(
    (other) => other.invocation.stage === call.invocation.stage + 1,
  );
  const taker = next === undefined ? null : takesVerbatim(next);
  if (taker === null) return null;
  return {
    message: `${quoted(call.command)}: ${source} ends with a line end, and ${taker}.`,
    at: placeOf(call),
    ...(source === 'echo' ? { suggestion: "printf '%s' …" } : {}),
  };
};

const takesVerbatim = ({ program, words }: Call): string | null => {
  const line = words.join(' ');
  if (program === 'base64')
    return hasOption(words, '-d', '-D', '--decode') ||
      words.some((word) => !word.startsWith('-') && !/^\d+$/.test(word))
      ? null
      : 'base64 encodes it with the rest';
  if (program === 'openssl' && /^(?:base64|enc -base64)\b/.test(line) && !hasOption(words, '-d'))
    return 'openssl encodes it with the rest';
  if (program === 'openssl' && /^dgst\b.*-hmac\b|^dgst\b.*-sign\b/.test(line))
    return 'the signature is over it too';
  if (/^(?:docker|podman)$/.test(program) && /^secret create\b.*\s-$/.test(line))
    return 'the secret is stored with it';
  if (program === 'kubectl' && /--from-file=\S*\/dev\/stdin/.test(line))
    return 'the secret is stored with it';
  if (program === 'gcloud' && /\bsecrets\b.*--data-file=-/.test(line)) return 'the secret is stored with it';
  if (program === 'vault' && /\bkv put\b.*=-(?:\s|$)/.test(line)) return 'the secret is stored with it';
  return null;
};

/** Written to a file that something else then stores byte by byte. */
const throughFile = (document: LintDocument, call: Call, source: string): Found | null => {
  const file = redirectedTo(call).at(-1);
  if (file === undefined || file.startsWith('/dev/') || /[$*]/.test(file)) return null;
  const user = procedureCommands(document, call.command).find(
    (other) => other.index > call.command.index && stores(document, other, file),
  );
  if (user === undefined) return null;
  return {
    message: `${source} ends ${quoted(file)} with a line end, and ${quoted(user)} stores it with the secret.`,
    at: { line: call.command.line, endLine: user.endLine },
    related: [{ at: user, message: 'stored here, with the line end' }],
    suggestion: `strip it: … | tr -d '\\n' > ${file}`,
  };
};

const stores = (document: LintDocument, command: Command, file: string): boolean =>
  callsIn(document, command).some(({ program, words }) =>
    words.some(
      (word, at) =>
        word.endsWith(`file://${file}`) ||
        word.endsWith(`@${file}`) ||
        (/^--(?:from-file|data-file)=/.test(word) && word.endsWith(file)) ||
        (word === file &&
          (program === 'base64' ||
            (words[0] === 'secret' && words[1] === 'create') ||
            words[at - 1] === '--data-file' ||
            words[at - 1] === '--from-file')),
    ),
  );
