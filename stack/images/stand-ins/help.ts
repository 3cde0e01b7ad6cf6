// What --help says: that it is a stand-in, and what it knows.

export const helpText = (tool: string, does: string, knows: readonly string[]): string =>
  `${tool}: a stand-in of gameday, not the real ${tool}. ${does}
Every call is written down in /var/log/gameday/stand-ins.ndjson.

It knows:
${knows.map((line) => `  ${line}`).join('\n')}
`;

export const asksForHelp = (argv: readonly string[]): boolean => argv[0] === '--help' || argv[0] === 'help';
