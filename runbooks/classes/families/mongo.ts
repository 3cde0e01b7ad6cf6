// mongosh and the dumps of MongoDB.
import type { CommandClass } from '../../model.ts';
import { row, unknown, verdict, type Call, type Family, type Verdict } from '../class-table.ts';
import { writesTo } from '../paths.ts';

/** What is called in the JavaScript, by class; what isn't here is unknown. */
export const mongoCalls: readonly (readonly [CommandClass, string, string])[] = [
  [
    'R0',
    'it reads',
    'print printjson tojson EJSON stringify stats status isMaster hello serverStatus currentOp dbStats countDocuments estimatedDocumentCount count findOne limit skip sort pretty project explain getIndexes indexStats getName getMongo getSiblingDB getDB getCollection getCollectionNames getCollectionInfos listCollections listDatabases adminCommand runCommand version hostInfo serverBuildInfo serverCmdLineOpts latencyStats totalSize storageSize dataSize totalIndexSize conf config printReplicationInfo printSecondaryReplicationInfo printSlaveReplicationInfo getReplicationInfo printCollectionStats getProfilingStatus validate ping forEach map filter length toArray next hasNext keys Object parse ISODate ObjectId NumberLong Number Date String join slice match getLastError distinct max min hint maxTimeMS readPref setSecondaryOk secondaryOk slaveOk isBalancerRunning getBalancerState toString toFixed push includes sum',
  ],
  ['R1', 'it reads without a limit', 'find aggregate getUsers getRoles watch'],
  [
    'W1',
    'it can be taken back',
    'createIndex ensureIndex fsyncLock fsyncUnlock setProfilingLevel stepDown freeze startBalancer stopBalancer setBalancerState compact setLogLevel hideIndex unhideIndex',
  ],
  [
    'W2',
    'it changes data or sessions',
    'insert insertOne insertMany update updateOne updateMany replaceOne findOneAndUpdate findOneAndReplace findAndModify bulkWrite save createCollection renameCollection killOp killSessions reIndex dropIndex dropIndexes reconfig initiate add addArb enableSharding shardCollection moveChunk updateUser',
  ],
  [
    'X1',
    'what it deletes is gone',
    'deleteOne deleteMany remove findOneAndDelete drop dropDatabase convertToCapped resync',
  ],
  [
    'X2',
    'the server is gone, or who may reach it',
    'shutdownServer createUser dropUser dropAllUsers grantRolesToUser revokeRolesFromUser changeUserPassword createRole dropRole',
  ],
];

/** Commands of `adminCommand`, `runCommand`. */
const commands: Readonly<Record<string, CommandClass>> = Object.fromEntries(
  Object.entries({
    R0: 'ping hello isMaster serverStatus replSetGetStatus replSetGetConfig listDatabases listCollections dbStats collStats currentOp buildInfo connectionStatus getParameter connPoolStats hostInfo top count getLog whatsmyuri explain',
    R1: 'find aggregate distinct validate',
    W1: 'fsync compact setProfilingLevel logRotate replSetStepDown replSetFreeze createIndexes',
    W2: 'setParameter killOp insert update findAndModify replSetReconfig create collMod',
    X1: 'drop dropDatabase delete',
    X2: 'shutdown createUser dropUser',
  }).flatMap(([commandClass, names]) => names.split(' ').map((name) => [name, commandClass as CommandClass])),
);

/** By the names that are called; anything that isn't a chain of known calls is unknown. */
export const judgeMongo = (script: string, literal = true): readonly Verdict[] => {
  const bare = bareScript(script);
  // `"\u0024out"` is `$out`, and `drop?.()` a call: what is written another way on purpose.
  if (/\\[ux]/.test(script) || /\?\.\s*\(|[\])]\s*\(/.test(bare))
    return unknown('JavaScript that hides what it calls');
  if (
    /\b(require|process|eval|load|Function|import|fetch|child_process|cat|run|runProgram|runNonMongoProgram|this|globalThis|constructor|prototype)\b|\[\s*""|`/.test(
      bare,
    )
  )
    return unknown('JavaScript that does more than to call the database');
  // A variable stands for one value; where a statement is due it is a program that nobody has read.
  if (!literal && /(^|[;\n})])\s*\$[\w({]/.test(bare)) return unknown('its JavaScript is not in the line');
  if (/["'{\s,]\$(out|merge)["']?\s*:/.test(script)) return [verdict('X1', 'it overwrites a collection')];
  const names = [...bare.matchAll(/([\w$]+)\s*\(/g)]
    .map(([, name = '']) => name)
    .filter((name) => !/^(if|for|while|function|return|switch|typeof|catch|db)$/.test(name));
  const found = [...names, ...handedOn(bare)].map((name) => {
    const known = callNamed(name);
    return known === undefined
      ? verdict('U', `nobody has said what ${name}() does`)
      : verdict(known[0], `${name}: ${known[1]}`);
  });
  const limited = names.includes('find') && /limit|count|length|size/.test(bare);
  const inner = [...script.matchAll(/(?:adminCommand|runCommand)\s*\(\s*(?:\{\s*)?["']?(\w*)/g)].map(
    ([, name = '']) => verdict(commands[name] ?? 'U', `the command ${name}`),
  );
  return [
    verdict('R0', 'it reads'),
    ...found.filter(({ commandClass }) => !(limited && commandClass === 'R1')),
    ...inner,
  ];
};

const callNamed = (name: string) => mongoCalls.find(([, , all]) => all.split(' ').includes(name));

/** Without what stands in texts and comments. */
const bareScript = (script: string): string =>
  script.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/g, (found) =>
    found.startsWith('/') ? ' ' : '""',
  );

/** `forEach(db.x.drop)` calls what it is given: functions of the database that stand there without a bracket, and do more than read. */
const handedOn = (bare: string): readonly string[] =>
  [...bare.matchAll(/(?<!opcounters(?:Repl)?|document)\.\s*([A-Za-z_$][\w$]*)(?=\s*[,)\]};]|\s*$)/g)]
    .map(([, name = '']) => name)
    .filter((name) => !/^R\d$/.test(callNamed(name)?.[0] ?? 'R0'));

const judgeShell = ({ args, stdin }: Call): readonly Verdict[] => {
  const scripts = args.options.get('--eval') ?? [];
  const files = [
    ...args.positionals.filter(({ value }) => /\.js$/.test(value)),
    ...(args.options.get('--file') ?? []),
  ];
  if (files.length > 0) return unknown('its JavaScript is in another file');
  if (scripts.length > 0)
    return scripts.flatMap(({ value }) =>
      value === null ? unknown('its JavaScript is missing') : judgeMongo(value.value, value.literal),
    );
  return stdin.kind === 'text'
    ? stdin.text
        .split('\n')
        .flatMap((line) =>
          /^\s*(show|use)\s+\w+\s*;?$/.test(line) ? [verdict('R0', 'it reads')] : judgeMongo(line),
        )
    : unknown('its JavaScript is typed, or in another file');
};

const judgeDump = ({ args, invocation }: Call): readonly Verdict[] => {
  const out = (args.options.get('--out') ?? args.options.get('--archive'))?.at(-1)?.value ?? null;
  const where =
    out === null
      ? args.options.has('--archive') || invocation.program !== 'mongodump'
        ? []
        : [verdict('W1', 'it writes the folder dump')]
      : [writesTo(out)];
  return [verdict('R1', 'it reads a whole database'), ...where];
};

const password = { '--password': ['X4', 'the password is in the list of processes'] } as const;

export const mongoFamilies: readonly Family[] = [
  {
    title: 'Stores',
    programs: 'mongosh mongo',
    rows: [row('U', '', 'its JavaScript is typed, or in another file', { judge: judgeShell })],
    options: password,
    note: 'By the names that the JavaScript calls, as listed below; any other name is unknown.',
  },
  {
    title: 'Stores',
    programs: 'mongodump mongoexport bsondump',
    rows: [row('R1', '', 'it reads a whole database', { judge: judgeDump })],
    options: password,
  },
  {
    title: 'Stores',
    programs: 'mongorestore',
    rows: [row('X1', '', 'it overwrites a database', { dry: ['--dryRun'] })],
    options: password,
  },
  {
    title: 'Stores',
    programs: 'mongoimport',
    rows: [
      row('W2', '', 'it adds to a collection', {
        options: { '--drop': ['X1', 'the collection is dropped first'] },
      }),
    ],
    options: password,
  },
];
