// Which inline code of a numbered step is a command to type, and not a name or a value.

const programs = new Set(
  (
    'docker docker-compose podman kubectl helm curl wget redis-cli rpk kafka-topics.sh kafka-consumer-groups.sh psql ' +
    'pg_dump pg_restore pg_ctl mongosh mongodump mongorestore grep awk sed cat tail head jq ps kill pkill systemctl ' +
    'service journalctl npm npx node pnpm yarn make git ssh scp rsync aws gcloud az terraform cast anvil forge openssl ' +
    'dig nslookup nc ss netstat df du free uptime top ls cp mv rm mkdir chmod chown export echo sudo promtool amtool bash sh python python3'
  ).split(' '),
);

/** A known program with at least one argument, or a script by its path. */
export const looksLikeCommand = (code: string): boolean => {
  const words = code.trim().split(/\s+/);
  const program = words.find((word) => !/^[A-Za-z_]\w*=/.test(word)) ?? '';
  if (/^\.{0,2}\/[\w.-]+(\/[\w.-]+)*\.(sh|js|ts|py)$/.test(program)) return true;
  return programs.has(program) && words.indexOf(program) < words.length - 1;
};
