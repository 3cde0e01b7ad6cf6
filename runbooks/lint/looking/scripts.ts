// Scripts and targets of a project's own (`./rollback.sh`, `make deploy`, `node scripts/replay-dlq.js`): all that is known are their names.
import type { Call } from './calls.ts';
import { oncePer } from './once.ts';

const runners = /^(?:node|deno|bun|python|python3|ruby|perl|php|bash|sh|zsh|tsx|ts-node|java|dotnet)$/;
const targets = /^(?:make|just|task|npm|pnpm|yarn|npx|bunx|gradle|mvn|rake|invoke|fab|cargo|composer)$/;

/** The name of the script or target that a call runs; null for programs that everybody has. */
export const scriptOf = ({ program, words }: Call): string | null => {
  if (/[./]/.test(program) && !program.startsWith('/etc/init.d/') && !/^[\w-]+\.(?:sh|exe)$/.test(program))
    return program;
  if (/^(?!kafka)[\w-]+\.(?:sh|py|js|ts|rb|pl)$/.test(program)) return program;
  if (runners.test(program))
    return words.find((word) => /\.(?:sh|[cm]?[jt]s|py|rb|pl|php|jar)$/.test(word)) ?? null;
  if (targets.test(program))
    return (
      words.find(
        (word) => !word.startsWith('-') && word !== 'run' && word !== 'exec' && !word.includes('='),
      ) ?? null
    );
  return null;
};

/** The words that its name is made of, in lower case: `replay-dlq.js` → replay, dlq. */
export const scriptWords = oncePer((call: Call): readonly string[] => {
  const name = scriptOf(call)?.split('/').at(-1);
  return name === undefined
    ? []
    : name
        .replace(/\.\w+$/, '')
        .replace(/([a-z])([A-Z])/g, '$1-$2')
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .filter((word) => word !== '');
});
