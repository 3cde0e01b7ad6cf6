// Secrets in what says where to and who asks: connection strings in variables, keys in a query, headers.
import type { Invocation, ShellWord } from '../../shell/shell-model.ts';
import { isLiteral, isSecretValue, looksReal, type SecretWord } from './secret-values.ts';

const clients =
  /^(?:mongosh|mongo|mongodump|mongorestore|mongoexport|mongoimport|mongostat|psql|pg_dump|pg_dumpall|pg_restore|pgbench|pgcli|vacuumdb|reindexdb|redis-cli|mysqlsh|usql|sqlcmd|migrate|dbmate|goose|sqlx|atlas|pgloader|clickhouse-client|nats|amqp-\w+)$/;
const connection = /^["']?\$\{?([A-Za-z_]\w*)(?::\?[^}]*)?\}?(?:$|["'/?])/;
const namedForOne =
  /(?:^|_)(?:DATABASE|DB|MONGO(?:DB)?|POSTGRES(?:QL)?|PG|MYSQL|MARIADB|REDIS|AMQP|RABBIT(?:MQ)?|COCKROACH|CLICKHOUSE|SQL|POOLER|PROD|STAGING|PRIMARY|REPLICA|SOURCE|TARGET|DIRECT|CONN(?:ECTION)?)(?:_[A-Z]+)*_(?:URL|URI|DSN|STRING|STR)$|^(?:DATABASE|DB)(?:URL|URI)$|(?:^|_)(?:DSN|CONN(?:ECTION)?_?STR(?:ING)?)$/i;

/** `mongosh $MONGO_URL`: such a variable holds user and password, by its name. */
export const ofConnection = (
  { program }: Invocation,
  { value, raw, ...place }: ShellWord,
  harmless: ReadonlySet<string>,
): SecretWord | null => {
  if (!value.includes('$') || !clients.test(program)) return null;
  const name = connection.exec(value.replace(/^--[a-z-]+=/, ''))?.[1];
  if (name === undefined || !namedForOne.test(name) || harmless.has(name)) return null;
  return {
    word: { value, raw, ...place },
    what: `the connection string $${name}`,
    literal: false,
    level: 'medium',
  };
};

/** `https://a.dev/x?api_key=…` */
export const ofQuery = (word: ShellWord): SecretWord | null => {
  if (!word.value.includes('?')) return null;
  const [, name = '', value = ''] =
    /^[^\s]*?(?:https?:\/\/|\$)[^\s?]*\?(?:[^\s]*&)?((?:api_?key|access_?token|auth_?token|token|secret|password|client_secret)=)([^\s&"']+)/i.exec(
      word.value,
    ) ?? [];
  return name === '' || !isSecretValue(value)
    ? null
    : {
        word,
        what: `${name.slice(0, -1)} in the URL`,
        literal: isLiteral(word, value) && looksReal(value),
        level: 'medium',
      };
};

const credential =
  /^\s*((?:proxy-)?authorization|(?:x-)?(?:[a-z]+-)*(?:api-?key|apikey|(?:auth|access|private|vault|job|admin|service|api|deploy|github|gitlab)-token|auth-key|functions-key|secret))\s*:\s*(?:(?:bearer|basic|token|apikey|genie[kK]ey|key)\s+)?(\S.*)$/i;

/** `-H "Authorization: Bearer $TOKEN"`: everybody does it, and everybody on the machine can read it. */
export const ofHeader = (
  { program }: Invocation,
  word: ShellWord,
  next: ShellWord | undefined,
): SecretWord | null => {
  if (/^(?:http|https|xh)$/.test(program)) return ofItem(word);
  if (!word.value.startsWith('-') || !/^(?:curl|wget|grpcurl)$/.test(program)) return null;
  const attached = /^(?:-H|--header=)(.+)$/s.exec(word.value)?.[1];
  const header = attached ?? (/^(?:-H|--header)$/.test(word.value) ? next?.value : undefined);
  const value = header === undefined ? undefined : credential.exec(header)?.[2];
  const holder = attached === undefined ? next : word;
  if (value === undefined || holder === undefined || !isSecretValue(value)) return null;
  const literal = isLiteral(holder, value) && looksReal(value);
  return { word: holder, what: 'the header', literal, ...(literal ? {} : { level: 'low' as const }) };
};

/** HTTPie takes a header as it is: `http POST … "Authorization: Bearer …"`. */
const ofItem = (word: ShellWord): SecretWord | null => {
  const value = credential.exec(word.value)?.[2];
  if (value === undefined || !isSecretValue(value)) return null;
  const literal = isLiteral(word, value) && looksReal(value);
  return { word, what: 'the header', literal, ...(literal ? {} : { level: 'low' as const }) };
};
