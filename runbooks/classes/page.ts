// docs/command-classes.md, made from the tables themselves.
import { commandClasses, order, type ClassRow, type Family } from './class-table.ts';
import { runningOptions, writingOptions } from './acting-options.ts';
import { families } from './families.ts';
import { mongoCalls } from './families/mongo.ts';
import { redisGroups } from './families/redis.ts';
import { writtenPaths } from './paths.ts';
import { sqlActing } from './sql-functions.ts';
import { sqlKinds } from './sql-kinds.ts';
import { variablesThatTell } from './variables.ts';
import { wrapperClasses } from './wrapper-classes.ts';

export const classesPage = (): string =>
  [
    intro,
    classTable(),
    howTo,
    wrapperTable(),
    pathTable(),
    variableTable(),
    optionTables(),
    escapes,
    toolSections(),
    languages(),
  ].join('\n\n');

const intro = `# Command classes

What a command of a runbook may do to the world, decided by its parsed words: never by a pattern over the text. This page is
generated from the tables in \`runbooks/classes\`; a test compares it.

A line has the class of the worst thing in it, in the order below. Each class that occurs has its own gate, and all of them
count: \`cast send --private-key …\` is X4 _and_ X3. What nobody has said anything about is U, and U is blocked until somebody
who has read it says otherwise in bindings.yaml.`;

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly string[]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows].join('\n');
const escaped = (text: string): string => text.replaceAll('|', '\\|');
const code = (text: string): string => `\`${escaped(text)}\``;

const classTable = (): string =>
  table(
    ['Class', 'Means', 'In a drill'],
    order.map((name) => row(name, ...commandClasses[name])),
  );

const howTo = `## How a line is read

- Placeholders (\`<POD_NAME>\`) are put aside first, then bash's grammar reads the line. What does not parse is U; so is what has
  more than 65,536 characters or is nested deeper than 200.
- Every program of the line counts, wherever it stands: pipelines, lists, loops, functions, \`$(…)\`, \`<(…)\`, here-documents that
  expand, \`trap\`, and the scripts of \`bash -c\`, \`su -c\`, \`ssh\`, \`watch\`, \`parallel\`.
- Wrappers are taken off: a program's class is that of what runs inside, with what the wrapper adds (below). A wrapper is no
  program of its own; \`find\` is, since it does work of its own. \`ssh host\` alone and \`docker exec -it c bash\` are what a person
  types into: U. A program that isn't a plain word (\`$CMD\`, \`{rm,x}\`) is U.
- A program counts by its name only where the system keeps programs (\`/bin\`, \`/usr/bin\`, …). \`./ls\` is a script: U.
- What the line itself gives a variable is put in: \`X=…\`, \`export\`, \`for\`, \`set --\`, \`\${X:=…}\`, words behind a function of the line or
  a \`bash -c\` script, and for \`read\` what a here-document or \`echo\` of the line has. The line is read with each value as well as
  without; U where one has more than 100, or they add more than 65,536 characters to it. Any other variable is taken for one word
  that is no option; what it holds is not known here. In a drill what earlier commands gave it counts as well, and the folder that
  they went to ([decision 011](decisions/011-a-runbook-is-run-by-policy.md)).
- Words that \`xargs\` gets from what a program prints are taken for names; from a file, or lines of one, they may be options: U where
  the program would only read, and has options that do more.
- \`\${X@P}\` and a subscript that holds \`$(…)\` behind \`test\`, \`let\`, \`unset\` and the like are run by the shell: U.
- Standard input is followed where the line holds it (\`echo … |\`, here-documents): SQL and commands of Redis are read from it.
- Files that are written count by their path (below); a file that is printed and holds secrets (keys, \`.env\`, \`/etc/shadow\`) is X4.
- Secrets in the words (\`--private-key x\`, \`Authorization:\` headers, passwords in URLs) are X4, since every process can read them.
  A variable that is set is R0: it is not shown; with a secret written out behind it (\`export API_TOKEN=k3y…\`) it is X4, as it is
  in every file that holds the line. \`echo $ADMIN_KEY\` and \`env\` show it: X4. Behind a filter \`env\` is R1.
- \`--help\` and \`--version\` behind the program or its sub-commands, and nothing else in the line, make it R0.
- A dry run is one whose option stands alone or says \`true\`, \`client\` or \`server\`. What it runs by an option still
  counts.
- Long options may be cut short (\`--har\` for \`--hard\`).
- Whether the target is the drill's own is another question, asked before every command that is not R.`;

const wrapperTable = (): string =>
  `## Wrappers\n\n${table(
    ['Wrapper', 'Adds', 'Because'],
    Object.entries(wrapperClasses).map(([kind, { commandClass, reason }]) =>
      row(code(kind), commandClass, reason),
    ),
  )}\n\nAll others add nothing.`;

const pathTable = (): string =>
  `## Files that are written\n\nBy redirections, \`tee\`, \`cp\`, \`-o\` and the like; the first row that fits counts. \`/tmp\` is W1.\n\n${table(
    ['Path', 'Class', 'Because'],
    writtenPaths.map(({ about, commandClass, why }) => row(about, commandClass, why)),
  )}`;

const variableTable = (): string =>
  `## Variables that change what a command is\n\nSet in front of a command, by \`env\` or by \`export\`: U.\n\n${table(
    ['Variables', 'Change'],
    variablesThatTell.map(([names, what]) => row(names.split(' ').map(code).join(' '), what)),
  )}`;

const optionTables = (): string =>
  [
    '## Options that do more than the program\n\nWith these it may run another program: U, also in a dry run.',
    optionList(runningOptions),
    'With these it writes a file, which counts by its path.',
    optionList(writingOptions),
  ].join('\n\n');

const optionList = (rows: typeof runningOptions): string =>
  rows.map(([programs, options]) => `- ${names(programs)}: ${names(options)}`).join('\n');

const escapes = `## Escapes

Always refused, in every stack, whoever approves: ways out of the containers that a drill may act on.

- \`docker run\`, \`create\`, \`exec\`, \`update\`, \`compose run\`, \`compose exec\` (and podman's) with \`--privileged\`, \`--device\`,
  \`--device-cgroup-rule\`, \`--cap-add\`, \`--gpus\`, \`--runtime\`, \`--cgroup-parent\`, \`--use-api-socket\`, an unconfined \`--security-opt\`, or a namespace of
  the host or of another container (\`--pid\`, \`--net\`, \`--ipc\`, \`--uts\`, \`--userns\`, \`--cgroupns\`)
- a bind mount from outside the project's folder, also by \`docker volume create --opt device=…\`
- another engine (\`-H\`, \`--context\`, \`--config\`, \`DOCKER_HOST\`, \`DOCKER_CONTEXT\`) or the Compose file of another folder
- \`nsenter\`, \`kubectl debug node/…\`, a privileged pod`;

const toolSections = (): string => {
  const titles = [...new Set(families.map(({ title }) => title))];
  return titles
    .map((title) => `## ${title}\n\n${familyList(families.filter((family) => family.title === title))}`)
    .join('\n\n');
};

/** Lists, since a table would be as wide as its longest cell in every row. */
const familyList = (some: readonly Family[]): string => some.map(familySection).join('\n\n');

const familySection = ({ programs, rows, note, options = {} }: Family): string =>
  [
    `**${programs.split(' ').map(code).join(' ')}**${note === undefined ? '' : ` · ${note}`}`,
    [
      ...rows.map(classRow),
      ...Object.entries(options).map(
        ([name, [worse, why]]) => `- always ${code(name)} **${worse}** (${why})`,
      ),
    ].join('\n'),
  ].join('\n\n');

const classRow = ({ verbs, commandClass, why, options = {}, dry = [], inverse, judge }: ClassRow): string => {
  const names = verbs.map(verbName).filter((verb) => verb !== '');
  const unless = [
    ...Object.entries(options).map(([name, [worse, reason]]) => `${code(name)} **${worse}** (${reason})`),
    ...(dry.length === 0 ? [] : [`${dry.map(code).join(', ')} **R0**`]),
    ...(judge === undefined ? [] : ['its words say more']),
    ...(inverse === undefined ? [] : [`back by ${code(inverse)}`]),
  ];
  return [
    `- **${commandClass}**`,
    ...names,
    `– ${why}`,
    ...(unless.length === 0 ? [] : [`; ${unless.join('; ')}`]),
  ]
    .join(' ')
    .replaceAll(' ;', ';');
};

const verbName = (verb: string): string => (verb === '' ? '' : verb === '*' ? 'any other' : code(verb));

const languages = (): string =>
  [
    '## Languages inside of commands',
    '**SQL**, by the first word of each statement and the functions it calls; a function that isn’t known makes it U.',
    list(
      sqlKinds.map(({ starts, otherwise, when }) => [
        starts,
        ...otherwise,
        when.map(([words, worse, why]) => `; with ${names(words)} **${worse}** (${why})`).join(''),
      ]),
    ),
    list(sqlActing.map(([commandClass, why, words]) => [words.toLowerCase(), commandClass, why, ''])),
    '**Redis**',
    list(redisGroups.map(([commandClass, why, words]) => [words, commandClass, why, ''])),
    '**JavaScript of mongosh**, by the names that are called; any other name makes it U.',
    list(mongoCalls.map(([commandClass, why, words]) => [words, commandClass, why, ''])),
  ].join('\n\n');

const list = (rows: readonly (readonly [string, string, string, string])[]): string =>
  rows
    .map(([words, commandClass, why, more]) => `- **${commandClass}** ${names(words)} – ${why}${more}`)
    .join('\n');

const names = (words: string): string =>
  words
    .split(' ')
    .map((word) => code(word.replace('|', ' ')))
    .join(' ');
