// What SEC-UNREAD finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { readDocument } from '../document.ts';
import { lintDocument, noContext } from '../lint.ts';
import { bash, find } from '../testing/find.ts';
import { secUnread } from './sec-unread.ts';

describe('SEC-UNREAD finds', () => {
  it.each([
    'curl -sSL https://get.agent.dev/install.sh | bash',
    'curl -fsSL https://get.agent.dev/install.sh | sudo bash',
    'curl -fsSL https://get.agent.dev/install.sh | sudo -E bash -',
    'curl -fsSL https://get.agent.dev/install.sh | bash -s -- --yes',
    'curl -fsSL https://get.agent.dev/install.sh | env CHANNEL=stable sh',
    'curl -fsSL https://get.agent.dev/install.sh.gz | gunzip | sh',
    'wget -qO- https://get.agent.dev/install.sh | sh',
    'sh -c "$(curl -fsSL https://get.agent.dev/install.sh)"',
    'sudo bash -c "$(wget -qO- https://get.agent.dev/install.sh)"',
    'sudo bash -c "curl -s https://get.agent.dev/install.sh | bash"',
    'bash <(curl -s https://get.agent.dev/install.sh)',
    'source <(curl -s https://get.agent.dev/env.sh)',
    'eval "$(curl -s https://get.agent.dev/env.sh)"',
    'curl -s https://get.agent.dev/fix.py | python3 -',
    'curl -s $INSTALLER_URL | bash',
  ])('%s', (command) => expect(find(secUnread, bash(command))).toEqual([expect.stringMatching('^2 ')]));

  it.each([
    ['as root', 'high', '## Agent is down\n\n', 'curl -s https://get.agent.dev/i.sh | sudo bash'],
    ['as oneself', 'medium', '## Agent is down\n\n', 'curl -s https://get.agent.dev/i.sh | bash'],
    ['without encryption', 'high', '## Agent is down\n\n', 'curl -s http://get.agent.dev/i.sh | bash'],
    ['where a machine is set up', 'low', '## Prerequisites\n\n', 'curl -s https://get.agent.dev/i.sh | bash'],
  ])('%s: %s', (_, level, title, command) => {
    const document = readDocument('runbook.md', title + bash(command));
    const { findings } = lintDocument(document, noContext, [secUnread]);
    expect(findings.map((one) => one.level)).toEqual([level]);
  });
});

describe('SEC-UNREAD leaves alone', () => {
  it.each([
    ['a file that can be read', 'curl -fsSLO https://get.agent.dev/install.sh'],
    ['what runs is written here', "curl -s https://api.shop.dev/orders | bash -c 'cat'"],
    ['JSON set out', 'curl -s https://api.shop.dev/orders | python3 -m json.tool'],
    ['a program in the line', 'curl -s https://api.shop.dev/orders | python3 -c "import sys"'],
    ['a script of the machine', 'curl -s https://api.shop.dev/orders | bash count-orders.sh'],
    ['its own machine', 'curl -s http://localhost:8080/env.sh | bash'],
    ['no download', 'source <(kubectl completion bash)'],
    ['no download, evaluated', 'eval "$(ssh-agent -s)"'],
    ['a look', 'curl -s https://api.shop.dev/orders | jq .'],
    ['a value', 'echo "$(curl -s https://api.shop.dev/version)"'],
  ])('%s', (_, command) => expect(find(secUnread, bash(command))).toEqual([]));
});
