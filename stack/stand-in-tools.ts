// The programs in whose place one of ours answers (docs/stand-ins.md). `sudo` is not among them: it only runs what follows.
export const standInTools: ReadonlySet<string> = new Set([
  'rpk',
  'kubectl',
  'helm',
  'supervisorctl',
  'systemctl',
  'service',
  'ssh',
  'scp',
  'aws',
  'mail',
  'sendmail',
]);
