// Which step a name or a number means.
import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../runbooks/parse.ts';
import { actionsAt, commandOf } from './moment.ts';

const [section] = parseRunbook(`## Broker down

\`\`\`bash
docker compose restart broker
docker compose ps broker
\`\`\`

Wait 30 seconds.

1. Wait until \`curl -f http://localhost/health\` succeeds, for at most 2 minutes.
`).sections;

describe('a step is meant', () => {
  it.each<[string, string | number, readonly string[]]>([
    ['by its number', 2, ['docker compose ps broker']],
    ['by its number, also a wait without a command', 3, ['']],
    ['by a part of its command', 'restart', ['docker compose restart broker']],
    ['by the command that is waited for', 'curl -f', ['curl -f http://localhost/health']],
    ['twice', 'docker compose', ['docker compose restart broker', 'docker compose ps broker']],
    ['by nothing', 'reboot', []],
    ['by no number that is not there', 5, []],
  ])('%s', (_, step, commands) => {
    expect(actionsAt(section?.actions ?? [], step).map(commandOf)).toEqual(commands);
  });
});
