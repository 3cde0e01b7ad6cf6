// Variables in front of a command that change what the command is.
import type { Invocation } from '../shell/shell-model.ts';
import { verdict, type Verdict } from './class-table.ts';

/** Names, `*` for any ending; what they change. */
export const variablesThatTell: readonly (readonly [string, string])[] = [
  ['PATH LD_* DYLD_* CDPATH FPATH', 'which programs and libraries are used'],
  [
    'BASH_ENV ENV SHELLOPTS BASHOPTS PROMPT_COMMAND PS0 PS1 PS2 PS3 PS4 BASH_FUNC_* GLOBIGNORE',
    'how the shell reads what follows',
  ],
  [
    'PAGER MANPAGER MANOPT EDITOR VISUAL BROWSER GIT_* KUBE_EDITOR KUBECTL_EXTERNAL_DIFF LESS LESSOPEN LESSCLOSE LESSKEY* RIPGREP_CONFIG_PATH SYSTEMD_PAGER PSQL_EDITOR PSQL_PAGER PSQLRC SSH_ASKPASS SUDO_ASKPASS TAR_OPTIONS RSYNC_RSH SVN_SSH CURL_HOME WGETRC INPUTRC GREP_OPTIONS AWKPATH AWKLIBPATH',
    'which program it starts',
  ],
  [
    'NODE_OPTIONS NODE_PATH PYTHON* PERL* RUBYOPT RUBYLIB JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH KAFKA_HEAP_OPTS KAFKA_JVM_PERFORMANCE_OPTS KAFKA_GC_LOG_OPTS KAFKA_JMX_OPTS KAFKA_LOG4J_OPTS GCONV_PATH NPM_CONFIG_* npm_config_* OPENSSL_CONF MAKEFLAGS',
    'what its interpreter loads',
  ],
  [
    'KUBECONFIG AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE COMPOSE_FILE HOME XDG_CONFIG_HOME DOCKER_CONFIG HELM_PLUGINS HGRCPATH MYSQL_HOME PGSERVICEFILE PGSYSCONFDIR ANSIBLE_CONFIG',
    'which configuration it obeys',
  ],
];

const exact = new Map<string, string>();
const endings: (readonly [string, string])[] = [];
for (const [names, what] of variablesThatTell) {
  for (const name of names.split(' ')) {
    if (name.endsWith('*')) endings.push([name.slice(0, -1), what]);
    else exact.set(name, what);
  }
}

/** These name another engine, which nobody here has made. */
const engines = new Set(['DOCKER_HOST', 'DOCKER_CONTEXT', 'CONTAINER_HOST']);

/** What a variable of this name changes; null for ordinary ones. Who a commit is by isn't told. */
const changesMeaning = (name: string): string | null =>
  exact.get(name) ??
  (/^GIT_(AUTHOR|COMMITTER)_/.test(name)
    ? null
    : (endings.find(([start]) => name.startsWith(start))?.[1] ?? null));

export const judgeVariables = ({ assignments, program, args }: Invocation): readonly Verdict[] => {
  const exported = setters.has(program)
    ? args.map(({ value }) => /^([A-Za-z_]\w*)\+?=/.exec(value)?.[1] ?? '')
    : [];
  const set = assignments.filter(({ name, value }) => !(name.endsWith('PAGER') && harmlessPager.test(value)));
  return [...set.map(({ name }) => name), ...exported].flatMap((name) => {
    const what = changesMeaning(name);
    return what === null ? [] : [verdict('U', `${name} changes ${what}`)];
  });
};

const harmlessPager = /^(cat|less|more|)$/;
const setters = new Set(['export', 'declare', 'typeset', 'local', 'readonly', 'read', 'printf']);

export const engineVariables = ({ assignments, program, args }: Invocation): readonly string[] =>
  [
    ...assignments.map(({ name }) => name),
    ...(setters.has(program) ? args.map(({ value }) => value.split('=')[0] ?? '') : []),
  ]
    .filter((name) => engines.has(name))
    .map((name) => `${name} names another engine`);
