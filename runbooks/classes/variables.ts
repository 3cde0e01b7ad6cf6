// Variables in front of a command that change what the command is.
import type { Invocation } from '../shell/shell-model.ts';
import { verdict, type Verdict } from './class-table.ts';

/** By name; what they change. */
const telling: readonly (readonly [RegExp, string])[] = [
  [/^(PATH|LD_\w+|DYLD_\w+|CDPATH|FPATH)$/, 'which programs and libraries are used'],
  [
    /^(BASH_ENV|ENV|SHELLOPTS|BASHOPTS|PROMPT_COMMAND|PS[0-4]|IFS|BASH_FUNC_.*|GLOBIGNORE)$/,
    'how the shell reads what follows',
  ],
  [
    /^(PAGER|MANPAGER|GIT_\w*(PAGER|EDITOR|SSH|SSH_COMMAND|ASKPASS|EXTERNAL_DIFF|PROXY_COMMAND|CONFIG\w*|EXEC_PATH|DIR|TEMPLATE_DIR)|EDITOR|VISUAL|KUBE_EDITOR|BROWSER|LESSOPEN|LESSCLOSE|LESS|SYSTEMD_PAGER|PSQL_EDITOR|PSQL_PAGER|PSQLRC|SSH_ASKPASS|SUDO_ASKPASS|TAR_OPTIONS|RSYNC_RSH|SVN_SSH|CURL_HOME|WGETRC|INPUTRC|GREP_OPTIONS|AWKPATH|AWKLIBPATH)$/,
    'which program it starts',
  ],
  [
    /^(NODE_OPTIONS|NODE_PATH|PYTHON\w*|PERL5?\w*|RUBYOPT|RUBYLIB|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|KAFKA_OPTS|NPM_CONFIG_\w+|npm_config_\w+|OPENSSL_CONF|MAKEFLAGS)$/,
    'what its interpreter loads',
  ],
  [
    /^(KUBECONFIG|AWS_CONFIG_FILE|AWS_SHARED_CREDENTIALS_FILE|COMPOSE_FILE|HOME|XDG_CONFIG_HOME|DOCKER_CONFIG|HELM_\w*PLUGINS)$/,
    'which configuration it obeys',
  ],
];

/** These name another engine, which nobody here has made. */
const engines = new Set(['DOCKER_HOST', 'DOCKER_CONTEXT', 'CONTAINER_HOST']);

export const changesMeaning = (name: string): string | null =>
  telling.find(([pattern]) => pattern.test(name))?.[1] ?? null;

export const judgeVariables = ({ assignments, program, args }: Invocation): readonly Verdict[] => {
  const exported = setters.has(program)
    ? args.map(({ value }) => /^([A-Za-z_]\w*)\+?=/.exec(value)?.[1] ?? '')
    : [];
  return [...assignments.map(({ name }) => name), ...exported].flatMap((name) => {
    const what = changesMeaning(name);
    return what === null ? [] : [verdict('U', `${name} changes ${what}`)];
  });
};

const setters = new Set(['export', 'declare', 'typeset', 'local', 'readonly', 'read', 'printf']);

export const engineVariables = ({ assignments, program, args }: Invocation): readonly string[] =>
  [
    ...assignments.map(({ name }) => name),
    ...(setters.has(program) ? args.map(({ value }) => value.split('=')[0] ?? '') : []),
  ]
    .filter((name) => engines.has(name))
    .map((name) => `${name} names another engine`);
